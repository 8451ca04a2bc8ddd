"""Every scenario: importing this registers them."""

from tests.support.readiness import database, network, slack, telegram

__all__ = ["database", "network", "slack", "telegram"]
