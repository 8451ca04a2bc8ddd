"""When a help number is open: by the minute, over nights, on holidays, and for every hour of a year."""

import datetime as dt
import re
import tomllib
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from bot.public_holidays import holiday
from bot.views import Help
from messages import markup
from messages.content import Content
from messages.loading import hours
from messages.loading.faults import Faults
from messages.loading.folder import SHIPPED
from messages.loading.hours import OpeningHours
from messages.loading.organisation import Organisation
from messages.loading.toml_reader import TomlReader
from messages.rendering.sample_views import HOURS, sample_holiday
from tests.support.almanac import HOLIDAYS
from tests.support.loading import load_content

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT_SHIFT = dt.datetime(2027, 3, 2, 2, 30, tzinfo=AMSTERDAM)
YEAR = 2027
HOUR = 3600.0
ALWAYS = ["112", "0900-8844", "0800-0188", "0800-2000", "0800-0113"]
UNKNOWN = ["020-261 52 75"]
OFFICE = "0900-0101"
NOTES = ("Goed om te weten", "Good to know")
"""The headings below which there are no numbers any more, but what to know of them."""


def opening(rows: str) -> OpeningHours:
    """Read the hours of a number as its author writes them, which must be without a fault."""
    faults = Faults("help.toml")
    found = hours.read(TomlReader(tomllib.loads(f"hours = {rows}"), faults))
    assert found is not None
    assert faults == []
    return found


def at(day: str, time: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time.fromisoformat(time), AMSTERDAM)


OFFICE_HOURS = '[{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", until = "17:00" }]'
NIGHT = '[{ days = ["mon"], from = "22:00", until = "06:00" }]'
SATURDAY_NIGHT = '[{ days = ["sat"], from = "22:00", until = "06:00" }]'
ON_HOLIDAYS = '[{ days = ["holiday"], from = "10:00", until = "12:00" }]'
OVER_CHRISTMAS = '[{ days = ["thu", "holiday"], from = "22:00", until = "02:00" }]'
FRIDAY_EVENING = '[{ days = ["fri"], from = "18:00", until = "00:00" }]'
WHOLE_SUNDAY = '[{ days = ["sun"], from = "00:00", until = "00:00" }]'
OVERLAP = '[{ days = ["mon"], from = "9:00", until = "12:00" }, { days = ["mon"], from = "11:00", until = "13:00" }]'


@pytest.mark.parametrize(
    ("rows", "day", "open_", "closed"),
    [
        # Monday 1 March 2027, and what follows
        (OFFICE_HOURS, "2027-03-01", ("09:00", "16:59"), ("08:59", "17:00", "00:00")),
        (OFFICE_HOURS, "2027-03-06", (), ("09:00", "12:00", "16:59")),
        (NIGHT, "2027-03-01", ("22:00", "23:59"), ("21:59", "00:00", "05:59")),
        (NIGHT, "2027-03-02", ("00:00", "05:59"), ("06:00", "22:00")),
        (FRIDAY_EVENING, "2027-03-05", ("18:00", "23:59"), ("17:59", "00:00")),
        (FRIDAY_EVENING, "2027-03-06", (), ("00:00", "18:00")),
        (WHOLE_SUNDAY, "2027-03-07", ("00:00", "12:00", "23:59"), ()),
        (WHOLE_SUNDAY, "2027-03-08", (), ("00:00", "12:00")),
        (OVERLAP, "2027-03-01", ("09:00", "11:30", "12:00", "12:59"), ("08:59", "13:00")),
        # on a holiday no day of the week counts: Easter Monday, and Koningsdag, a Tuesday
        (OFFICE_HOURS, "2027-03-29", (), ("09:00", "16:59")),
        (OFFICE_HOURS, "2027-04-27", (), ("09:00", "16:59")),
        (ON_HOLIDAYS, "2027-04-27", ("10:00", "11:59"), ("09:59", "12:00")),
        (ON_HOLIDAYS, "2027-04-26", (), ("10:00", "11:59")),
        (NIGHT, "2027-03-29", (), ("22:00", "23:59")),
        # a night that began before a holiday goes on in it, and one that began in it goes on after it
        (OVER_CHRISTMAS, "2026-12-25", ("00:00", "01:59", "22:00"), ("02:00", "21:59")),
        (OVER_CHRISTMAS, "2026-12-27", ("00:00", "01:59"), ("02:00", "22:00")),
        # the nights in which the clocks go forward and back
        (SATURDAY_NIGHT, "2027-03-28", ("00:00", "01:59", "03:00", "05:59"), ("06:00",)),
        (SATURDAY_NIGHT, "2027-10-31", ("00:00", "02:00", "02:59", "03:00", "05:59"), ("06:00",)),
    ],
)
def test_a_number_is_open_from_the_first_minute_to_the_last(
    rows: str, day: str, open_: tuple[str, ...], closed: tuple[str, ...]
) -> None:
    found = opening(rows)
    assert [time for time in open_ if not found.open_at(at(day, time))] == []
    assert [time for time in closed if found.open_at(at(day, time))] == []


