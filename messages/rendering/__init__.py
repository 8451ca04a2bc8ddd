"""Render views of the engine as text and buttons in one language."""
