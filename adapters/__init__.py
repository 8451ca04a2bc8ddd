"""Everything that touches the outside world: channels, stores, settings, sealing and the command line."""
