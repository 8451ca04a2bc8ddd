"""The state of the webhook according to Telegram."""

import time
from dataclasses import dataclass
from datetime import datetime

ERROR_LIFETIME = 150.0
"""Seconds for which an error counts: Telegram retries every minute or two.

Source: WEBHOOK_MAX_RESEND_TIMEOUT in WebhookActor.h of tdlib/telegram-bot-api."""


@dataclass(frozen=True, slots=True)
class WebhookState:
    """The state of the webhook.

    Attributes:
        address: Where Telegram delivers; empty if no webhook is set.
        trouble: Why deliveries fail, in Telegram's words; None if they don't, or if nothing is pending.
        whole: Whether it delivers every kind of update that the bot asks for.
    """

    address: str
    trouble: str | None
    whole: bool = True


def delivery_trouble(waiting: int, failed: datetime | None, said: str | None) -> str | None:
    """Return why Telegram can't deliver, in its own words; None if it can.

    Args:
        waiting: The number of pending updates.
        failed: When a delivery last failed.
        said: Telegram's description of that failure.
    """
    if not waiting or not failed or time.time() - failed.timestamp() > ERROR_LIFETIME:
        return None
    return f"{said}; {waiting} {'update waits' if waiting == 1 else 'updates wait'}"
