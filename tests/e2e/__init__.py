"""Whole conversations and commands, against the simulated platforms."""
