"""What becomes of one process that holds very many checks, one after the other: memory, files, tasks, latency."""
