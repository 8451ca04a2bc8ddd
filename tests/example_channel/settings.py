"""The settings of Plein."""

import re
from dataclasses import dataclass, field

from environs import Env, ValidationError

from adapters.platforms.addresses import address

NAME = "plein"
"""The name of the channel in settings, metrics, the log and the stores."""


@dataclass(frozen=True, slots=True)
class PleinSettings:
    """The settings of this channel. `url`: without a trailing slash."""

    token: str = field(repr=False)
    url: str

    @property
    def account(self) -> str:
        """Return the bot's name in the stores: its public id, the part of the token before the dot."""
        return f"{NAME}:{self.token.partition('.')[0]}"


def read(env: Env) -> PleinSettings | None:
    """Read the settings of this channel; None if there is no token. Faults are collected in `env`."""
    token = env.str("PLEIN_TOKEN", "", validate=_token)
    url = env.str("PLEIN_URL", "https://plein.example", validate=address)
    return PleinSettings(token.strip(), (url or "").rstrip("/")) if token else None


def _token(token: str) -> None:
    if token and not re.fullmatch(r"\s*[1-9]\d*\.[\w-]{8,}\s*", token, re.ASCII):
        msg = "Must be a token from Plein: digits, a dot, and letters."
        raise ValidationError(msg)
