"""Reminders in an iCalendar file, as two other readers of such files see them."""

import datetime as dt
import re
from dataclasses import replace
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil import tz
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.reminders.calendar_file import SPAN, calendar_file
from adapters.reminders.series import Series
from adapters.storage.reminders import Destination, Plan, Reminder, Suspension
from bot.rhythm import WEEKS, WHICH, Monthly, Once, Weekly
from bot.schedule import Schedule, upcoming
from messages.content import Content

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ZONES = ("Europe/Amsterdam", "UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
DATES = st.dates(dt.date(2026, 1, 1), dt.date(2028, 6, 30))
NIGHT = st.builds(dt.time, st.integers(0, 3), st.sampled_from((0, 15, 30)))  # about where clocks change
SCHEDULES = st.builds(
    Schedule,
    rhythm=st.builds(Weekly, st.frozensets(st.integers(0, 6), min_size=1), st.sampled_from(WEEKS))
    | st.builds(Monthly, st.sampled_from(WHICH), st.integers(0, 6))
    | st.just(Once()),
    times=st.frozensets(NIGHT | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=4),
    start=DATES,
    zone=st.sampled_from(ZONES),
    holidays_off=st.booleans(),
    skips=st.frozensets(DATES, max_size=5),
    skipped=st.frozensets(st.datetimes(*map(dt.datetime.fromisoformat, ("2026-11-29", "2028-01-01"))), max_size=2),
    paused_until=st.none() | DATES | st.just(dt.date.max),
)
HANDOVERS = Schedule(
    Weekly(frozenset(range(7))), frozenset({dt.time(2, 15), dt.time(2, 30), dt.time(3), dt.time(15)}),
    dt.date(2026, 11, 1), "Europe/Amsterdam", holidays_off=False,
)  # fmt: skip
SUNDAY = dt.date(2027, 3, 28)
"""The day on which the clock goes forward."""


def series(schedule: Schedule, *suspended: str, name: str = "a" * 16) -> Series:
    """A reminder in as many places as there are reasons given why it is suspended there."""
    plan = Plan("groomingcheck", schedule)
    places = [Destination("slack", f"C{number}") for number in range(len(suspended) or 1)]
    rows = zip(places, suspended or ("",), strict=True)
    return Series(name, tuple(Reminder(1, place, name, plan, 0, None, None, why, ()) for place, why in rows))


def read(content: bytes) -> list[dt.datetime]:
    """Return when anything begins by this file, in UTC, in order."""
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(NOW, NOW + SPAN)
    return sorted(event["DTSTART"].dt.astimezone(dt.UTC) for event in events)


def wanted(schedule: Schedule) -> list[dt.datetime]:
    return [moment for moment in upcoming(schedule, NOW, 3000) if moment < NOW + SPAN]


@settings(max_examples=60, deadline=None)
@example(HANDOVERS)
@example(replace(HANDOVERS, rhythm=Once(), start=SUNDAY))
@example(replace(HANDOVERS, rhythm=Monthly(5, 6), skipped=frozenset({dt.datetime.fromisoformat("2026-12-27T03:00")})))
@given(schedule=SCHEDULES)
def test_another_reader_finds_what_comes_and_nothing_else(shipped: Content, schedule: Schedule) -> None:
    found = read(calendar_file(shipped.words["nl"], [series(schedule)], NOW))
    assert found == wanted(schedule)


@pytest.mark.parametrize("zone", ZONES)
def test_another_reader_finds_the_offsets_of_the_zone(shipped: Content, zone: str) -> None:
    content = calendar_file(shipped.words["nl"], [series(replace(HANDOVERS, zone=zone))], NOW)
    told = tz.tzical(StringIO(content.decode())).get(zone)
    assert told
    for hours in range(SPAN.days * 24):
        instant = NOW + dt.timedelta(hours=hours)
        local = instant.astimezone(ZoneInfo(zone))
        if local.utcoffset() == local.replace(fold=not local.fold).utcoffset():  # else that reader takes the second
            assert told.utcoffset(local.replace(tzinfo=None, fold=0)) == local.utcoffset(), local


@pytest.mark.parametrize("zone", ZONES)
def test_an_offset_begins_by_the_clock_as_it_stood_before(shipped: Content, zone: str) -> None:
    content = calendar_file(shipped.words["nl"], [series(replace(HANDOVERS, zone=zone))], NOW)
    [described] = Calendar.from_ical(content).walk("VTIMEZONE")
    for part in described.subcomponents:
        before, after = part.decoded("TZOFFSETFROM"), part.decoded("TZOFFSETTO")
        instant = (part.decoded("DTSTART") - before).replace(tzinfo=dt.UTC)
        eve = instant - dt.timedelta(seconds=1)
        assert [one.astimezone(ZoneInfo(zone)).utcoffset() for one in (eve, instant)] == [before, after]


def test_a_zone_stands_in_it_once_however_many_reminders_are_in_it(shipped: Content) -> None:
    elsewhere = replace(HANDOVERS, zone="America/New_York")
    found = [series(HANDOVERS), series(HANDOVERS, name="b" * 16), series(elsewhere, name="c" * 16)]
    content = calendar_file(shipped.words["nl"], found, NOW).decode()
    assert re.findall("TZID:(.*)\r", content) == ["America/New_York", "Europe/Amsterdam"]
    names = re.findall("UID:(.*)\r", content)
    assert len(names) == len(set(names))


def test_where_it_is_suspended_it_does_not_come(shipped: Content) -> None:
    words = shipped.words["nl"]
    some = calendar_file(words, [series(HANDOVERS, Suspension.LEFT, "", "")], NOW).decode()
    assert set(re.findall("LOCATION:(.*)\r", some)) == {"slack C1\\, slack C2"}
    assert read(calendar_file(words, [series(HANDOVERS, Suspension.LEFT)], NOW)) == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_it_does_not_say_what_about(shipped: Content, locale: str) -> None:
    content = calendar_file(shipped.words[locale], [series(HANDOVERS), series(HANDOVERS, name="b" * 16)], NOW)
    text = content.decode().replace("\r\n ", "")
    assert not re.search("groom|cli[eë]nt|check|online|young|jong|signa", text, re.IGNORECASE)
    assert str(shipped.words[locale]["calendar.summary"]) in text


def test_its_lines_are_as_the_format_demands(shipped: Content) -> None:
    content = calendar_file(shipped.words["nl"], [series(HANDOVERS, *[""] * 20)], NOW)
    lines = content.split(b"\r\n")
    assert [lines[0], *lines[-2:]] == [b"BEGIN:VCALENDAR", b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line]
