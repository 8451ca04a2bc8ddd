"""What tests share: fixtures, drivers and real processes."""
