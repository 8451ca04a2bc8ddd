"""Concurrency: a queue per person, an expiring cache and set, and the intervals of periodic work."""
