"""Runs a person's turn so that it never raises: what goes wrong is logged, and the person is told.

A fault of the program is logged under a reference, and the person is shown that reference. While the database is away
they are asked to try again later.
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
"""Refusals after which no apology would reach the person either."""


async def guarded(channel: str, turn: Turn, excuse: Excuse | None) -> None:
    """Run one turn, and handle every error.

    Args:
        channel: For the log and the metrics.
        turn: The turn.
        excuse: Shows the person an apology for this reference in a way that still works; None where nobody could be
            shown one. Without a reference it will work again by itself.
    """
    try:
        await turn()
    except GoneError:
        pass  # the modal is closed, or was answered already
    except PlatformError as error:
        if excuse and isinstance(error, RefusedError) and not isinstance(error, _UNREACHABLE):
            await _excuse(excuse, log.failure("call_refused", error, channel=channel, reason=error.reason))
        else:
            log.event("undelivered", "warning", channel=channel, error=type(error).__name__)
    except DATABASE_UNAVAILABLE as error:
        log.event("database_unavailable", "warning", channel=channel, error=type(error).__name__)
        if excuse:
            await _excuse(excuse, None)
    except Exception as error:  # noqa: BLE001 - the process goes on after any error, and the person is told
        metrics.faults.labels(channel).inc()
        reference = log.failure("turn_failed", error, channel=channel)
        if excuse:
            await _excuse(excuse, reference)


def apology(words: Mapping[str, Markup], reference: str | None) -> Markup:
    """Return what an excuse says, in these words."""
    return words["chat.fault"].format(reference=reference) if reference else words["chat.later"]


async def _excuse(excuse: Excuse, reference: str | None) -> None:
    with suppress(PlatformError, *DATABASE_UNAVAILABLE):
        await excuse(reference)


def count(channel: str, screen: Screen) -> None:
    """Count a screen that was shown, and the outcome of its check."""
    metrics.screens.labels(channel).inc()
    if screen.outcome:
        metrics.checks.labels(channel, screen.outcome).inc()
