"""Finds what would make a reader stumble: hard words, long sentences, texts that don't fit."""