def test_an_hour_that_comes_twice_is_the_same_on_the_wall_both_times() -> None:
    found, twice = opening('[{ days = ["sun"], from = "02:15", until = "02:45" }]'), at("2027-10-31", "02:30")
    assert twice.utcoffset() != twice.replace(fold=1).utcoffset()
    assert found.open_at(twice)
    assert found.open_at(twice.replace(fold=1))


def on_a_working_day_in_office_hours(local: dt.datetime) -> bool:
    """The rule as the number's own page has it, written down anew."""
    return local.strftime("%a") in "MonTueWedThuFri" and local.date() not in HOLIDAYS and 9 <= local.hour < 17


@pytest.mark.parametrize(
    ("locale", "headings"),
    [
        ("nl", ("Nu open", "Nu dicht", "Kijk zelf wanneer dit open is")),
        ("en", ("Open now", "Closed now", "Check for yourself when this is open")),
    ],
)
def test_for_every_hour_of_a_year_what_is_open_comes_first(
    shipped: Content, locale: str, headings: tuple[str, str, str]
) -> None:
    """From new year to new year in Amsterdam, hour by hour as they pass, with both nights of the clock."""
    clock = [dt.datetime(YEAR, 1, 1, tzinfo=AMSTERDAM).timestamp()]
    dialogue = Dialogue(shipped, TokenCipher([b"s" * 32]), 900, lambda: clock[0])
    passed, open_for = 0, 0
    while (local := dt.datetime.fromtimestamp(clock[0], AMSTERDAM)).year == YEAR:
        works = on_a_working_day_in_office_hours(local)
        expected = [*ALWAYS, OFFICE] if works else ALWAYS, [] if works else [OFFICE], UNKNOWN
        assert listed(dialogue.tell(Help(), locale).html, headings) == expected, local
        clock[0] += HOUR
        passed, open_for = passed + 1, open_for + works
    assert (passed, open_for) == (8760, 8 * WORKING_DAYS)


WORKING_DAYS = 261 - 6
"""Of 2027: 261 from Monday to Friday, of which 6 are holidays: 1 January, 29 March, 27 April, and 5, 6 and 17 May."""


def listed(html: str, headings: tuple[str, str, str]) -> tuple[list[str], list[str], list[str]]:
    """Return the numbers to call below each heading, in order; these headings, in order, are the only ones."""
    shown = list(takewhile(lambda line: line not in NOTES, markup.plain(html).splitlines()))
    found: dict[str, list[str]] = {heading: [] for heading in headings}
    below = ""
    for line in shown:
        below = line if line in found else below
        if line.startswith("• "):
            found[below].append(line.rpartition(": ")[2])
    assert [line for line in shown if line in found] == [heading for heading in headings if found[heading]]
    one, two, three = found.values()
    return one, two, three


def test_a_number_whose_hours_nobody_knows_says_where_they_stand() -> None:
    numbers = tomllib.loads((SHIPPED / "groomingcheck" / "help.toml").read_text())["number"]
    unknown = [number for number in numbers.values() if "hours" not in number]
    assert [number["call"] for number in unknown] == UNKNOWN
    assert all(re.search(r"\b\w+\.nl\.", number["note"][locale]) for number in unknown for locale in ("nl", "en"))


@pytest.mark.parametrize(
    ("clock", "first", "folded"), [(NIGHT_SHIFT, "Nu open", "Nu dicht"), (None, "Nu open", "Kijk zelf")]
)
def test_what_is_open_is_folded_away_nowhere(
    shipped: Content, clock: dt.datetime | None, first: str, folded: str
) -> None:
    html = shipped.renderers["groomingcheck", "nl"].render(Help(), clock).html
    seen, _, away = html.partition(markup.FOLD[0])
    assert first in seen
    assert all(call in seen for call in ALWAYS)
    assert away.startswith(f"<b>{folded}")


def test_numbers_whose_hours_nobody_knows_are_folded_away_only_below_others(tmp_path: Path) -> None:
    numbers = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / "groomingcheck" / "help.toml").write_text(re.sub(r"\nhours = .*", "\nhours = []", numbers))
    html = load_content(Organisation(folder=tmp_path)).renderers["groomingcheck", "nl"].render(Help()).html
    seen, _, away = html.partition(markup.FOLD[0])
    assert all(call in seen for call in (*ALWAYS, *UNKNOWN, OFFICE))
    assert away.startswith("<b>Goed om te weten")


def test_at_an_unknown_time_only_what_is_always_open_is_said_to_be_open(shipped: Content) -> None:
    html = shipped.renderers["groomingcheck", "nl"].render(Help()).html
    headings = ("Nu open", "Nu dicht", "Kijk zelf wanneer dit open is")
    assert listed(html, headings) == (ALWAYS, [], [*UNKNOWN, OFFICE])


def test_the_sampled_hours_have_the_holidays_that_the_calendar_has() -> None:
    assert [now for now in HOURS if sample_holiday(now.date()) != holiday(now.date())] == []
    assert any(holiday(now.date()) for now in HOURS)
