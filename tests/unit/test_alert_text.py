"""What an alert says: the worst first, a few of each, how many there are, and never more than a message holds."""

import datetime as dt

import pytest

from adapters.reminders.alert_text import FEW, SECTIONS, cut, sections, subject
from adapters.storage.alarms import Alarm, Trouble
from adapters.storage.reminders import Delay, Destination, Occurrence, OccurrenceOutcome, Plan, Reminder, Suspension
from messages.content import Content
from messages.markup import plain
from tests.support.made_reminders import weekly

NOON = dt.datetime(2026, 11, 30, 11, 0, tzinfo=dt.UTC).timestamp()
WEEKLY = weekly([0], "12:00", "2026-01-05")
OUTCOMES = {Trouble.MISSED: OccurrenceOutcome.MISSED, Trouble.REFUSED: OccurrenceOutcome.REFUSED}


def alarm(trouble: Trouble, why: str = "", number: int = 1, series: str = "a" * 16) -> Alarm:
    """Build an alarm about a reminder in channel C`number`, which was posted before it went wrong."""
    past = [Occurrence(NOON - 604_800, OccurrenceOutcome.SENT)]
    if trouble in OUTCOMES:
        past.insert(0, Occurrence(NOON, OUTCOMES[trouble], why))
    off = why if trouble is Trouble.SUSPENDED else ""
    place = Destination("slack", f"C{number}")
    kept = Reminder(number, place, series, Plan("groomingcheck", WEEKLY), 1, "m1", None, off, tuple(past))
    return Alarm(kept, trouble, Trouble.NONE)


def test_the_worst_comes_first_each_with_its_reason(shipped: Content) -> None:
    found = sections(
        shipped.words["nl"],
        [
            alarm(Trouble.NONE, number=1),
            alarm(Trouble.MISSED, Delay.AWAY, 2),
            alarm(Trouble.REFUSED, Suspension.CLOSED, 3),
            alarm(Trouble.SUSPENDED, Suspension.LEFT, 4),
        ],
    )
    assert [[plain(one.heading), *map(plain, one.why)] for one in found] == [
        [
            "Deze herinnering komt niet meer:",
            "De bot zit niet meer in dit kanaal. Nodig de bot opnieuw uit.",
            "Is het opgelost? Kies dan ‘Weer aanzetten’ bij de herinnering.",
        ],
        [
            "Deze herinnering is niet geplaatst:",
            "Het onderwerp is gesloten. De bot mag daar niets plaatsen.",
            "De volgende keer probeert de bot het opnieuw.",
        ],
        [
            "Deze herinnering is niet op tijd geplaatst:",
            "De bot kon de chat-app niet bereiken.",
            "Wil je de herinnering nog? Kies dan ‘Nu plaatsen’.",
        ],
        ["Deze herinnering komt weer:"],
    ]
    assert [plain(one.when) for section in found for one in section.places] == [
        "Elke week op maandag om 12:00",
        "maandag 30 november 2026 om 12:00",
        "maandag 30 november 2026 om 12:00",
        "Elke week op maandag om 12:00",
    ]


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_of_a_thousand_the_first_few_are_named_and_the_others_counted(shipped: Content, locale: str) -> None:
    [found] = sections(shipped.words[locale], [alarm(Trouble.MISSED, Delay.OFF, number) for number in range(1000)])
    assert "1000" in found.heading
    assert len(found.places) == FEW
    assert "997" in found.rest


def test_what_does_not_fit_is_left_out_and_that_is_said() -> None:
    many = [alarm(Trouble.REFUSED, why, number) for number, why in enumerate(Suspension)]
    assert len(many) > SECTIONS
    assert cut(many)
    assert not cut(many[:SECTIONS])


def test_a_button_leads_to_the_only_reminder_or_to_the_list() -> None:
    assert subject([alarm(Trouble.NONE, number=1), alarm(Trouble.NONE, number=2)]) == "a" * 16
    assert not subject([alarm(Trouble.NONE), alarm(Trouble.NONE, series="b" * 16)])
