"""Report what is stored right now, or erase everything about a channel, a chat or a person."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import suppress

from adapters.channels import examples, registry
from adapters.cli.channels import connected, shared
from adapters.cli.configuration import configured
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.cli.setup import loaded, spoken
from adapters.config.settings import Settings
from adapters.privacy.erasure import Erased, Erasure
from adapters.privacy.report import Report
from adapters.privacy.subject import Subject
from adapters.storage.database import readable
from adapters.storage.inventory import Inventory
from adapters.storage.wipe_store import WipeStore
from adapters.telemetry import log
from messages.content import Content

LEFT = 1
"""Exit status when something is left, in the database or in a chat."""


def run(locale: str | None, erase: str | None) -> int:
    """Report what is stored, or erase and report the result; return the exit status.

    Args:
        locale: The language of the report; None for `GROOMINGCHECK_LOCALE`.
        erase: What to erase, as `channel:id`; None to erase nothing.
    """
    subject = _subject(erase) if erase is not None else None
    settings = configured()
    content = loaded(settings, locale or settings.locale)
    language = spoken(settings, content, locale)
    if not sys.stdout:
        msg = "can't write the report: standard output is closed."
        raise BadInputError(msg)
    report = Report(content.words[language], settings.zone, settings.coordinators)
    if subject:
        return _erase(settings, content, report, subject)
    _write(asyncio.run(_held(settings, report)))
    return 0


def _subject(typed: str) -> Subject:
    found = Subject.read(typed)
    if found is None:
        msg = f"--erase: must be like {examples.subjects()}."
        raise BadInputError(msg)
    return found


def _erase(settings: Settings, content: Content, report: Report, subject: Subject) -> int:
    log.configure("error")
    erased = asyncio.run(_erased(settings, content, report, subject))
    with suppress(BrokenPipeError):  # the exit status still tells the result
        _write(report.erased(subject, erased))
    return 0 if erased.whole else LEFT


def _write(lines: Iterator[str] | list[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


async def _held(settings: Settings, report: Report) -> list[str]:
    async with opened(settings.database) as session:
        holdings = await Inventory(session).all()
        late = (await WipeStore(session, registry.wipeable()).backlog()).overdue
    return list(report.held(readable(settings.database), holdings, late))


async def _erased(settings: Settings, content: Content, report: Report, subject: Subject) -> Erased:
    """Announce the erasure and carry it out, with the subject's channel open if it is configured."""
    async with opened(settings.database, " The erasure is incomplete; run this again.") as session:
        with suppress(OSError):  # erase even if stdout is broken; the final report fails then
            _write([report.erasing(subject)])
        services = shared(settings, content, session)
        concerned = [one for one in settings.channels if one.descriptor.name == subject.platform]
        async with connected(concerned, services) as channels:
            return await Erasure(services, Inventory(session), channels).run(subject)
