"""The settings of the page in a browser."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from environs import Env, ValidationError

from adapters.platforms.addresses import shown_address

NAME = "web"
"""The name of the channel, everywhere."""
TITLE = "Browser"
"""The name of the channel, as people write it."""
PATH = "/"
"""The path on which the page is served."""
EXIT = "https://www.knmi.nl/"
"""Where the link to leave quickly leads, if nothing else is set: to the weather, at which anybody may be looking."""
RATE, MOST = 200, 1000
"""The requests that are answered in a second, and those that are at one moment after a quiet time.

A thousand people need fewer, as whoever reads a screen presses nothing. Whoever floods the page gets no more of the
processor, and of the database, than leaves the chat platforms theirs; and it needs nobody's address.
"""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of this channel.

    Attributes:
        url: The public address of the page; None if it isn't known.
        exit: The address to which the link to leave quickly leads.
        rate: The requests that are answered in a second; not read from the environment.
        most: The requests that are answered at one moment after a quiet time; likewise.
    """

    url: str | None = None
    exit: str = EXIT
    rate: float = RATE
    most: int = MOST

    @property
    def public(self) -> str | None:
        """Return the address at which anybody can reach the page; None if it isn't known, or is on this machine."""
        return self.url if self.url and urlsplit(self.url).hostname not in _LOOPBACK else None

    @property
    def account(self) -> str:
        """Return the name in the stores: there is one page."""
        return NAME


def read(env: Env) -> WebSettings | None:
    """Read the settings of this channel; None if it isn't on. Faults are collected in `env`."""
    on = env.bool("GROOMINGCHECK_WEB", False)
    url = env.str("GROOMINGCHECK_WEB_URL", "", validate=_public)
    leaving = env.str("GROOMINGCHECK_WEB_EXIT", EXIT, validate=shown_address)
    return WebSettings(url or None, leaving or EXIT) if on else None


def _public(url: str) -> None:
    if not url:
        return
    shown_address(url)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        msg = "Must start with https://, as anybody on the way could read what goes over http."
        raise ValidationError(msg)
    if "?" in url or "#" in url:
        msg = "Must be an address without ? and #."
        raise ValidationError(msg)
