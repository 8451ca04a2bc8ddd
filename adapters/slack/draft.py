"""A reminder that is being filled in: what the form starts with, and what it holds. Pure, and reading never raises."""

import datetime as dt
import json
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from adapters.ledger.reminder import Reminder
from adapters.slack.field import Filled
from bot.schedule import Schedule

_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Draft:
    """`id`: of the reminder that is being changed, 0 for a new one; `chat`: empty as long as none is chosen."""

    id: int
    chat: str
    check: str
    schedule: Schedule
    prompt: int = 0


def of(reminder: Reminder) -> Draft:
    """Give a reminder as it is, to be changed."""
    return Draft(reminder.id, reminder.place.chat, reminder.check, reminder.schedule, reminder.prompt)


def packed(draft: Draft) -> str:
    """Give what the form must carry along to be read without the ledger: no words, and nothing of a person."""
    if not draft.id:
        return ""
    return json.dumps([draft.id, draft.chat, draft.check, draft.schedule.start.isoformat(), draft.prompt])


def unpacked(origin: str, blank: Draft) -> Draft:
    """Give back what was packed, with the rest of its schedule that of `blank`; `blank` for anything else."""
    with suppress(ValueError, TypeError):
        match json.loads(origin):
            case [int(id_), str(chat), str(check), str(start), int(prompt)]:
                schedule = replace(blank.schedule, start=dt.date.fromisoformat(start))
                return Draft(id_, chat, check, schedule, prompt)
    return blank


def read(filled: Filled, draft: Draft, checks: Collection[str]) -> Draft:
    """Give the draft with what its fields hold now; where one holds nothing that can be used, it is as it was."""
    old = draft.schedule
    schedule = replace(
        old,
        weekdays=_weekdays(filled, old),
        time=_taken(dt.time.fromisoformat, filled.get("time"), old.time),
        weeks=_taken(int, filled.get("weeks"), old.weeks),
        start=_taken(dt.date.fromisoformat, filled.get("start"), old.start),
        holidays_off=bool(filled["holidays"]) if "holidays" in filled else old.holidays_off,
    )
    chat, check = filled.get("chat"), filled.get("check")
    return replace(
        draft,
        chat=chat if isinstance(chat, str) and not draft.id else draft.chat,
        check=check if isinstance(check, str) and check in checks else draft.check,
        schedule=schedule,
    )


def _weekdays(filled: Filled, old: Schedule) -> frozenset[int]:
    days = filled.get("days")
    if not isinstance(days, tuple):
        return old.weekdays
    return frozenset(number for number in range(7) if str(number) in days)


def _taken(parse: Callable[[str], _Given], held: object, old: _Given) -> _Given:
    if isinstance(held, str):
        with suppress(ValueError):
            return parse(held)
    return old
