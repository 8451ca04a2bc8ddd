"""The shell: everything that touches the world. Channels, settings, the seal and the command line."""
