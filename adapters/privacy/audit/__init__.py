"""Tests whether anything of a conversation stays: runs checks, then searches everything for what was in them."""
