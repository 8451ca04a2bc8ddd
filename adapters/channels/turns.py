"""Runs a person's turn so that it never raises: errors are logged, and the person is told.

A fault of the program is logged with a reference, which is also shown to the person. During a database outage they are
asked to try again later.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from markupsafe import Markup

from adapters.checks.screen import Screen
from adapters.concurrency.user_queue import Turn
from adapters.platforms.errors import BlockedError, ChatNotFoundError, GoneError, PlatformError, RefusedError
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telemetry import log, metrics

Excuse = Callable[[str | None], Awaitable[None]]
_UNREACHABLE = (BlockedError, ChatNotFoundError)
"""Refusals that would prevent an apology from reaching the person, too."""


async def guarded(channel: str, turn: Turn, excuse: Excuse | None) -> None:
    """Run one turn, and handle every error.

    Args:
        channel: For the log and the metrics.
        turn: The turn.
        excuse: Shows the person an apology by a means that still works; its argument is the reference of the fault, or
            None for a temporary outage. None if nobody can be shown one.
    """
    try:
        await turn()
    except GoneError:
        pass  # the modal was closed, or the press was answered already
    except PlatformError as error:
        if excuse and isinstance(error, RefusedError) and not isinstance(error, _UNREACHABLE):
            await _excuse(excuse, log.failure("call_refused", error, channel=channel, reason=error.reason))
        else:
            log.event("undelivered", "warning", channel=channel, error=type(error).__name__)
    except DATABASE_UNAVAILABLE as error:
        log.event("database_unavailable", "warning", channel=channel, error=type(error).__name__)
        if excuse:
            await _excuse(excuse, None)
    except Exception as error:  # noqa: BLE001 - the process survives any error, and the person is told
        metrics.faults.labels(channel).inc()
        reference = log.failure("turn_failed", error, channel=channel)
        if excuse:
            await _excuse(excuse, reference)


def apology(words: Mapping[str, Markup], reference: str | None) -> Markup:
    """Return the text of an apology, in this language."""
    return words["chat.fault"].format(reference=reference) if reference else words["chat.later"]


async def _excuse(excuse: Excuse, reference: str | None) -> None:
    with suppress(PlatformError, *DATABASE_UNAVAILABLE):
        await excuse(reference)


def count(channel: str, screen: Screen) -> None:
    """Count a screen that was shown, and the outcome of its check."""
    metrics.screens.labels(channel).inc()
    if screen.outcome:
        metrics.checks.labels(channel, screen.outcome).inc()
