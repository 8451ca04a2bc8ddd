"""Check the content: hard words, long sentences, texts that don't fit, and contradictions."""
