"""The text of an alert, in the same sections on every channel."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.storage.alarms import Alarm, Trouble
from adapters.storage.reminders import Delay, Destination
from messages import calendar

FEW = 3
"""Maximum number of reminders in a section."""
SECTIONS = 5
"""Maximum number of sections, so that an alert fits in a message."""
_ORDER = (Trouble.SUSPENDED, Trouble.REFUSED, Trouble.MISSED, Trouble.NONE)
_KEYS = {trouble: trouble.value or "works" for trouble in _ORDER}


@dataclass(frozen=True, slots=True)
class AlertPlace:
    """A reminder in a section.

    Attributes:
        place: Where it is posted.
        when: The time that was missed or refused, in words; otherwise the reminder's schedule.
    """

    place: Destination
    when: Markup


@dataclass(frozen=True, slots=True)
class AlertSection:
    """What happened to some reminders, for one reason.

    Attributes:
        heading: What happened.
        places: The first few of them.
        rest: How many more there are, in words; empty if there are none.
        why: The reason and what to do about it, a line each.
    """

    heading: Markup
    places: tuple[AlertPlace, ...]
    rest: Markup
    why: tuple[Markup, ...]


def sections(words: Mapping[str, Markup], alarms: Sequence[Alarm]) -> tuple[AlertSection, ...]:
    """Return the sections for these alarms, the worst first."""
    ordered = sorted(alarms, key=_kind)
    groups = [tuple(group) for _, group in groupby(ordered, key=_kind)]
    return tuple(_section(words, group) for group in groups[:SECTIONS])


def cut(alarms: Sequence[Alarm]) -> bool:
    """Return whether there are more alarms than fit in the sections."""
    return len({_kind(alarm) for alarm in alarms}) > SECTIONS


def subject(alarms: Sequence[Alarm]) -> str:
    """Return the name of the series that all alarms are about; empty if there are several."""
    names = {alarm.reminder.series for alarm in alarms}
    return names.pop() if len(names) == 1 else ""


def _kind(alarm: Alarm) -> tuple[int, str]:
    return _ORDER.index(alarm.trouble), alarm.why


def _section(words: Mapping[str, Markup], alarms: Sequence[Alarm]) -> AlertSection:
    first, count = alarms[0], len(alarms)
    key = _KEYS[first.trouble]
    named = [AlertPlace(alarm.reminder.place, _when(words, alarm)) for alarm in alarms[:FEW]]
    heading = words[f"alert.{key}"] if count == 1 else words[f"alert.{key}_many"].format(count=count)
    rest = words["alert.rest"].format(count=count - FEW) if count > FEW else Markup()
    return AlertSection(heading, tuple(named), rest, tuple(_why(words, first)))


def _why(words: Mapping[str, Markup], alarm: Alarm) -> Iterator[Markup]:
    if alarm.trouble is Trouble.NONE:
        return
    yield words[f"delay.{alarm.why or Delay.OFF}" if alarm.trouble is Trouble.MISSED else f"suspension.{alarm.why}"]
    yield words[f"alert.{alarm.trouble}_mend"]


def _when(words: Mapping[str, Markup], alarm: Alarm) -> Markup:
    schedule = alarm.reminder.schedule
    if alarm.moment is None:
        return calendar.rhythm(words, schedule, dt.datetime.now(ZoneInfo(schedule.zone)).date())
    return calendar.moment(words, dt.datetime.fromtimestamp(alarm.moment, dt.UTC), schedule.zone)
