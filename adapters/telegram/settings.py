"""The settings of Telegram."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from environs import Env, ValidationError

from adapters.platforms.addresses import address, api_address

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
"""The header with the secret by which Telegram's requests are recognised."""
TITLE = "Telegram"
"""The name of the channel, as people write it."""
NAME = "telegram"
"""The name of the channel in settings, metrics, the log and the stores."""
PATH = "/telegram"
"""The path on which the webhook receives updates."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_HINTS = {
    r"^(?i:bot)\d": "Leave out the word bot in front of it.",
    r"\s": "It contains a space.",
    r"^@": "This is a bot's username, not its token.",
}


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The settings of this channel.

    Attributes:
        api_url: Without a slash at the end.
        webhook_url: Including its path; None for long polling.
        webhook_secret: Empty for long polling.
        administrators: Whether the administrators of a group may set up its reminders.
    """

    token: str = field(repr=False)
    api_url: str
    webhook_url: str | None
    webhook_secret: str = field(repr=False)
    administrators: bool = False

    @property
    def account(self) -> str:
        """Return the bot's name in the stores: its public id, the part of the token before the colon."""
        return f"{NAME}:{self.token.partition(':')[0]}"


def read(env: Env) -> TelegramSettings | None:
    """Read the settings of this channel; None if there is no token. Faults are collected in `env`."""
    token = env.str("TELEGRAM_BOT_TOKEN", "", validate=_token)
    api_url = env.str("TELEGRAM_API_URL", "https://api.telegram.org", validate=_api)
    webhook = env.str("TELEGRAM_WEBHOOK_URL", "", validate=_webhook)
    needed = {} if webhook else {"default": ""}
    secret = env.str("TELEGRAM_WEBHOOK_SECRET", **needed, validate=_secret)
    administrators = env.bool("TELEGRAM_ADMINISTRATORS", False)
    if not token:
        return None
    return TelegramSettings(token, (api_url or "").rstrip("/"), _whole(webhook or ""), secret or "", administrators)


def _whole(url: str) -> str | None:
    """Return the URL with a path: `PATH`, unless it has one."""
    if not url:
        return None
    return url if urlsplit(url).path.strip("/") else url.rstrip("/") + PATH


def _token(token: str) -> None:
    if token and not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
        msg = "Must be a token from BotFather: digits, a colon, and letters."
        hints = [hint for pattern, hint in _HINTS.items() if re.search(pattern, token)]
        raise ValidationError(" ".join([msg, *hints]))


def _api(url: str) -> None:
    api_address(url)
    if urlsplit(url).path.rstrip("/").endswith("/bot"):
        msg = "Leave out /bot at the end."
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
