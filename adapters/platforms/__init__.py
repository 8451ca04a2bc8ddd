"""Code shared by all chat platforms: how calls fail and are retried, and how deliveries come in."""
