"""What the product promises, each promise by name."""
