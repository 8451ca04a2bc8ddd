"""Hold checks on every chat platform that is configured, until told to stop."""

import asyncio
import signal
import socket
from importlib.metadata import version

from adapters import composition, log
from adapters.commands import BadInputError
from adapters.commands.setup import configured, known, loaded
from adapters.ledger.fault import LedgerError
from adapters.ledger.session import Session
from adapters.process import Process
from adapters.service import RejectedError
from adapters.settings import Settings
from messages.content import Content


def run() -> int:
    """Serve until SIGTERM or SIGINT. Raises `BadInputError` for what can't be used, before anything is served."""
    settings = configured()
    content = loaded(settings, settings.locale)
    known(settings.locale, tuple(content.words), "GROOMINGCHECK_LOCALE")
    if not (settings.slack or settings.telegram):
        msg = (
            "no chat platform is configured. Set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN, or use 'groomingcheck talk' "
            "for this terminal."
        )
        raise BadInputError(msg)
    log.configure(settings.log_level)
    return asyncio.run(_until_signalled(settings, content))


async def serve(settings: Settings, content: Content, told: asyncio.Event) -> int:
    """Serve until told to stop. Raises `BadInputError` for what a database or a platform refuses."""
    listening = _listen(settings)
    try:
        session = await Session.open(settings.database)
    except LedgerError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    service = composition.service(settings, content, session)
    found = composition.channels(settings, service)
    try:
        for channel in found:
            await channel.open()
        await Process(service, found, listening, settings.catch_up).run(told)
    except RejectedError as error:
        raise BadInputError(str(error)) from error
    finally:
        for channel in found:
            await channel.close()
        await session.close()
    return 0


async def _until_signalled(settings: Settings, content: Content) -> int:
    told = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    return await serve(settings, content, told)


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[
            0
        ]
        listening = socket.socket(family, kind, protocol)  # with its protocol named, or asyncio leaves Nagle's delay on
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(100)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        msg = f"GROOMINGCHECK_HOST, GROOMINGCHECK_PORT: can't listen on {where}: {error.strerror}."
        raise BadInputError(msg) from error
    log.event("listening", port=listening.getsockname()[1], version=version("groomingcheck"))
    if not settings.lasting:
        log.event("secret_is_random", "warning", setting="GROOMINGCHECK_SECRET")
    return listening
