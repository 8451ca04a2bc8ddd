"""The effect of each press on a draft, as pure functions. A press that doesn't fit the draft leaves it unchanged."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress
from adapters.storage.drafts import Draft
from bot.rhythm import WEEKS, WHICH, Monthly, Once, Rhythm, Weekly
from bot.schedule import MOST_TIMES, Schedule, next_after

WORKDAYS = frozenset(range(5))
_WEEK = 7


@dataclass(frozen=True, slots=True)
class EditingOptions:
    """The options for a draft.

    Attributes:
        now: The current time, timezone-aware.
        checks: The available checks.
        prompts: The ids of the prompts of the draft's check.
    """

    now: dt.datetime
    checks: tuple[str, ...]
    prompts: tuple[str, ...]


def edited(draft: Draft, press: WizardPress, chosen: tuple[str, ...], options: EditingOptions) -> Draft:
    """Return the draft after a press. `chosen`: the value of a field, empty for a button."""
    plan = draft.plan
    match press.action:
        case WizardAction.CHECK if press.value < len(options.checks):
            return replace(draft, plan=replace(plan, check=options.checks[press.value], without=frozenset()))
        case WizardAction.PROMPT:
            item, on = presses.switch(press)
            found = frozenset(one for one in options.prompts if presses.mark(one) == item)
            without = plan.without - found if on else plan.without | found
            return replace(draft, plan=replace(plan, without=without))
        case _:
            schedule = rescheduled(plan.schedule, press, chosen)
    if not draft.series:
        schedule = _followed(schedule, plan.schedule, options.now)
    return replace(draft, plan=replace(plan, schedule=schedule))


def rescheduled(schedule: Schedule, press: WizardPress, chosen: tuple[str, ...]) -> Schedule:
    """Return the schedule after a press."""
    match press.action:
        case WizardAction.EVERY | WizardAction.DAY | WizardAction.WORKDAYS | WizardAction.WHICH:
            return _with(schedule, _rhythm(schedule, press))
        case WizardAction.TIME | WizardAction.NO_TIME:
            return replace(schedule, times=_times(schedule.times, press, chosen))
        case WizardAction.START:
            return replace(schedule, start=picked_day(chosen) or presses.day(press.value))
        case WizardAction.HOLIDAYS:
            return replace(schedule, holidays_off=presses.switch(press)[1])
        case WizardAction.SKIP_DAY:
            item, on = presses.switch(press)
            date = frozenset({picked_day(chosen) or presses.day(item // presses.WINDOWS)})
            return replace(schedule, skips=schedule.skips | date if on else schedule.skips - date)
        case _:
            return schedule


def picked_day(chosen: Iterable[str]) -> dt.date | None:
    """Return the day picked in a field; None if none was."""
    try:
        return dt.date.fromisoformat(next(iter(chosen), ""))
    except ValueError:
        return None


def _with(schedule: Schedule, rhythm: Rhythm) -> Schedule:
    """Return the schedule with this rhythm. On a single chosen day, holidays don't matter."""
    once = isinstance(rhythm, Once)
    off = not once if once != isinstance(schedule.rhythm, Once) else schedule.holidays_off
    return replace(schedule, rhythm=rhythm, holidays_off=off)


def _rhythm(schedule: Schedule, press: WizardPress) -> Rhythm:
    old = schedule.rhythm
    item, on = presses.switch(press)
    match press.action, old:
        case WizardAction.EVERY, _:
            return _every(schedule, press.value)
        case WizardAction.WORKDAYS, Weekly():
            return replace(old, weekdays=WORKDAYS)
        case WizardAction.WHICH, Monthly() if press.value in WHICH:
            return replace(old, which=press.value)
        case WizardAction.DAY, Monthly() if item < _WEEK:
            return replace(old, weekday=item)
        case WizardAction.DAY, Weekly(weekdays) if item < _WEEK:
            return replace(old, weekdays=weekdays | {item} if on else weekdays - {item})
    return old


def _every(schedule: Schedule, interval: int) -> Rhythm:
    """Return a rhythm with the interval of this press value and the current days."""
    old = schedule.rhythm
    if interval == presses.interval(old):
        return old
    if interval == presses.ONCE:
        return Once()
    if interval == presses.MONTHLY:
        return Monthly(WHICH.start, _weekday(schedule))
    weekdays = old.weekdays if isinstance(old, Weekly) else frozenset({_weekday(schedule)})
    return Weekly(weekdays, interval) if interval in WEEKS else old


def _weekday(schedule: Schedule) -> int:
    """Return the default weekday of a new rhythm."""
    match schedule.rhythm:
        case Weekly(weekdays) if weekdays:
            return min(weekdays)
        case Monthly(_, weekday):
            return weekday
        case _:
            return schedule.start.weekday()


def _times(times: frozenset[dt.time], press: WizardPress, chosen: tuple[str, ...]) -> frozenset[dt.time]:
    if press.action is WizardAction.NO_TIME:
        return times - {presses.time(press.value)} or times  # keep the last one, even if a stale button removes it
    old, new = divmod(press.value, presses.DAY)
    rest = times if old == presses.DAY else times - {presses.time(old)}
    found = rest | {_picked_time(chosen) or presses.time(new)}
    known = old == presses.DAY or presses.time(old) in times  # otherwise an earlier press has already changed it
    return found if known and len(found) <= MOST_TIMES else times


def _picked_time(chosen: tuple[str, ...]) -> dt.time | None:
    try:
        return dt.time.fromisoformat(next(iter(chosen), "")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _followed(schedule: Schedule, old: Schedule, now: dt.datetime) -> Schedule:
    """Return the schedule with its start moved to match its days, unless another start was chosen."""
    if schedule.rhythm == old.rhythm or old.start != first_day(old, now):
        return schedule
    return replace(schedule, start=first_day(schedule, now) or schedule.start)


def first_day(schedule: Schedule, now: dt.datetime) -> dt.date | None:
    """Return the first day of the rhythm from today on; None if there is none."""
    zone = ZoneInfo(schedule.zone)
    weekly = schedule.rhythm
    rhythm = replace(weekly, weeks=WEEKS.start) if isinstance(weekly, Weekly) else weekly
    today = now.astimezone(zone).date()
    bare = replace(schedule, rhythm=rhythm, start=today, holidays_off=False, skips=frozenset(), skipped=frozenset())
    moment = None if isinstance(weekly, Once) else next_after(bare, now)
    return moment.astimezone(zone).date() if moment else None
