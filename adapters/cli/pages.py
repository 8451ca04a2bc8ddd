"""Says where a check can be held in a browser, once that is served."""

import socket
import sys

from adapters.config.settings import Settings
from adapters.telemetry import log

_EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is told instead of an address that stands for all
TOLD = "The check is at {address} in a browser. Ctrl-C ends it.\n"


def tell(settings: Settings, listening: socket.socket) -> None:
    """Log the address of each page that is served, and write it to the output where somebody sits before that."""
    for one in settings.channels:
        if not one.descriptor.page:
            continue
        address = one.page or local(*listening.getsockname()[:2])
        log.event("page_served", channel=one.descriptor.name, page=address)
        if sys.stdout and sys.stdout.isatty():
            sys.stdout.write(TOLD.format(address=address))
            sys.stdout.flush()


def local(host: str, port: int) -> str:
    """Return the address on this machine of whatever listens here."""
    near = _EVERY.get(host, host)
    return f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"
