"""A check as every channel runs it: the dialogue, and the token that carries its state."""
