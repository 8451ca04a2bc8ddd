"""Reads the content files, and finds the faults of their form."""
