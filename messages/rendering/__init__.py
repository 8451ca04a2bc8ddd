"""Turns views of the engine into text and buttons in one language."""
