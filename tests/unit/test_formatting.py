"""A reminder described in words."""

import datetime as dt
from dataclasses import replace

import pytest

from adapters.reminders import formatting
from adapters.storage.reminders import (
    KEPT,
    Delay,
    Destination,
    Occurrence,
    OccurrenceOutcome,
    Plan,
    Reminder,
    Suspension,
)
from messages.content import Content
from tests.support.made_reminders import weekly

MONDAY = dt.date(2026, 11, 23)
SCHEDULE = weekly([0], "09:00", str(MONDAY))
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC).timestamp()
WEEK = 7 * 86400
PLAN = Plan("groomingcheck", SCHEDULE)
REMINDER = Reminder(1, Destination("slack", "C1"), "0" * 16, PLAN, 0, None, DUE, "", ())


def told(content: Content, reminder: Reminder) -> list[str]:
    return list(formatting.lines(content.words["nl"], reminder, NOON))


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
    paused = replace(REMINDER, plan=replace(PLAN, schedule=replace(SCHEDULE, paused_until=until)), due_at=due)
    assert told(shipped, paused)[1] == line


@pytest.mark.parametrize("why", Suspension)
def test_every_reason_why_it_is_switched_off_has_its_sentence(shipped: Content, why: Suspension) -> None:
    for words in shipped.words.values():
        line = formatting.standing(words, replace(REMINDER, due_at=None, suspended=why))
        assert line.endswith(words[f"suspension.{why}"])


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_outcome_has_a_mark_and_words_that_say_it(shipped: Content, locale: str) -> None:
    """Nobody has to know or see a mark: without marks, the outcomes are told apart."""
    words, told = shipped.words[locale], set()
    for outcome in OccurrenceOutcome:
        once = replace(REMINDER, occurrences=(Occurrence(DUE, outcome),))
        line = formatting.marks(words, once)
        assert f": {words[f'mark.{outcome}']} (1 " in line
        told.add(line.rpartition("(")[2])
    assert len(told) == len(OccurrenceOutcome)
    assert formatting.marks(words, REMINDER) == ""


def test_the_newest_mark_comes_last_and_what_waited_for_a_moment_that_was_changed_is_missed(shipped: Content) -> None:
    became = (OccurrenceOutcome.WAITING, OccurrenceOutcome.SENT, OccurrenceOutcome.SENT, OccurrenceOutcome.WAITING)
    past = tuple(Occurrence(DUE - WEEK * number, outcome) for number, outcome in enumerate(became))
    line = formatting.marks(shipped.words["nl"], replace(REMINDER, occurrences=past))
    assert line == "De laatste keren: ✗ ✓ ✓ … (2 geplaatst, 1 wacht nog, 1 gemist)"


def test_of_several_places_a_moment_has_the_mark_of_the_worst(shipped: Content) -> None:
    def place(*became: OccurrenceOutcome) -> Reminder:
        past = tuple(Occurrence(DUE - WEEK * number, outcome) for number, outcome in enumerate(became))
        return replace(REMINDER, occurrences=past)

    sent, unknown, refused = OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN, OccurrenceOutcome.REFUSED
    line = formatting.marks(shipped.words["nl"], place(sent, sent, sent), place(refused, unknown), place(unknown))
    assert line == "De laatste keren: ✓ ? ✗ (3 geplaatst, 2 onzeker, 1 geweigerd)"
    assert formatting.marks(shipped.words["nl"], place(*[sent] * 7)).count("✓") == KEPT


@pytest.mark.parametrize("why", Delay)
def test_what_was_missed_says_why(shipped: Content, why: Delay) -> None:
    for words in shipped.words.values():
        missed = Occurrence(DUE - WEEK, OccurrenceOutcome.MISSED, why)
        [*_, line] = formatting.lines(words, replace(REMINDER, occurrences=(missed,)), NOON)
        assert line.endswith(words[f"delay.{why}"])
    assert len({words[f"delay.{each}"] for each in Delay}) == len(Delay)


@pytest.mark.parametrize("why", Suspension)
def test_what_was_refused_says_why(shipped: Content, why: Suspension) -> None:
    refused = Occurrence(DUE - WEEK, OccurrenceOutcome.REFUSED, why)
    line = told(shipped, replace(REMINDER, occurrences=(refused,)))[2]
    assert line.startswith("Niet geplaatst: maandag 16 november 2026 om 09:00. ")
    assert line.endswith(shipped.words["nl"][f"suspension.{why}"])


