"""How a reminder stands, in words."""

import datetime as dt
from dataclasses import replace

import pytest

from adapters.ledger.reminder import Occurrence, Outcome, Place, Reminder, Suspension
from adapters.reminder import summary
from bot.schedule import Schedule
from messages.content import Content

MONDAY = dt.date(2026, 11, 23)
SCHEDULE = Schedule(frozenset({0}), dt.time(9), 1, MONDAY, "Europe/Amsterdam", holidays_off=False)
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC).timestamp()
WEEK = 7 * 86400
REMINDER = Reminder(1, Place("slack", "C1"), "groomingcheck", SCHEDULE, 0, None, DUE, "", ())


def told(content: Content, reminder: Reminder) -> list[str]:
    return list(summary.lines(content.words["nl"], reminder, NOON))


def test_it_says_how_often_and_when_next(shipped: Content) -> None:
    assert told(shipped, REMINDER) == [
        "Elke week op maandag om 09:00",
        "Volgende keer: maandag 23 november 2026 om 09:00.",
    ]


@pytest.mark.parametrize(
    ("until", "due", "line"),
    [
        (MONDAY, DUE, "Staat stil tot maandag 23 november 2026. Volgende keer: maandag 23 november 2026 om 09:00."),
        (dt.date.max, None, "Staat stil, tot je de herinnering weer aanzet."),
        (None, None, "Deze herinnering komt niet meer."),
    ],
)
def test_a_pause_is_told(shipped: Content, until: dt.date | None, due: float | None, line: str) -> None:
    paused = replace(REMINDER, schedule=replace(SCHEDULE, paused_until=until), due_at=due)
    assert told(shipped, paused)[1] == line


@pytest.mark.parametrize("why", Suspension)
def test_every_reason_why_it_is_switched_off_has_its_sentence(shipped: Content, why: Suspension) -> None:
    for words in shipped.words.values():
        line = summary.standing(words, replace(REMINDER, due_at=None, suspended=why))
        assert line.endswith(words[f"suspension.{why}"])


def test_the_latest_post_and_whatever_went_wrong_is_told(shipped: Content) -> None:
    outcomes = (Outcome.MISSED, Outcome.SENT, Outcome.UNKNOWN, Outcome.SENT, Outcome.REFUSED)
    latest = tuple(Occurrence(DUE - WEEK * number, outcome) for number, outcome in enumerate(outcomes, start=1))
    assert told(shipped, replace(REMINDER, occurrences=latest))[2:] == [
        "Geplaatst: maandag 9 november 2026 om 09:00.",
        "Niet geplaatst: maandag 16 november 2026 om 09:00. De bot stond toen uit.",
        "Misschien niet geplaatst: maandag 2 november 2026 om 09:00. Kijk het na in het kanaal.",
        "Niet geplaatst: maandag 19 oktober 2026 om 10:00. De chat-app liet het niet toe.",
    ]
