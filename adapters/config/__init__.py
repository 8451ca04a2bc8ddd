"""Read and validate the settings."""
