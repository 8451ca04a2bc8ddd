"""Read the content files, and collect their formal faults."""
