"""The dialogue of a check, the same on every channel, and the token that carries its state."""
