"""Single parts, in this process and without a network."""
