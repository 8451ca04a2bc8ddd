"""Test whether anything of a conversation is left behind: run checks on every channel and search for traces."""

import asyncio
import datetime as dt
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

from adapters.channels import registry
from adapters.channels.platform_driver import PlatformDriver
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.setup import loaded, spoken
from adapters.privacy.audit.audit import SETTLED, AuditResult, audit
from adapters.privacy.audit.program import IDLE, PROGRAM, Program, ProgramError
from adapters.privacy.audit.scenario import LABELS, ScenarioError
from adapters.privacy.audit.statement import html, statement, text
from adapters.telemetry import log
from messages import content
from messages.loading.organisation import Organisation
from messages.markup import plain

FOUND = 1
"""Exit status when traces were found."""
LOCALE = "nl"
"""The language in which the checks are run, and of the button labels that the drivers look for."""
FOLDER = "groomingcheck-audit-"
"""The prefix of its temporary folders' names."""


def run(locale: str | None, *, as_html: bool) -> int:
    """Run the audit and write the statement; return the exit status.

    Args:
        locale: The language of the statement; None for `GROOMINGCHECK_LOCALE`.
        as_html: Whether to write an HTML page instead of text.
    """
    settings = configured()
    found = loaded(settings, locale or settings.locale)
    words, language = found.words, spoken(settings, found, locale)
    if not sys.stdout:
        msg = "can't write the statement: standard output is closed."
        raise BadInputError(msg)
    if sys.stderr:
        sys.stderr.write(f"{plain(words[language]['audit.waiting'])}\n")
    log.configure("error")
    results = _held()
    page = statement(results, words[language], language, dt.datetime.now(dt.UTC))
    sys.stdout.write(html(page) if as_html else "\n".join(text(page)) + "\n")
    return FOUND if any(result.leaks for result in results) else 0


def pairs() -> tuple[tuple[PlatformDriver, ...], ...]:
    """Return the drivers in groups, one per process: at most one driver per channel in each, until all are used."""
    groups = zip_longest(*(one.drivers() for one in registry.descriptors()))
    return tuple(tuple(driver for driver in group if driver) for group in groups)


async def held(
    drivers: Sequence[Sequence[PlatformDriver]],
    program: Sequence[str] = PROGRAM,
    idle: float = IDLE,
    settled: float = SETTLED,
    within: Path | None = None,
) -> list[AuditResult]:
    """Audit one process per group of drivers, concurrently.

    Args:
        drivers: The platforms that each process serves.
        program: The command to run as the process.
        idle: Seconds after which an abandoned check is wiped.
        settled: Seconds to let a process free memory before it is searched.
        within: Where to create each process's folder; None for the system's temporary folder.
    """
    words = content.load(Organisation(), registry.limits()).words[LOCALE]
    labels = {name: str(words[f"button.{name}.label"]).partition("{")[0] for name in LABELS}
    with ExitStack() as stack:
        folders = [stack.enter_context(tempfile.TemporaryDirectory(prefix=FOLDER, dir=within)) for _ in drivers]
        programs = [Program(Path(folder), program, idle) for folder in folders]
        async with asyncio.TaskGroup() as group:  # if one fails, cancel the others
            audits = [audit(*pair, labels, settled) for pair in zip(drivers, programs, strict=True)]
            tasks = [group.create_task(one) for one in audits]
        return [task.result() for task in tasks]


def _held() -> list[AuditResult]:
    try:
        return asyncio.run(_until_signalled())
    except ExceptionGroup as group:
        error = group.exceptions[0]
        if not isinstance(error, ProgramError | ScenarioError | OSError):  # TimeoutError is one
            raise error from None
        msg = f"the audit couldn't be run: {str(error) or 'a screen did not appear'}."
        raise BadInputError(msg) from error
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _until_signalled() -> list[AuditResult]:
    """Run the audit; on SIGTERM or SIGINT, stop every process and remove every folder."""
    holding = asyncio.ensure_future(held(pairs()))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, holding.cancel)
    return await holding
