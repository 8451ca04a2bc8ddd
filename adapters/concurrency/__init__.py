"""Concurrency: one queue per person, a memory that expires, and the intervals of periodic work."""
