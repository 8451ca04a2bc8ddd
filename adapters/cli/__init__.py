"""The command line: one file per command, the parser, and the help."""
