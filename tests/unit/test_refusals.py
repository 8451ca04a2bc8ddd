"""When refusals last: several in a row, or over a long time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from adapters.reminders.refusals import lasting
from adapters.storage.reminders import Destination, Occurrence, OccurrenceOutcome, Plan, Reminder
from tests.support.made_reminders import CHECK, weekly

HOUR, NOW = 3600.0, 1_000_000_000.0
WEEKLY = weekly(range(7), "07:00", "2026-01-01")
HAND_OVERS = replace(WEEKLY, times=frozenset({dt.time(7), dt.time(15), dt.time(23)}))
REFUSED, SENT, MISSED = OccurrenceOutcome.REFUSED, OccurrenceOutcome.SENT, OccurrenceOutcome.MISSED


def refused(outcomes: Sequence[tuple[float, OccurrenceOutcome]], *, times: int = 1) -> bool:
    """Return whether a refusal now lasts, after these outcomes so many hours ago, the latest first."""
    plan = Plan(CHECK, WEEKLY if times == 1 else HAND_OVERS)
    past = tuple(Occurrence(NOW - hours * HOUR, outcome) for hours, outcome in outcomes)
    return lasting(Reminder(1, Destination("slack", "C1"), "0" * 16, plan, 0, None, NOW, "", past), NOW)


@pytest.mark.parametrize(
    ("times", "outcomes", "lasts"),
    [
        (1, [], False),
        (1, [(24, REFUSED)], False),
        (1, [(24, REFUSED), (48, REFUSED)], True),
        (1, [(24, REFUSED), (48, SENT), (72, REFUSED)], False),
        (1, [(24, REFUSED), (48, MISSED), (72, REFUSED)], True),
        (1, [(7 * 24, REFUSED)], True),
        (3, [(8, REFUSED), (16, REFUSED)], False),  # one bad day
        (3, [(8, REFUSED), (16, REFUSED), (24, REFUSED)], True),
        (3, [(8, REFUSED), (16, REFUSED), (23, REFUSED)], True),  # in the night in which the clock is put forward
        (3, [(24, REFUSED)], False),
        (3, [(8, REFUSED), (16, SENT), (24, REFUSED)], False),
        (3, [(7 * 24, REFUSED)], True),
    ],
)
def test_a_refusal_lasts_after_several_in_a_row_that_are_not_of_one_day_or_after_a_week(
    *, times: int, outcomes: Sequence[tuple[float, OccurrenceOutcome]], lasts: bool
) -> None:
    assert refused(outcomes, times=times) is lasts
