"""How a coordinator sets reminders up, screen by screen: what was chosen so far, and what each press makes of it.

1. Same plan and move: same result. `step` is total: a move that fits no screen leaves the plan as it was.
2. Nothing is done here: `step` names the deed, and whoever calls it does it, if that person may.
3. What was chosen stays when a screen is left, forward or back.
"""

import datetime as dt
from dataclasses import dataclass, replace

from bot.move import Act, Move, Screen
from bot.schedule import WEEKS, Schedule

MOST_CHECKS = 16
"""Checks that can be chosen from, at most."""
STEP = 5
"""Minutes between two times of day that can be chosen."""
FIRST_DAY = dt.date(2020, 1, 1)
"""No plan starts before it."""
DAYS = 2**14
"""Days from the first on that a plan can name: until 2064."""
PAGES = 32
"""Pages that a list of reminders can have."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a coordinator stands.

    `chat` and `thread`: of which group and topic; 0 for all groups, and for no topic. `reminder`: the one that is
    looked at or changed, None for a new one. `everywhere`: the list it came from was that of all groups. `check`: an
    index. `minute`: of the day.
    """

    screen: Screen
    chat: int
    thread: int
    everywhere: bool
    page: int
    reminder: int | None
    check: int
    weekdays: frozenset[int]
    minute: int
    weeks: int
    holidays_off: bool
    start: dt.date


_AT = {
    Act.SAVED: Screen.CONFIRM,
    Act.PAUSED: Screen.PAUSE,
    Act.DELETED: Screen.DELETE,
    Act.CHANGED: Screen.ONE,
    Act.RESUMED: Screen.ONE,
    Act.SKIPPED: Screen.ONE,
    Act.RUNG: Screen.ONE,
    Act.BEGAN: Screen.LIST,
}
"""What only its caller can do, as it takes more than the plan, and on which screen it can be asked for."""


def step(plan: Plan, move: Move) -> tuple[Plan, Act | None]:
    """Take one press, to where the plan now stands and the deed that is asked for, if any."""
    act, value = move.act, move.value
    if act is Act.CLOSED:
        return plan, act
    if act in _AT:
        needed = plan.chat != 0 if act in {Act.SAVED, Act.BEGAN} else plan.reminder is not None
        return plan, act if needed and plan.screen is _AT[act] else None
    if act is Act.LISTED:
        return listed(plan, value), None
    if act is Act.WENT:
        return _go(plan, value), None
    return _chosen(plan, act, value), None


def listed(plan: Plan, page: int = 0) -> Plan:
    """Go back to the list: of all groups, where it came from there."""
    chat, thread = (0, 0) if plan.everywhere else (plan.chat, plan.thread)
    return replace(plan, screen=Screen.LIST, page=min(page, PAGES - 1), reminder=None, chat=chat, thread=thread)


def opened(chat: int = 0, thread: int = 0) -> Plan:
    """Begin with the list of one group or topic, or of all."""
    return Plan(Screen.LIST, chat, thread, chat == 0, 0, None, 0, frozenset(), 0, WEEKS.start, False, FIRST_DAY)  # noqa: FBT003


def about(plan: Plan, reminder: int, chat: int, thread: int) -> Plan:
    """Look at this reminder, of this chat and topic."""
    return replace(plan, screen=Screen.ONE, reminder=reminder, chat=chat, thread=thread)


def drafted(plan: Plan, screen: Screen, schedule: Schedule, check: int) -> Plan:
    """Start a draft from these choices, on this screen."""
    return replace(
        plan,
        screen=screen,
        check=check,
        weekdays=schedule.weekdays,
        minute=schedule.time.hour * 60 + schedule.time.minute,
        weeks=schedule.weeks,
        holidays_off=schedule.holidays_off,
        start=day(number(schedule.start)),
    )


def scheduled(plan: Plan, over: Schedule) -> Schedule:
    """Give what was chosen as a schedule; what can't be chosen is that of `over`."""
    time = dt.time(*divmod(plan.minute, 60))
    chosen = replace(over, weekdays=plan.weekdays, time=time, weeks=plan.weeks, holidays_off=plan.holidays_off)
    return replace(chosen, start=plan.start)


def number(date: dt.date) -> int:
    """Give a day as the value of a move: days since `FIRST_DAY`, the nearest that there is."""
    return max(0, min((date - FIRST_DAY).days, DAYS - 1))


def day(value: int) -> dt.date:
    """Give the day that `number` gave this value for."""
    return FIRST_DAY + dt.timedelta(days=value)


def _go(plan: Plan, value: int) -> Plan:
    """Go to a screen; one about a single reminder needs one, and a draft needs a group."""
    if value >= len(Screen):
        return plan
    screen = Screen(value)
    single = screen in {Screen.ONE, Screen.PAUSE, Screen.DELETE}
    allowed = plan.reminder is not None if single else screen is Screen.LIST or plan.chat != 0
    return replace(plan, screen=screen) if allowed else plan


def _chosen(plan: Plan, act: Act, value: int) -> Plan:
    """Take one choice of a draft, and show what comes next where there is nothing more to choose."""
    hour, minute = divmod(plan.minute, 60)
    moved = plan
    match act:
        case Act.CHECK if value < MOST_CHECKS:
            moved = replace(plan, check=value, screen=Screen.DAYS)
        case Act.DAY if value < 7:  # noqa: PLR2004 - the days of a week
            moved = replace(plan, weekdays=plan.weekdays ^ {value}, screen=Screen.DAYS)
        case Act.HOUR if value < 24:  # noqa: PLR2004 - the hours of a day
            moved = replace(plan, minute=value * 60 + minute, screen=Screen.MINUTE)
        case Act.MINUTE if value < 60:  # noqa: PLR2004 - the minutes of an hour
            moved = replace(plan, minute=hour * 60 + value, screen=Screen.RHYTHM)
        case Act.WEEKS if value in WEEKS:
            moved = replace(plan, weeks=value, screen=Screen.RHYTHM)
        case Act.HOLIDAYS:
            moved = replace(plan, holidays_off=not plan.holidays_off, screen=Screen.RHYTHM)
        case Act.START if 0 <= value < DAYS:
            moved = replace(plan, start=day(value), screen=Screen.CONFIRM)
    return moved
