"""What a command needs first: the settings, the content they ask for, and the ledger that they name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters import settings
from adapters.commands import BadInputError
from adapters.ledger.fault import UNAVAILABLE, LedgerError
from adapters.ledger.session import Session
from adapters.settings import Settings
from messages import content, report
from messages.content import Content
from messages.fault import ContentError


def configured() -> Settings:
    """Read the settings. Raises `BadInputError` with a line for each that can't be used."""
    try:
        return settings.read()
    except settings.SettingsError as error:
        raise BadInputError(*error.faults) from error


def loaded(configuration: Settings, locale: str) -> Content:
    """Load the content. Raises `BadInputError` with a line, in this language, for each fault in it."""
    try:
        return content.load(configuration.organisation)
    except ContentError as error:
        raise BadInputError(*report.lines(error.faults, locale)) from error


def known(given: str, choices: tuple[str, ...], name: str) -> str:
    """Give back what was given where it is one of the choices. Raises `BadInputError` where it is not."""
    if given in choices:
        return given
    msg = f"{name}: there is no {given!r}; there is: {', '.join(choices)}."
    raise BadInputError(msg)


@asynccontextmanager
async def opened(database: str, undone: str = "") -> AsyncIterator[Session]:
    """Open the database that a bot has made, for a while; `undone`: what is told where it goes away meanwhile.

    Raises `BadInputError` where there is none, it can't be opened, or it goes away.
    """
    try:
        session = await Session.open(database, make=False)
    except LedgerError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    try:
        yield session
    except UNAVAILABLE as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: the database doesn't answer.{undone}"
        raise BadInputError(msg) from error
    finally:
        await session.close()
