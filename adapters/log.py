"""What the process says of itself: one line for each event, with fields from a list and nothing else.

1. Only our own events have words. Of a library's record only its name, level and place are told: what libraries log
   may hold a token, an id or an answer, at any level.
2. A field that is not on the list is left out, so that no id of a person or a chat can get into a line.
3. JSON where nobody watches, for people at a terminal.
"""

import logging
import os
import secrets
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

FIELDS = frozenset({
    "at", "channel", "count", "error", "event", "level", "library", "method", "port", "reason", "reference", "seconds",
    "setting", "timestamp", "transport", "version",
})  # fmt: skip
"""Every field that a line may have."""
_PACKAGES = ("adapters", "bot", "messages")


def configure(level: str, output: TextIO | None = None) -> None:
    """Send every line of this process to `output` (the error output), from this level on: debug, info, warning, error.

    Where that is closed nobody reads them, and the process goes on all the same.

    Libraries are heard from `warning` on, and at `debug` all of them.
    """
    stream = output or sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    least: int = getattr(logging, level.upper())
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    last: Processor = structlog.processors.JSONRenderer()
    if stream.isatty():
        last = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[structlog.processors.add_log_level, stamp, _allowed, last],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = _Library()
    logging.basicConfig(handlers=[handler], level=least if least == logging.DEBUG else logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def event(name: str, level: str = "info", **fields: object) -> None:
    """Write a line for an event. `fields`: those on the list `FIELDS`; none of them may hold personal data."""
    getattr(structlog.get_logger(), level)(name, **fields)


def failure(name: str, error: BaseException, **fields: object) -> str:
    """Write a line for a fault of our own, and give the reference that a person may be shown for it."""
    reference = secrets.token_hex(3)
    event(name, "error", error=type(error).__name__, at=place(error), reference=reference, **fields)
    return reference


def place(error: BaseException) -> str:
    """Tell where an error arose: the innermost file of ours in its traceback, and the line."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if {*Path(frame.filename).parts} & {*_PACKAGES}] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _allowed(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    return {name: value for name, value in fields.items() if name in FIELDS}


class _Library(logging.Handler):
    """Tells that a library had something to say, and where; never what."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        told = {
            "library": record.name,
            "at": f"{record.filename}:{record.lineno}",
            **({"error": error} if error else {}),
        }
        event("library", logging.getLevelName(max(record.levelno, logging.DEBUG)).lower(), **told)


def _last_words(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    failure("broken", error)
