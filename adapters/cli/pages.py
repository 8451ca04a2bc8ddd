"""Says where a check can be held, once that is served."""

import socket
import sys

from adapters.channels.descriptor import ConfiguredChannel
from adapters.config.settings import Settings
from adapters.telemetry import log

_EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is told instead of an address that stands for all
IN_BROWSER = "The check is at {address} in a browser. Ctrl-C ends it.\n"
IN_CHAT = "The check is on {title}: type /{check} there. If nothing comes, 'groomingcheck doctor' says why.\n"


def tell(settings: Settings, listening: socket.socket) -> None:
    """Log the address of each page that is served; at a terminal, say where each channel has the check."""
    lines = [_line(one, settings.organisation.checks[0], listening) for one in settings.channels]
    if sys.stdout and sys.stdout.isatty():
        sys.stdout.write("".join(lines))
        sys.stdout.flush()


def _line(one: ConfiguredChannel, check: str, listening: socket.socket) -> str:
    if not one.descriptor.page:
        return IN_CHAT.format(title=one.descriptor.title, check=check)
    address = one.page or local(*listening.getsockname()[:2])
    log.event("page_served", channel=one.descriptor.name, page=address)
    return IN_BROWSER.format(address=address)


def local(host: str, port: int) -> str:
    """Return the address on this machine of whatever listens here."""
    near = _EVERY.get(host, host)
    return f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"
