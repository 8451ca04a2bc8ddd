"""Maps a plan to columns and back; drafts use the same values."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from adapters.storage.reminders import Plan
from bot.rhythm import Monthly, Once, Rhythm, Weekly
from bot.schedule import Schedule

_MINUTES_PER_HOUR = 60
_SEPARATOR = ","


def columns(plan: Plan) -> dict[str, Any]:
    """Return the columns for this plan, with values that are valid in JSON too."""
    schedule = plan.schedule
    return _of_rhythm(schedule.rhythm) | {
        "check_id": plan.check,
        "times": _joined(f"{time:%H:%M}" for time in schedule.times),
        "start": schedule.start.toordinal(),
        "zone": schedule.zone,
        "holidays_off": schedule.holidays_off,
        "skips": _joined(day.isoformat() for day in schedule.skips),
        "skipped": _joined(local.isoformat(timespec="minutes") for local in schedule.skipped),
        "paused_until": schedule.paused_until and schedule.paused_until.toordinal(),
        "prompts_off": _joined(plan.without),
    }


def plan(row: Mapping[str, Any]) -> Plan:
    """Return the plan in these columns."""
    schedule = Schedule(
        rhythm=_rhythm(row),
        times=frozenset(dt.time.fromisoformat(time) for time in _split(row["times"])),
        start=dt.date.fromordinal(row["start"]),
        zone=row["zone"],
        holidays_off=row["holidays_off"],
        skips=frozenset(dt.date.fromisoformat(day) for day in _split(row["skips"])),
        skipped=frozenset(dt.datetime.fromisoformat(local) for local in _split(row["skipped"])),
        paused_until=None if row["paused_until"] is None else dt.date.fromordinal(row["paused_until"]),
    )
    return Plan(row["check_id"], schedule, frozenset(_split(row["prompts_off"])))


def _of_rhythm(rhythm: Rhythm) -> dict[str, Any]:
    match rhythm:
        case Weekly(weekdays, weeks):
            return {"rhythm": "weekly", "weekdays": sum(1 << day for day in weekdays), "weeks": weeks, "which": None}
        case Monthly(which, weekday):
            return {"rhythm": "monthly", "weekdays": 1 << weekday, "weeks": 1, "which": which}
        case Once():
            return {"rhythm": "once", "weekdays": 0, "weeks": 1, "which": None}


def _rhythm(row: Mapping[str, Any]) -> Rhythm:
    weekdays = frozenset(day for day in range(7) if row["weekdays"] >> day & 1)
    match row["rhythm"]:
        case "weekly":
            return Weekly(weekdays, row["weeks"])
        case "monthly":
            return Monthly(row["which"], min(weekdays))
        case _:
            return Once()


def _joined(parts: Iterable[str]) -> str:
    return _SEPARATOR.join(sorted(parts))


def _split(joined: str) -> Iterable[str]:
    return (part for part in joined.split(_SEPARATOR) if part)
