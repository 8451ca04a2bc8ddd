"""What takes long by nature: audits, kills, crowds."""
