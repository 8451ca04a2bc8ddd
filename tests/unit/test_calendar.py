"""Days, moments and rhythms in words, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest
from markupsafe import Markup

from bot.schedule import Schedule
from messages import calendar
from messages.content import Content

MONDAY = dt.date(2026, 11, 23)
SCHEDULE = Schedule(frozenset({0}), dt.time(9, 5), 1, MONDAY, "Europe/Amsterdam", holidays_off=False)


@pytest.mark.parametrize(
    ("locale", "moment"),
    [("nl", "maandag 23 november 2026 om 00:30"), ("en", "Monday 23 November 2026 at 00:30")],
)
def test_a_moment_is_told_as_it_stands_on_the_wall(shipped: Content, locale: str, moment: str) -> None:
    instant = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert calendar.moment(shipped.words[locale], instant, "Europe/Amsterdam") == moment


ALL = "maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag en zondag"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Elke week op maandag om 09:05"),
        ({"weeks": 3}, "Elke 3 weken op maandag om 09:05"),
        ({"weekdays": frozenset({3, 0})}, "Elke week op maandag en donderdag om 09:05"),
        ({"weekdays": frozenset(range(7))}, f"Elke week op {ALL} om 09:05"),
        ({"holidays_off": True}, "Elke week op maandag om 09:05, niet op feestdagen"),
        (
            {"skips": frozenset({MONDAY, MONDAY - dt.timedelta(days=7)})},
            "Elke week op maandag om 09:05, niet op maandag 23 november 2026",
        ),
    ],
)
def test_a_rhythm_is_told_whole_but_for_what_has_passed(
    shipped: Content, changed: dict[str, object], told: str
) -> None:
    assert calendar.rhythm(shipped.words["nl"], replace(SCHEDULE, **changed), MONDAY) == told  # type: ignore[arg-type]


def test_every_name_is_there_in_every_language(shipped: Content) -> None:
    for words in shipped.words.values():
        days = {calendar.day(words, MONDAY + dt.timedelta(days=29 * number)) for number in range(60)}
        assert len(days) == 60
        assert {type(day) for day in days} == {Markup}
