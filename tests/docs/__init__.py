"""The pages, compared with the program."""