def test_what_waits_is_told_as_such_until_it_is_no_longer_due(shipped: Content) -> None:
    waiting = replace(REMINDER, occurrences=(Occurrence(DUE, OccurrenceOutcome.WAITING, Delay.LIMITED),))
    assert told(shipped, waiting)[2].startswith("Nog niet geplaatst: maandag 23 november 2026 om 09:00.")
    assert told(shipped, replace(waiting, due_at=DUE + WEEK))[2].startswith("Niet geplaatst: ")


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            {"skips": frozenset({dt.date(2026, 4, 6)})},
            "Overgeslagen: maandag 6 april 2026 om 09:00. Dat is zo gekozen.",
        ),
        ({"holidays_off": True}, "Overgeslagen: maandag 6 april 2026 om 09:00. Dat was een feestdag."),
        (
            {"paused_until": dt.date(2026, 4, 7)},
            "Overgeslagen: maandag 6 april 2026 om 09:00. De herinnering stond toen stil.",
        ),
        ({}, None),
    ],
)
def test_a_day_that_was_left_out_on_purpose_says_why(
    shipped: Content, more: dict[str, object], line: str | None
) -> None:
    """Easter Monday, a week after the last post."""
    schedule = replace(SCHEDULE, start=dt.date(2026, 1, 5), **more)  # type: ignore[arg-type]
    last = Occurrence(dt.datetime(2026, 3, 30, 7, tzinfo=dt.UTC).timestamp(), OccurrenceOutcome.SENT)
    known = replace(REMINDER, plan=replace(PLAN, schedule=schedule), occurrences=(last,))
    for now, told_now in (
        (dt.datetime(2026, 4, 6, 12, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 4, 6, 6, tzinfo=dt.UTC), False),
    ):
        lines = list(formatting.lines(shipped.words["nl"], known, now))
        assert [one for one in lines if one.startswith("Overgeslagen")] == ([line] if line and told_now else [])


@pytest.mark.parametrize(
    ("now", "told_as"),
    [
        ("2026-11-23T13:59", "maandag 23 november 2026 om 07:00"),
        ("2026-11-23T15:00", "maandag 23 november 2026 om 15:00"),
        ("2026-11-23T23:30", "maandag 23 november 2026 om 15:00"),
        ("2026-11-23T06:59", None),
    ],
)
def test_of_several_times_on_a_day_the_latest_that_was_left_out_is_told(
    shipped: Content, now: str, told_as: str | None
) -> None:
    times = frozenset({dt.time(7), dt.time(15), dt.time(23)})
    skipped = frozenset(dt.datetime.fromisoformat(f"2026-11-23T{time}") for time in ("07:00", "15:00"))
    schedule = replace(SCHEDULE, times=times, skipped=skipped)
    before = Occurrence(dt.datetime(2026, 11, 16, 22, tzinfo=dt.UTC).timestamp(), OccurrenceOutcome.SENT)
    known = replace(REMINDER, plan=replace(PLAN, schedule=schedule), occurrences=(before,))
    instant = dt.datetime.fromisoformat(f"{now}+01:00")
    lines = [line for line in formatting.lines(shipped.words["nl"], known, instant) if "Overgeslagen" in line]
    assert lines == ([f"Overgeslagen: {told_as}. Dat is zo gekozen."] if told_as else [])


def test_the_latest_post_and_whatever_went_wrong_is_told(shipped: Content) -> None:
    outcomes = (
        OccurrenceOutcome.MISSED,
        OccurrenceOutcome.SENT,
        OccurrenceOutcome.UNKNOWN,
        OccurrenceOutcome.SENT,
        OccurrenceOutcome.REFUSED,
    )
    latest = tuple(Occurrence(DUE - WEEK * number, outcome) for number, outcome in enumerate(outcomes, start=1))
    assert told(shipped, replace(REMINDER, occurrences=latest))[2:] == [
        "Geplaatst: maandag 9 november 2026 om 09:00.",
        "Niet geplaatst: maandag 16 november 2026 om 09:00. De bot stond toen uit.",
        "Misschien niet geplaatst: maandag 2 november 2026 om 09:00. Kijk het na in het kanaal.",
        "Niet geplaatst: maandag 19 oktober 2026 om 10:00. De chat-app liet het niet toe.",
    ]
