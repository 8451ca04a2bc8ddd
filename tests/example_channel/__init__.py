"""Plein, a chat platform that doesn't exist: what a third channel takes, as a folder and one line in the registry."""
