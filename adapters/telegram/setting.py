"""What the environment says about Telegram."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from environs import Env, ValidationError

from adapters.environment import address

PATH = "/telegram"
"""Where a webhook is received."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Setting:
    """`api_url`: without a slash at its end. `webhook_url`: whole, with its path; None: long polling.

    `administrators`: those of a group are coordinators of its reminders.
    """

    token: str = field(repr=False)
    api_url: str
    webhook_url: str | None
    webhook_secret: str = field(repr=False)
    administrators: bool = False

    @property
    def account(self) -> str:
        """Name this bot among all channels of a ledger: its id is public, and stands before the colon of its token."""
        return f"telegram:{self.token.partition(':')[0]}"


def read(env: Env) -> Setting | None:
    """Read the settings of this channel; None when it has no token. Faults gather in `env`."""
    token = env.str("TELEGRAM_BOT_TOKEN", "", validate=_token)
    api_url = env.str("TELEGRAM_API_URL", "https://api.telegram.org", validate=address)
    webhook = env.str("TELEGRAM_WEBHOOK_URL", "", validate=_webhook)
    needed = {} if webhook else {"default": ""}
    secret = env.str("TELEGRAM_WEBHOOK_SECRET", **needed, validate=_secret)
    administrators = env.bool("TELEGRAM_ADMINISTRATORS", False)
    if not token:
        return None
    return Setting(token.strip(), (api_url or "").rstrip("/"), _whole(webhook or ""), secret or "", administrators)


def _whole(url: str) -> str | None:
    """Give the address with its path: the one it is received at, where none is given."""
    if not url:
        return None
    return url if urlsplit(url).path.strip("/") else url.rstrip("/") + PATH


def _token(token: str) -> None:
    if token and not re.fullmatch(r"\s*\d+:[\w-]+\s*", token, re.ASCII):
        msg = "Must be a token as BotFather gives it: digits, a colon, and letters."
        raise ValidationError(msg)


def _webhook(url: str) -> None:
    if not url:
        return
    address(url)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        msg = "Must start with https://, because Telegram delivers to nothing else."
        raise ValidationError(msg)


def _secret(secret: str) -> None:
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        msg = "Must be 16 to 256 letters, digits, _ or -."
        raise ValidationError(msg)
