"""Prove that nothing of a conversation stays: hold checks on every channel, and search for what is left of them."""

import asyncio
import datetime as dt
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from adapters import log
from adapters.audit.audit import Result, audit
from adapters.audit.play import PlayError
from adapters.audit.program import PROGRAM, Program, ProgramError
from adapters.audit.stage import Stage
from adapters.audit.statement import html, statement, text
from adapters.commands import BadInputError
from adapters.commands.setup import configured, known, loaded
from adapters.slack.stage import Stage as Slack
from adapters.telegram.stage import Stage as Telegram
from messages import content
from messages.markup import plain
from messages.organisation import Organisation

FOUND = 1
"""Exit status when something was found."""
LOCALE = "nl"
"""The language in which the checks are held; the words that lead on are known by it."""
FOLDER = "groomingcheck-audit-"
"""How the names of the folders begin that it works in."""
LABELS = ("began", "concluded", "finished", "stopped")


def run(locale: str | None, *, as_html: bool) -> int:
    """Hold the audit, and write the statement: as a page of HTML, or as text."""
    settings = configured()
    language = locale or settings.locale
    words = loaded(settings, language).words
    known(language, tuple(words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdout:
        msg = "the statement needs an output, and it is closed."
        raise BadInputError(msg)
    if sys.stderr:
        sys.stderr.write(f"{plain(words[language]['audit.waiting'])}\n")
    log.configure("error")
    results = _held()
    told = statement(results, words[language], language, dt.datetime.now(dt.UTC))
    sys.stdout.write(html(told) if as_html else "\n".join(text(told)) + "\n")
    return FOUND if any(result.findings for result in results) else 0


def pairs() -> tuple[tuple[Stage, ...], ...]:
    """Give every channel by every way that it delivers, as many as one process can serve at once."""
    return (Telegram(webhook=False), Slack(http=False)), (Telegram(webhook=True), Slack(http=True))


async def held(stages: Sequence[Sequence[Stage]], program: Sequence[str] = PROGRAM) -> list[Result]:
    """Audit a process for each group of stages, side by side. `program`: what is run as the process."""
    words = content.load(Organisation()).words[LOCALE]
    labels = {name: str(words[f"button.{name}.label"]) for name in LABELS}
    with ExitStack() as stack:
        folders = [stack.enter_context(tempfile.TemporaryDirectory(prefix=FOLDER)) for _ in stages]
        programs = [Program(Path(folder), program) for folder in folders]
        pairs = zip(stages, programs, strict=True)
        async with asyncio.TaskGroup() as group:  # none is left running where another fails
            tasks = [group.create_task(audit(*pair, labels)) for pair in pairs]
        return [task.result() for task in tasks]


def _held() -> list[Result]:
    try:
        return asyncio.run(_until_told())
    except ExceptionGroup as group:
        error = group.exceptions[0]
        if not isinstance(error, ProgramError | PlayError | OSError):  # TimeoutError is one
            raise error from None
        msg = f"the audit could not be held: {str(error) or 'a screen did not come'}."
        raise BadInputError(msg) from error
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _until_told() -> list[Result]:
    """Hold it, and let go of every process and folder when told to stop."""
    holding = asyncio.ensure_future(held(pairs()))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, holding.cancel)
    return await holding
