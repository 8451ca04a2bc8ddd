"""The proof that nothing of a conversation stays: checks are held, and then everything is searched for them."""
