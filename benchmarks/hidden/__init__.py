"""A folder for the path of a program that is measured. See `environment`."""
