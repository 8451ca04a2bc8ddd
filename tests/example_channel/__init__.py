"""Plein, a fictional chat platform, which shows that a new channel takes one folder and one line in the registry."""
