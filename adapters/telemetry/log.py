"""The log of the process: one line per event, with fields from an allow-list only.

1. Of a library's log record, only the logger's name, level and location are logged: the message may contain a token, an
   id or an answer, at any level.
2. Fields that aren't on the list are dropped, so that no id of a person or a chat can be logged.
3. Lines are JSON, or plain text on a terminal.
4. Identical lines are written once a minute at most; a later line has the number of suppressed ones (`repeated`).
"""

import logging
import os
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from adapters.telemetry.log_stream import LogStream
from adapters.telemetry.repetition import Repetition

FIELDS = frozenset({
    "at", "channel", "commit", "count", "error", "event", "level", "library", "method", "page", "part", "port",
    "reason", "reference", "repeated", "seconds", "setting", "timestamp", "transport", "version",
})  # fmt: skip
"""The fields that a line may have."""
_VARYING = frozenset({"count", "reference", "seconds"})
"""The fields that are ignored when comparing lines."""
_PACKAGES = ("adapters", "bot", "messages")
_repetition = Repetition()


def configure(level: str, output: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
    """Configure the log of this process.

    Libraries are logged from `warning` on, or from `debug` on if that is the level. If the stream is closed, full or
    not read, lines are lost; nothing else is affected.

    Args:
        level: debug, info, warning or error.
        output: The stream to write to; standard error by default.
        clock: Returns a monotonic time in seconds.
    """
    global _repetition  # noqa: PLW0603 - there is one log per process, as in `logging`
    stream = output or sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays open until the process ends
    minimum: int = getattr(logging, level.upper())
    timestamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    renderer: Processor = structlog.processors.JSONRenderer()
    if stream.isatty():
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[structlog.processors.add_log_level, timestamp, _allowed, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(minimum),
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", LogStream(stream))),
        cache_logger_on_first_use=False,
    )
    _repetition = Repetition(clock)
    handler = _LibraryHandler()
    logging.basicConfig(handlers=[handler], level=minimum if minimum == logging.DEBUG else logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_crash


def event(name: str, level: str = "info", **fields: object) -> None:
    """Log an event.

    Args:
        name: The name of the event.
        level: The level to log it at.
        **fields: Fields in `FIELDS`; none of them may contain personal data.
    """
    _write(name, level, fields)


def failure(name: str, error: BaseException, **fields: object) -> str:
    """Log a bug in the program, and return a reference that can be shown to a person.

    If the same bug occurs again within a minute, it isn't logged again and has the same reference.
    """
    origin = _origin(error)
    located = {} if origin is None else {"at": origin}
    return _write(name, "error", {"error": type(error).__name__, **located, **fields}, secrets.token_hex(3))


def _write(name: str, level: str, fields: dict[str, object], reference: str = "") -> str:
    """Write a line unless the same one was written within a minute; return the reference of the written line."""
    same = {key: str(value) for key, value in fields.items() if key in FIELDS - _VARYING}
    line = frozenset({"event": name, "level": level, **same}.items())
    logger = structlog.get_logger()
    for past, times in _repetition.over():
        before = dict(past)
        if past == line:
            fields["repeated"] = times
        else:
            getattr(logger, before.pop("level"))(before.pop("event"), **before, repeated=times)
    earlier = None if level == "debug" else _repetition.of(line, reference)
    if earlier is None:
        getattr(logger, level)(name, **fields, **({"reference": reference} if reference else {}))
    return reference if earlier is None else earlier


def _origin(error: BaseException) -> str | None:
    """Return the file and line of the innermost frame in this project's code; None without a traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if {*Path(frame.filename).parts} & {*_PACKAGES}] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else None


def _allowed(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    return {name: value for name, value in fields.items() if name in FIELDS}


class _LibraryHandler(logging.Handler):
    """Logs that a library logged something and where, but not the message."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        fields = {
            "library": record.name,
            "at": f"{record.filename}:{record.lineno}",
            **({"error": error} if error else {}),
        }
        event("library", logging.getLevelName(max(record.levelno, logging.DEBUG)).lower(), **fields)


def _log_crash(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    failure("crashed", error)
