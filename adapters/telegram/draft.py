"""The screens on which a reminder is put together: one choice each, and all of them once more at the end."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from adapters.reminder.planner import Planner
from adapters.reminder.summary import next_times
from adapters.telegram.sheet import Sheet
from bot.move import Act, Screen
from bot.plan import STEP, number
from bot.schedule import WEEKS, Schedule, gap
from messages import calendar

NEAR = 7
"""Days from today on that can be chosen to begin."""
FAR = 6
"""Weeks after these whose Monday can be chosen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft comes to. `checks`: the titles to choose from, as HTML; `preview`: of a prompt, likewise."""

    schedule: Schedule
    checks: Sequence[Markup]
    place: Markup
    preview: Markup


def show(sheet: Sheet, draft: Draft, planner: Planner) -> None:
    """Lay out the screen of a draft that the plan stands at."""
    match sheet.plan.screen:
        case Screen.CHECK:
            sheet.say("plan.checks")
            for index, title in enumerate(draft.checks):
                sheet.row(sheet.choice(title, Act.CHECK, index, chosen=index == sheet.plan.check))
            sheet.foot(sheet.leave())
        case Screen.DAYS:
            _days(sheet, several=len(draft.checks) > 1)
        case Screen.HOUR:
            _hours(sheet)
        case Screen.MINUTE:
            _minutes(sheet)
        case Screen.RHYTHM:
            _rhythm(sheet)
        case Screen.START:
            _start(sheet, planner.today())
        case _:
            _confirm(sheet, draft, planner)


def _days(sheet: Sheet, *, several: bool) -> None:
    chosen = sheet.plan.weekdays
    sheet.say("plan.days")
    if chosen:
        names = (sheet.words[f"weekday.{one}"] for one in sorted(chosen))
        sheet.say("plan.picked", label=calendar.listed(sheet.words, names))
    for one in range(7):
        sheet.row(sheet.choice(sheet.words[f"weekday.{one}"], Act.DAY, one, chosen=one in chosen))
    sheet.row(sheet.go("plan.next", Screen.HOUR))
    sheet.foot(*([sheet.go("plan.back", Screen.CHECK)] if several else []), sheet.leave())


def _hours(sheet: Sheet) -> None:
    now = sheet.plan.minute // 60
    sheet.say("plan.hours")
    hour = sheet.words["plan.hour"]
    sheet.rows((sheet.choice(hour.format(hour=one), Act.HOUR, one, chosen=one == now) for one in range(24)), 4)
    sheet.foot(sheet.go("plan.back", Screen.DAYS), sheet.leave())


def _minutes(sheet: Sheet) -> None:
    hour, now = divmod(sheet.plan.minute, 60)
    sheet.say("plan.minutes")
    times = ((one, Markup(f"{hour:02}:{one:02}")) for one in range(0, 60, STEP))  # noqa: S704 - digits
    sheet.rows((sheet.choice(time, Act.MINUTE, one, chosen=one == now) for one, time in times), 3)
    sheet.foot(sheet.go("plan.back", Screen.HOUR), sheet.leave())


def _rhythm(sheet: Sheet) -> None:
    plan, words = sheet.plan, sheet.words
    sheet.say("plan.rhythms")
    for one in WEEKS:
        label = words["plan.week"] if one == 1 else words["plan.weeks"].format(weeks=one)
        sheet.row(sheet.choice(label, Act.WEEKS, one, chosen=one == plan.weeks))
    sheet.row(sheet.choice(words["plan.holidays"], Act.HOLIDAYS, 0, chosen=plan.holidays_off))
    sheet.row(sheet.go("plan.next", Screen.START))
    sheet.foot(sheet.go("plan.back", Screen.MINUTE), sheet.leave())


def _start(sheet: Sheet, today: dt.date) -> None:
    sheet.say("plan.starts")
    for date in sorted({sheet.plan.start, *_offered(today)}):
        label = calendar.day(sheet.words, date)
        sheet.row(sheet.choice(label, Act.START, number(date), chosen=date == sheet.plan.start))
    sheet.foot(sheet.go("plan.back", Screen.RHYTHM), sheet.leave())


def _offered(today: dt.date) -> Iterator[dt.date]:
    yield from (today + dt.timedelta(days=later) for later in range(NEAR))
    monday = today + dt.timedelta(days=NEAR + -(today.weekday() + NEAR) % 7)
    yield from (monday + dt.timedelta(weeks=later) for later in range(FAR))


def _confirm(sheet: Sheet, draft: Draft, planner: Planner) -> None:
    words, schedule = sheet.words, draft.schedule
    sheet.say("plan.confirm")
    sheet.gap()
    sheet.add(draft.place, *([draft.checks[sheet.plan.check]] if len(draft.checks) > 1 else []))
    sheet.add(calendar.rhythm(words, schedule, planner.today()))
    sheet.say("plan.start", date=calendar.day(words, schedule.start))
    sheet.gap()
    sheet.add(*next_times(words, schedule, planner.next_times(schedule)))
    if jumped := gap(schedule, planner.now()):
        sheet.say("reminder.gap", date=calendar.day(words, jumped))
    sheet.gap()
    sheet.say("reminder.preview")
    sheet.add(draft.preview)
    sheet.row(sheet.named("plan.save", Act.SAVED))
    sheet.row(
        sheet.go("plan.change", Screen.CHECK if len(draft.checks) > 1 else Screen.DAYS),
        sheet.go("plan.back", Screen.START),
    )
    sheet.foot(sheet.leave())
