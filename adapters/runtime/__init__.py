"""The running process: its tasks, its web server, and its memory."""
