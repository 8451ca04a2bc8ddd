"""A third channel is a folder and one line: everything that the others do holds on one that nothing else knows."""
