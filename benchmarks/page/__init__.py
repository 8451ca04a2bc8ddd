"""Benchmarks of the web page: the size of a screen, the cost of a press, and the number of people it can serve."""
