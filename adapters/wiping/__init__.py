"""Wipes messages when they are due."""
