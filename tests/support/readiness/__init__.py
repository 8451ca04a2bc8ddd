"""The ways in which a part fails, as docs/operator.md lists them, and how each is brought about."""
