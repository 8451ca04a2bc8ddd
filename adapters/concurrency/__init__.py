"""Concurrency: one queue per person, a memory and a set that expire, and the intervals of periodic work."""
