"""Concurrency: a queue per person, an expiring cache and an expiring set, and the intervals of periodic work."""
