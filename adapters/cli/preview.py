"""Show every screen of a check in a browser on this machine, as each channel shows it."""

import asyncio
import socket
import sys
import webbrowser
from contextlib import suppress

from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.setup import known
from adapters.concurrency.ending import ended
from adapters.preview.app import HOST, app
from adapters.preview.pages import Pages
from adapters.preview.platform import platforms
from adapters.preview.watch import Watch
from adapters.runtime.connection_limits import USUAL
from adapters.runtime.http_server import HttpServer
from adapters.runtime.termination import LEAVING, Termination, leave_within
from adapters.telemetry import log
from messages.linting import report

CLOSING = 2.0
"""Seconds to wait for the server to stop."""


def run(check: str | None, locale: str | None, port: int) -> int:
    """Serve the preview until SIGTERM or Ctrl-C.

    Args:
        check: The id of the check to start with; None for the first enabled one.
        locale: The language of the preview's own texts; None for Dutch.
        port: The port to serve on; 0 for any free port.

    Raises:
        BadInputError: A setting, a text or the port can't be used.
    """
    configuration = configured()
    log.configure("warning")
    organisation, drawn = configuration.organisation, platforms()
    language = known(locale, report.locales(), "--locale") if locale else "nl"
    first = known(check, organisation.content_folder.checks(), "--check") if check else organisation.checks[0]
    listening = _listen(port)
    watch = Watch(organisation, configuration.zone, [one.limits for one in drawn])
    server = HttpServer(app(watch, Pages(language, drawn, paged=configuration.page is not None), drawn, first), USUAL)
    asyncio.run(_until_signalled(watch, server, listening))
    return 0


async def _until_signalled(watch: Watch, server: HttpServer, listening: socket.socket) -> None:
    termination = Termination()
    following, serving = asyncio.create_task(watch.run()), asyncio.create_task(server.run_on(listening))
    with suppress(asyncio.CancelledError), termination.gently() as stopping:
        await _opened(listening)
        signalled = asyncio.create_task(stopping.wait())
        await asyncio.wait([following, serving, signalled], return_when=asyncio.FIRST_COMPLETED)
    server.stop()
    await watch.stop()
    await ended([serving], CLOSING)
    await ended([following], 0.0)
    leave_within(LEAVING)


async def _opened(listening: socket.socket) -> None:
    """Print the address, and open it if there is a browser."""
    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    if sys.stdout:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
    with suppress(webbrowser.Error):
        await asyncio.to_thread(webbrowser.open, address)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()  # the socket already accepts connections, so opening the address right away works
    except (OSError, OverflowError) as error:
        listening.close()
        reason = error.strerror if isinstance(error, OSError) else "ports go up to 65535"
        msg = f"--port: can't serve on port {port} ({reason}). Without --port, it picks a free port."
        raise BadInputError(msg) from error
    return listening
