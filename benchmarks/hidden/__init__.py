"""A folder for the Python path of measured programs. See `environment`."""
