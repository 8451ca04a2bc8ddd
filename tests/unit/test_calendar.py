"""Days, moments and rhythms in words, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest
from markupsafe import Markup

from bot.rhythm import LAST, Monthly, Once, Weekly
from messages import calendar
from messages.content import Content
from tests.support.made_reminders import weekly

MONDAY = dt.date(2026, 11, 23)
SCHEDULE = weekly([0], "09:05", str(MONDAY))
LEFT_OUT = "maandag 23 november 2026 en maandag 30 november 2026 om 15:00"
ALL_HOURS = "07:00, 15:00 en 23:00"
FOUR = "maandag 30 november 2026, maandag 7 december 2026, maandag 14 december 2026, maandag 21 december 2026"
SECOND = dt.datetime(2026, 11, 30, 9, 5)  # noqa: DTZ001 - a local moment
HAND_OVERS = {"times": frozenset({dt.time(23), dt.time(7), dt.time(15)})}


@pytest.mark.parametrize(
    ("locale", "moment"),
    [("nl", "maandag 23 november 2026 om 00:30"), ("en", "Monday 23 November 2026 at 00:30")],
)
def test_a_moment_is_given_in_local_time(shipped: Content, locale: str, moment: str) -> None:
    instant = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert calendar.moment(shipped.words[locale], instant, "Europe/Amsterdam") == moment


ALL = "maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag en zondag"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Elke week op maandag om 09:05"),
        ({"rhythm": Weekly(frozenset({0}), 3)}, "Elke 3 weken op maandag om 09:05"),
        ({"rhythm": Weekly(frozenset({3, 0}))}, "Elke week op maandag en donderdag om 09:05"),
        ({"rhythm": Weekly(frozenset(range(7)))}, "Elke dag om 09:05"),
        ({"rhythm": Weekly(frozenset(range(7)), 2)}, f"Elke 2 weken op {ALL} om 09:05"),
        ({"rhythm": Weekly(frozenset(range(5)))}, "Elke werkdag om 09:05"),
        (HAND_OVERS, "Elke week op maandag om 07:00, 15:00 en 23:00"),
        ({"rhythm": Weekly(frozenset(range(5))), **HAND_OVERS}, "Elke werkdag om 07:00, 15:00 en 23:00"),
        ({"times": frozenset()}, "Elke week op maandag om (nog geen tijd)"),
        ({"rhythm": Monthly(1, 0)}, "Elke maand op de eerste maandag om 09:05"),
        ({"rhythm": Monthly(LAST, 6), **HAND_OVERS}, "Elke maand op de laatste zondag om 07:00, 15:00 en 23:00"),
        ({"rhythm": Once()}, "Eén keer: maandag 23 november 2026 om 09:05"),
        ({"rhythm": Once(), "holidays_off": True}, "Eén keer: maandag 23 november 2026 om 09:05"),
        ({"rhythm": Weekly(frozenset())}, "Elke week op (nog geen dag) om 09:05"),
        ({"holidays_off": True}, "Elke week op maandag om 09:05, niet op feestdagen"),
        (
            {"skips": frozenset({MONDAY, MONDAY - dt.timedelta(days=7)})},
            "Elke week op maandag om 09:05, niet op maandag 23 november 2026",
        ),
        (
            {
                "skipped": frozenset(
                    {dt.datetime.fromisoformat("2026-11-16T09:05"), dt.datetime.fromisoformat("2026-11-30T09:05")}
                )
            },
            "Elke week op maandag om 09:05, niet op maandag 30 november 2026",
        ),
        (
            {
                "skipped": frozenset({dt.datetime.fromisoformat("2026-11-30T15:00")}),
                "skips": frozenset({MONDAY}),
                **HAND_OVERS,
            },
            f"Elke week op maandag om {ALL_HOURS}, niet op {LEFT_OUT}",
        ),
        (
            {"skips": frozenset({MONDAY + dt.timedelta(14)}), "skipped": frozenset({SECOND})},
            "Elke week op maandag om 09:05, niet op maandag 30 november 2026 en maandag 7 december 2026",
        ),
        (
            {"skips": frozenset(MONDAY + dt.timedelta(week * 7) for week in range(1, 9))},
            f"Elke week op maandag om 09:05, niet op {FOUR} en 4 andere dagen",
        ),
    ],
)
def test_a_rhythm_is_told_whole_but_for_what_has_passed(
    shipped: Content, changed: dict[str, object], told: str
) -> None:
    assert calendar.rhythm(shipped.words["nl"], replace(SCHEDULE, **changed), MONDAY) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Every week on Monday at 09:05"),
        ({"rhythm": Weekly(frozenset(range(7))), **HAND_OVERS}, "Every day at 07:00, 15:00 and 23:00"),
        ({"rhythm": Weekly(frozenset(range(5)))}, "Every weekday at 09:05"),
        ({"rhythm": Monthly(LAST, 4)}, "Every month on the last Friday at 09:05"),
        ({"rhythm": Once()}, "Once: Monday 23 November 2026 at 09:05"),
    ],
)
def test_a_rhythm_is_told_in_english_as_well(shipped: Content, changed: dict[str, object], told: str) -> None:
    assert calendar.rhythm(shipped.words["en"], replace(SCHEDULE, **changed), MONDAY) == told  # type: ignore[arg-type]


def test_every_name_is_there_in_every_language(shipped: Content) -> None:
    for words in shipped.words.values():
        days = {calendar.day(words, MONDAY + dt.timedelta(days=29 * number)) for number in range(60)}
        assert len(days) == 60
        assert {type(day) for day in days} == {Markup}
