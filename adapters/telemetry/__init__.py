"""The log, the metrics and the health of the process."""
