"""What the environment says about Slack."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from environs import Env, ValidationError

from adapters.environment import address

PATH = "/slack/events"
"""Where commands and presses are received over HTTP."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a line of Socket Mode is watched. Seconds, each.

    `ping`: between two questions whether the other end is there; half of that it has to answer. `look`: between two
    looks at the line. `stuck`: without one, after which the SDK is made to ask for a new address. `patience`: without
    one that works, after which the bot counts as deaf.
    """

    ping: float = 5.0
    look: float = 1.0
    stuck: float = 5.0
    patience: float = 15.0


STEADY = Pulse()


@dataclass(frozen=True, slots=True)
class Setting:
    """`app_token`: set for Socket Mode; `signing_secret`: set for HTTP. `api_url`: with a slash at its end.

    `pulse`: nothing that the environment says, as nobody who runs the bot should have to wonder.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str
    pulse: Pulse = STEADY


def read(env: Env) -> Setting | None:
    """Read the settings of this channel; None when it has no token. Faults gather in `env`."""
    bot = env.str("SLACK_BOT_TOKEN", "", validate=_bot)
    app = env.str("SLACK_APP_TOKEN", "", validate=_app)
    needed = {} if bot and app == "" else {"default": ""}  # without Socket Mode, Slack delivers, and signs
    secret = env.str("SLACK_SIGNING_SECRET", **needed, validate=_secret)
    api_url = env.str("SLACK_API_URL", "https://slack.com/api/", validate=address)
    if not bot:
        return None
    return Setting(bot.strip(), (app or "").strip(), (secret or "").strip(), (api_url or "").rstrip("/") + "/")


def groups(coordinators: Iterable[str]) -> frozenset[str]:
    """Give the user groups among these, by Slack's ids. `coordinators`: each a channel, a colon, and an id there."""
    return frozenset(name.removeprefix("slack:") for name in coordinators if name.startswith("slack:S"))


def _bot(token: str) -> None:
    _shape(token, r"\s*xoxb-[\w-]+\s*", "Must be a bot token: it starts with xoxb-.")


def _app(token: str) -> None:
    _shape(token, r"\s*xapp-[\w-]+\s*", "Must be an app-level token: it starts with xapp-.")


def _secret(secret: str) -> None:
    _shape(secret, r"\s*[0-9a-f]{32,}\s*", "Must be the signing secret of the app: 32 digits and letters a to f.")


def _shape(value: str, pattern: str, msg: str) -> None:
    if value and not re.fullmatch(pattern, value, re.ASCII):
        raise ValidationError(msg)
