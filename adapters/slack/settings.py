"""The settings of Slack."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from environs import Env, ValidationError

from adapters.platforms.addresses import api_address

TITLE = "Slack"
"""The name of the channel, as people write it."""
NAME = "slack"
"""The name of the channel in settings, metrics, the log and the stores."""
PATH = "/slack/events"
"""The path on which payloads are received over HTTP."""


@dataclass(frozen=True, slots=True)
class SocketTiming:
    """How a Socket Mode connection is monitored. All values are in seconds.

    Attributes:
        ping: The interval between pings; the pong must come within half of it.
        look: The interval between looks at the connection.
        stuck: The time without a connection, after which the channel counts as not receiving, and the SDK is made to
            request a new URL.
    """

    ping: float = 5.0
    look: float = 1.0
    stuck: float = 5.0


DEFAULT_TIMING = SocketTiming()
KINDS = {
    "xoxb-": "This is a bot token, for SLACK_BOT_TOKEN.",
    "xapp-": "This is an app-level token, for SLACK_APP_TOKEN.",
    "xoxp-": "This is a user token; the bot token is below it, under OAuth & Permissions.",
    r"xoxe[.-]": "This is an expiring token: switch token rotation off, and install the app again.",
    r"[0-9a-f]{32}$": "This looks like a signing secret, for SLACK_SIGNING_SECRET.",
}
"""Hints about a token or secret that was put in the wrong setting, by how it starts."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """The settings of this channel.

    Attributes:
        app_token: Empty unless Socket Mode is used.
        signing_secret: Empty unless HTTP is used.
        api_url: Ends with a slash.
        timing: Not read from the environment, because nobody needs to tune it.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str
    timing: SocketTiming = DEFAULT_TIMING


def read(env: Env) -> SlackSettings | None:
    """Read the settings of this channel; None if there is no token. Faults are collected in `env`."""
    bot = env.str("SLACK_BOT_TOKEN", "", validate=_bot)
    app = env.str("SLACK_APP_TOKEN", "", validate=_app)
    secret = env.str("SLACK_SIGNING_SECRET", "", validate=_secret)
    api_url = env.str("SLACK_API_URL", "https://slack.com/api/", validate=api_address)
    if bot and app == secret == "":
        env.str("SLACK_BOT_TOKEN", validate=_transport)
    return SlackSettings(bot, app or "", secret or "", (api_url or "").rstrip("/") + "/") if bot else None


def groups(coordinators: Iterable[str]) -> frozenset[str]:
    """Return the ids of the user groups among these. `coordinators`: each as `channel:id`."""
    return frozenset(name.removeprefix(f"{NAME}:") for name in coordinators if name.startswith(f"{NAME}:S"))


def people(coordinators: Iterable[str]) -> frozenset[str]:
    """Return the ids of the people among these. `coordinators`: as in `groups`."""
    mine = frozenset(name.removeprefix(f"{NAME}:") for name in coordinators if name.startswith(f"{NAME}:"))
    return mine - groups(coordinators)


def _bot(token: str) -> None:
    _shape(token, r"xoxb-[\w-]+", "Must be a bot token: it starts with xoxb-.")


def _app(token: str) -> None:
    _shape(token, r"xapp-[\w-]+", "Must be an app-level token: it starts with xapp-.")


def _secret(secret: str) -> None:
    _shape(secret, r"[0-9a-f]{32,}", "Must be the app's signing secret: 32 digits and letters a to f.")


def _shape(value: str, pattern: str, msg: str) -> None:
    if value and not re.fullmatch(pattern, value, re.ASCII):
        kinds = [kind for start, kind in KINDS.items() if re.match(start, value)]
        raise ValidationError(" ".join([msg, *kinds]))


def _transport(_bot_token: str) -> None:
    msg = "Also needs SLACK_APP_TOKEN, for Socket Mode, or SLACK_SIGNING_SECRET, for delivery over HTTP."
    raise ValidationError(msg)
