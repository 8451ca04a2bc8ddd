"""Wiping messages when they are due."""
