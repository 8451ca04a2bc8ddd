"""The settings of the web page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from environs import Env, ValidationError

from adapters.platforms.addresses import shown_address

NAME = "web"
"""The name of the channel in the program."""
TITLE = "Browser"
"""The name of the channel in texts."""
PATH = "/"
"""The path on which the page is served."""
EXIT = "https://www.knmi.nl/"
"""The default URL of the exit button: the weather, which anybody may be looking at."""
RATE, MOST = 200, 1000
"""The maximum number of requests per second, and in a burst after a quiet time.

A thousand people need fewer, as people read each screen. A flood of the page leaves enough CPU time and database
capacity for the chat platforms; and no IP addresses are needed.
"""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of this channel.

    Attributes:
        url: The public URL of the page; None if it isn't known.
        exit: The URL of the exit button.
        rate: The maximum number of requests per second; not read from the environment.
        most: The maximum number of requests in a burst; not read from the environment.
    """

    url: str | None = None
    exit: str = EXIT
    rate: float = RATE
    most: int = MOST

    @property
    def public(self) -> str | None:
        """Return the public URL of the page; None if it isn't known, or only reaches this machine."""
        return self.url if self.url and urlsplit(self.url).hostname not in _LOOPBACK else None

    @property
    def account(self) -> str:
        """Return its name in the stores."""
        return NAME


def read(env: Env) -> WebSettings | None:
    """Read the settings of this channel; None if it isn't enabled. Errors are collected in `env`."""
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
        msg = "Must start with https://, as http isn't encrypted."
        raise ValidationError(msg)
    if "?" in url or "#" in url:
        msg = "Must be an address without ? and #."
        raise ValidationError(msg)
