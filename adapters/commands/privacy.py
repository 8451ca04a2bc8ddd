"""Say what is held at this moment, or take away all that is held of a channel, a chat or a person."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

from adapters import composition, log
from adapters.commands import BadInputError
from adapters.commands.setup import configured, known, loaded, opened
from adapters.ledger.database import readable
from adapters.ledger.inventory import Inventory
from adapters.ledger.ledger import Ledger
from adapters.privacy.erasure import Erased, Erasure
from adapters.privacy.report import Report
from adapters.privacy.subject import Subject
from adapters.service import Channel, RejectedError, Service
from adapters.settings import Settings
from messages.content import Content

LEFT = 1
"""Exit status when something is still there, in the ledger or in a chat."""


def run(locale: str | None, erase: str | None) -> int:
    """Write what is held, or what was erased. `erase`: a platform's name, a colon and an id there."""
    subject = _subject(erase) if erase is not None else None
    settings = configured()
    language = locale or settings.locale
    content = loaded(settings, language)
    known(language, tuple(content.words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdout:
        msg = "what is held needs an output, and it is closed."
        raise BadInputError(msg)
    report = Report(content.words[language], settings.zone, settings.coordinators)
    if subject:
        return _erase(settings, content, report, subject)
    _write(asyncio.run(_held(settings, report)))
    return 0


def _subject(typed: str) -> Subject:
    found = Subject.read(typed)
    if found is None:
        msg = "--erase: must be like slack:C123, slack:U123, telegram:-100123 or telegram:42."
        raise BadInputError(msg)
    return found


def _erase(settings: Settings, content: Content, report: Report, subject: Subject) -> int:
    log.configure("error")
    with suppress(OSError):  # who doesn't hear of it wants it erased all the same, and is told of this afterwards
        _write([report.erasing(subject)])
    erased = asyncio.run(_erased(settings, content, subject))
    with suppress(BrokenPipeError):  # the status tells it as well
        _write(report.erased(subject, erased))
    return 0 if erased.whole else LEFT


def _write(lines: Iterator[str] | list[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


async def _held(settings: Settings, report: Report) -> list[str]:
    async with opened(settings.database) as session:
        holdings = await Inventory(session).all()
        late = (await Ledger(session).backlog()).overdue
    return list(report.held(readable(settings.database), holdings, late))


async def _erased(settings: Settings, content: Content, subject: Subject) -> Erased:
    """Erase, with the channel that it is about open, if that is set."""
    async with opened(settings.database, " Not all of it is erased; run this again.") as session:
        service = composition.service(settings, content, session)
        async with _channels(settings, service, subject.platform) as channels:
            return await Erasure(service, Inventory(session), channels).run(subject)


@asynccontextmanager
async def _channels(settings: Settings, service: Service, platform: str) -> AsyncIterator[list[Channel]]:
    """Open the channels of this platform, if any is set; they hear nothing."""
    found = [channel for channel in composition.channels(settings, service) if channel.name == platform]
    try:
        for channel in found:
            await channel.open()
        yield found
    except RejectedError as error:
        raise BadInputError(str(error)) from error
    finally:
        for channel in found:
            await channel.close()
