"""The screens on which a coordinator sees what reminders there are, and looks at one of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.ledger.reminder import Reminder
from adapters.reminder import summary
from adapters.telegram.sheet import Sheet
from bot.move import Act, Screen
from bot.plan import PAGES, about, number
from bot.schedule import next_after
from messages import calendar

PAGE = 6
"""Reminders shown at once, so that what is told of them fits in a message."""
PAUSES = (1, 2, 4)
"""Weeks that a reminder can be paused."""
FOREVER = 0
"""A pause until further notice, as the value of a move."""


def pages(count: int) -> int:
    """Give how many pages a list of so many reminders has, at least one."""
    return max(1, min(PAGES, -(-count // PAGE)))


def listed(sheet: Sheet, shown: Sequence[tuple[Reminder, Markup]], count: int, now: dt.datetime) -> None:
    """Lay out one page of a list. `shown`: what is on it, each with what to call its place; `count`: of all pages."""
    plan, words = sheet.plan, sheet.words
    sheet.add(Markup("<b>") + words["reminder.title"] + Markup("</b>"))
    if not shown:
        sheet.say("reminder.none")
    for index, (one, place) in enumerate(shown, plan.page * PAGE + 1):
        sheet.gap()
        today = now.astimezone(ZoneInfo(one.schedule.zone)).date()
        sheet.add(Markup("{}. ").format(index) + place)
        sheet.add(calendar.rhythm(words, one.schedule, today), summary.standing(words, one))
        label = Markup("{}. {}, ").format(index, f"{one.schedule.time:%H:%M}") + place
        there = about(plan, one.id, int(one.place.chat), int(one.place.thread or 0))
        sheet.row(sheet.button(label, Act.WENT, Screen.ONE.value, there))
    turns = [("plan.earlier", plan.page - 1), ("plan.later", plan.page + 1)]
    sheet.row(*(sheet.named(key, Act.LISTED, page) for key, page in turns if 0 <= page < pages(count)))
    if plan.chat:
        sheet.row(sheet.named("plan.new", Act.BEGAN))
    else:
        sheet.gap()
        sheet.say("plan.begin", command=command(words))
    sheet.foot()


def command(words: Mapping[str, Markup]) -> Markup:
    """Give the command for reminders, in the language of these words."""
    return Markup("/") + words["reminder.word"]


def show(sheet: Sheet, one: Reminder, place: Markup, now: dt.datetime) -> None:
    """Lay out a screen about one reminder."""
    if sheet.plan.screen is Screen.DELETE:
        sheet.say("plan.deleting")
    if sheet.plan.screen is Screen.PAUSE:
        sheet.say("plan.pausing")
    sheet.add(place, *summary.lines(sheet.words, one, now))
    sheet.say("reminder.zone", zone=one.schedule.zone)
    if sheet.plan.screen is Screen.DELETE:
        sheet.row(sheet.named("plan.sure", Act.DELETED))
    elif sheet.plan.screen is Screen.PAUSE:
        _pauses(sheet)
    else:
        return _deeds(sheet, one, now)
    return sheet.foot(sheet.go("plan.back", Screen.ONE))


def _pauses(sheet: Sheet) -> None:
    for weeks in PAUSES:
        key = "plan.pause_week" if weeks == 1 else "plan.pause_weeks"
        sheet.row(sheet.button(sheet.words[key].format(weeks=weeks), Act.PAUSED, weeks))
    sheet.row(sheet.named("plan.pause_on", Act.PAUSED, FOREVER))


def _deeds(sheet: Sheet, one: Reminder, now: dt.datetime) -> None:
    paused = one.schedule.paused_until
    today = now.astimezone(ZoneInfo(one.schedule.zone)).date()
    sheet.row(sheet.named("plan.change", Act.CHANGED))
    if one.suspended or (paused and paused > today):
        sheet.row(sheet.named("plan.resume", Act.RESUMED))
    if not one.suspended:
        sheet.row(sheet.named("plan.ring", Act.RUNG), sheet.go("plan.pause", Screen.PAUSE))
        if day := following(one, now):
            sheet.row(sheet.named("plan.skip", Act.SKIPPED, number(day)))
    sheet.row(sheet.go("plan.delete", Screen.DELETE))
    sheet.foot(sheet.named("plan.back", Act.LISTED, sheet.plan.page))


def following(one: Reminder, now: dt.datetime) -> dt.date | None:
    """Give the local day on which it comes next; None if it doesn't."""
    moment = next_after(one.schedule, now)
    return moment.astimezone(ZoneInfo(one.schedule.zone)).date() if moment else None
