"""What all chat platforms have in common: how calls fail and are retried, and how deliveries come in."""
