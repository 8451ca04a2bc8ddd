"""A reminder that is being filled in: what the form starts with, and what it holds. Pure, and reading never raises."""

import datetime as dt
import json
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from adapters.slack.form_values import Filled, Held
from adapters.storage.reminders import Reminder
from bot.schedule import Schedule

FIELDS = ("chat", "days", "time", "weeks", "check", "holidays", "start")
"""The names of the fields."""
OFF, ON = "off", "on"
"""The values of the field about public holidays: left out, or not."""
_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """The values of a reminder's form.

    Attributes:
        id: The id of the reminder that is being changed; 0 for a new one.
        chat: The id of the channel; empty until one is chosen.
        check: The id of the check.
        schedule: The schedule.
        prompt: How many were posted so far.
        opening: A random name of this opening of the form; none for one that isn't opened yet.
    """

    id: int
    chat: str
    check: str
    schedule: Schedule
    prompt: int = 0
    opening: str = ""

    def field(self, name: str) -> str:
        """Return the id of a field of this form. Slack keeps values by it, so that no other form may have the same."""
        return f"{name}:{self.id}.{self.opening}"


def of(reminder: Reminder, opening: str = "") -> ReminderDraft:
    """Return the draft of an existing reminder, to be changed."""
    place, schedule = reminder.place, reminder.schedule
    return ReminderDraft(reminder.id, place.chat, reminder.check, schedule, reminder.prompt, opening)


def packed(draft: ReminderDraft) -> str:
    """Return what was chosen so far, for the form to carry along: no words, and nothing personal.

    A field that nobody touched may come in empty; then what is carried counts.
    """
    schedule = draft.schedule
    times = [sorted(schedule.weekdays), f"{schedule.time:%H:%M}", schedule.weeks, schedule.start.isoformat()]
    return json.dumps([draft.id, draft.opening, draft.chat, draft.check, draft.prompt, *times, schedule.holidays_off])


def unpacked(origin: str | None, blank: Schedule) -> ReminderDraft | None:
    """Return what was packed, with the rest of its schedule that of `blank`; None for anything else."""
    with suppress(ValueError, TypeError):
        match json.loads(origin or ""):
            case [int(id_), str(opening), str(chat), str(check), int(prompt), *times]:
                return ReminderDraft(id_, chat, check, _timed(blank, times), prompt, opening)
    return None


def read(filled: Filled, draft: ReminderDraft, checks: Collection[str], chosen: str = "") -> ReminderDraft:
    """Return the draft with the current values of its fields; a field without a usable value keeps the old one.

    `chosen`: the id of the field that was changed just now, which alone may be empty on purpose.
    """
    old = draft.schedule
    held = {name: filled.get(draft.field(name)) for name in FIELDS}
    emptied = chosen == draft.field("days") and not held["days"]
    schedule = replace(
        old,
        weekdays=frozenset() if emptied else _weekdays(held["days"], old),
        time=_taken(dt.time.fromisoformat, held["time"], old.time),
        weeks=_taken(int, held["weeks"], old.weeks),
        start=_taken(dt.date.fromisoformat, held["start"], old.start),
        holidays_off=held["holidays"] == OFF if held["holidays"] else old.holidays_off,
    )
    chat, check = held["chat"], held["check"]
    return replace(
        draft,
        chat=chat if isinstance(chat, str) and not draft.id else draft.chat,
        check=check if isinstance(check, str) and check in checks else draft.check,
        schedule=schedule,
    )


def _timed(blank: Schedule, times: list[Any]) -> Schedule:
    """Return a schedule with these times, as they were packed. Raises `ValueError` and `TypeError`."""
    weekdays, time, weeks, start, holidays_off = times
    return replace(
        blank,
        weekdays=frozenset(int(day) for day in weekdays),
        time=dt.time.fromisoformat(time),
        weeks=int(weeks),
        start=dt.date.fromisoformat(start),
        holidays_off=bool(holidays_off),
    )


def _weekdays(days: Held | None, old: Schedule) -> frozenset[int]:
    if not days or not isinstance(days, tuple):
        return old.weekdays
    return frozenset(number for number in range(7) if str(number) in days)


def _taken(parse: Callable[[str], _Given], held: object, old: _Given) -> _Given:
    if isinstance(held, str):
        with suppress(ValueError):
            return parse(held)
    return old
