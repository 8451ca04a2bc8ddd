"""The running process: its tasks, web server and memory."""
