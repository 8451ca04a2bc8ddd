"""Announce where a check can be run, once that is served."""

import socket
import sys

from adapters.channels.descriptor import ConfiguredChannel
from adapters.config.settings import Settings
from adapters.telemetry import log

_EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown instead of a wildcard address
IN_BROWSER = "Open {address} in a browser. Press Ctrl-C to stop.\n"
IN_CHAT = "Type /{check} in {title}. If nothing happens, 'groomingcheck doctor' says why.\n"


def tell(settings: Settings, listening: socket.socket) -> None:
    """Log the address of each page that is served; on a terminal, print how to start a check on each channel."""
    lines = [_line(one, settings.organisation.checks[0], listening) for one in settings.channels]
    if sys.stdout and sys.stdout.isatty():
        sys.stdout.write("".join(lines))
        sys.stdout.flush()


def _line(one: ConfiguredChannel, check: str, listening: socket.socket) -> str:
    if not one.descriptor.page:
        return IN_CHAT.format(title=one.descriptor.title, check=check)
    address = one.page or local(*listening.getsockname()[:2])
    log.event("page_served", channel=one.descriptor.name, page=address)
    if one.exposed(listening.getsockname()[0]):
        log.event("page_unencrypted", "warning", channel=one.descriptor.name, setting="GROOMINGCHECK_HOST")
    return IN_BROWSER.format(address=address)


def local(host: str, port: int) -> str:
    """Return the URL at which this machine reaches a server on this host and port."""
    near = _EVERY.get(host, host)
    return f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"
