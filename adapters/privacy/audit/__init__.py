"""The audit: run checks, then search everything for traces of them."""
