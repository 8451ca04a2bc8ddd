"""The settings of Slack."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from environs import Env, ValidationError

from adapters.platforms.addresses import api_address

TITLE = "Slack"
"""The name of the channel, as people write it."""
NAME = "slack"
"""The name of the channel, everywhere."""
PATH = "/slack/events"
"""The path on which commands and presses are received over HTTP."""


@dataclass(frozen=True, slots=True)
class SocketTiming:
    """How a Socket Mode connection is monitored. All values are in seconds.

    Attributes:
        ping: Between two pings; the other end has half of that to answer.
        look: Between two looks at the connection.
        stuck: Without a connection, after which the channel counts as not receiving, and the SDK is made to request a
            new URL.
    """

    ping: float = 5.0
    look: float = 1.0
    stuck: float = 5.0


DEFAULT_TIMING = SocketTiming()
KINDS = {
    "xoxb-": "This is a bot token, for SLACK_BOT_TOKEN.",
    "xapp-": "This is an app-level token, for SLACK_APP_TOKEN.",
    "xoxp-": "This is the token of a person; the bot's own is below it, under OAuth & Permissions.",
    r"xoxe[.-]": "This is a token that expires: switch token rotation off, and install the app again.",
    r"[0-9a-f]{32}$": "This is like a signing secret, for SLACK_SIGNING_SECRET.",
}
"""What is said of a token or a secret that was set in the place of another, by how it begins."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """The settings of this channel.

    Attributes:
        app_token: Set for Socket Mode, else empty.
        signing_secret: Set for HTTP, else empty.
        api_url: Ends with a slash.
        timing: Not read from the environment, as nobody needs to tune it.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str
    timing: SocketTiming = DEFAULT_TIMING


def read(env: Env) -> SlackSettings | None:
    """Read the settings of this channel; None if it has no token. Faults are collected in `env`."""
    bot = env.str("SLACK_BOT_TOKEN", "", validate=_bot)
    app = env.str("SLACK_APP_TOKEN", "", validate=_app)
    secret = env.str("SLACK_SIGNING_SECRET", "", validate=_secret)
    api_url = env.str("SLACK_API_URL", "https://slack.com/api/", validate=api_address)
    if bot and app == secret == "":
        env.str("SLACK_BOT_TOKEN", validate=_transport)
    return SlackSettings(bot, app or "", secret or "", (api_url or "").rstrip("/") + "/") if bot else None


def groups(coordinators: Iterable[str]) -> frozenset[str]:
    """Return the user groups among these, by Slack's ids. `coordinators`: each a channel, a colon, and an id there."""
    return frozenset(name.removeprefix(f"{NAME}:") for name in coordinators if name.startswith(f"{NAME}:S"))


def people(coordinators: Iterable[str]) -> frozenset[str]:
    """Return the people among these, by Slack's ids. `coordinators`: as in `groups`."""
    mine = frozenset(name.removeprefix(f"{NAME}:") for name in coordinators if name.startswith(f"{NAME}:"))
    return mine - groups(coordinators)


def _bot(token: str) -> None:
    _shape(token, r"xoxb-[\w-]+", "Must be a bot token: it starts with xoxb-.")


def _app(token: str) -> None:
    _shape(token, r"xapp-[\w-]+", "Must be an app-level token: it starts with xapp-.")


def _secret(secret: str) -> None:
    _shape(secret, r"[0-9a-f]{32,}", "Must be the signing secret of the app: 32 digits and letters a to f.")


def _shape(value: str, pattern: str, msg: str) -> None:
    if value and not re.fullmatch(pattern, value, re.ASCII):
        kinds = [kind for start, kind in KINDS.items() if re.match(start, value)]
        raise ValidationError(" ".join([msg, *kinds]))


def _transport(_bot_token: str) -> None:
    msg = (
        "Needs SLACK_APP_TOKEN beside it, to connect to Slack (Socket Mode); "
        "or SLACK_SIGNING_SECRET, for Slack to deliver over HTTP."
    )
    raise ValidationError(msg)
