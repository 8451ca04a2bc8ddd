"""The ways in which a part fails, as docs/troubleshooting.md lists them, and how each is brought about."""
