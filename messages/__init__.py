"""The words: everything a person reads, in files that people who do not read Python can edit."""
