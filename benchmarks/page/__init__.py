"""Benchmarks of the page in a browser: what a screen weighs, what a press costs, and how many people it serves."""
