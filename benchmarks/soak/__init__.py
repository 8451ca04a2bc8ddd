"""Measure a process that runs very many checks in a row: memory, files, tasks and latency."""
