"""The wizard's state, and the state that each press leads to.

1. Deterministic: the same state and press give the same result. `step` is total: a press that doesn't fit the screen
leaves the state as it was.
2. No side effects: `step` names the action, and the caller carries it out, if that person may.
3. What was chosen stays when a screen is left, forward or back.
"""

import datetime as dt
from dataclasses import dataclass, replace

from adapters.reminders.actions import REVISIONS
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from bot.schedule import WEEKS, Schedule

MOST_CHECKS = 16
"""The most checks that can be chosen from."""
STEP = 5
"""Minutes between two times of day that can be chosen."""
FIRST_DAY = dt.date(2020, 1, 1)
"""No reminder starts before this day."""
DAYS = REVISIONS
"""The number of days from the first on that a state can hold: until 2064."""
PAGES = 32
"""The most pages that a list of reminders can have."""


@dataclass(frozen=True, slots=True)
class WizardState:
    """The wizard's state: the screen, and what was chosen so far.

    Attributes:
        screen: The screen that is shown.
        chat: The id of the group that it is about; 0 for all groups.
        thread: The id of the topic there; 0 for none.
        everywhere: Whether it was reached from the list of all groups.
        page: The page of the list, counted from 0.
        reminder: The id of the reminder that is looked at or changed; None for a new one.
        check: An index into the checks that have prompts.
        weekdays: 0 is Monday.
        minute: The minute of the day.
        weeks: The number of weeks from one occurrence to the next.
        holidays_off: Whether public holidays are left out.
        start: The first day on which it may come.
    """

    screen: WizardScreen
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


_OFFERED_ON = {
    WizardAction.SAVED: WizardScreen.CONFIRM,
    WizardAction.PAUSED: WizardScreen.PAUSE,
    WizardAction.DELETED: WizardScreen.DELETE,
    WizardAction.CHANGED: WizardScreen.ONE,
    WizardAction.RESUMED: WizardScreen.ONE,
    WizardAction.SKIPPED: WizardScreen.ONE,
    WizardAction.POSTED: WizardScreen.ONE,
    WizardAction.BEGAN: WizardScreen.LIST,
}
"""The actions that take more than the state, so that the caller carries them out, and the screen that offers each."""


def step(state: WizardState, press: WizardPress) -> tuple[WizardState, WizardAction | None]:
    """Take a press, and return the next state, and the action to carry out, if any."""
    action, value = press.action, press.value
    if action is WizardAction.CLOSED:
        return state, action
    if action in _OFFERED_ON:
        in_group = action in {WizardAction.SAVED, WizardAction.BEGAN}
        possible = state.chat != 0 if in_group else state.reminder is not None
        return state, action if possible and state.screen is _OFFERED_ON[action] else None
    if action is WizardAction.LISTED:
        return listed(state, value), None
    if action is WizardAction.WENT:
        return _go(state, value), None
    return _chosen(state, action, value), None


def listed(state: WizardState, page: int = 0) -> WizardState:
    """Return to the list: that of all groups, if it was reached from there."""
    chat, thread = (0, 0) if state.everywhere else (state.chat, state.thread)
    return replace(state, screen=WizardScreen.LIST, page=min(page, PAGES - 1), reminder=None, chat=chat, thread=thread)


def opened(chat: int = 0, thread: int = 0) -> WizardState:
    """Start with the list of one group or topic, or of all."""
    return WizardState(
        screen=WizardScreen.LIST,
        chat=chat,
        thread=thread,
        everywhere=chat == 0,
        page=0,
        reminder=None,
        check=0,
        weekdays=frozenset(),
        minute=0,
        weeks=WEEKS.start,
        holidays_off=False,
        start=FIRST_DAY,
    )


def about(state: WizardState, reminder: int, chat: int, thread: int) -> WizardState:
    """Show this reminder, of this chat and topic."""
    return replace(state, screen=WizardScreen.ONE, reminder=reminder, chat=chat, thread=thread)


def drafted(state: WizardState, screen: WizardScreen, schedule: Schedule, check: int) -> WizardState:
    """Start a draft from these choices, on this screen."""
    return replace(
        state,
        screen=screen,
        check=check,
        weekdays=schedule.weekdays,
        minute=schedule.time.hour * 60 + schedule.time.minute,
        weeks=schedule.weeks,
        holidays_off=schedule.holidays_off,
        start=day(number(schedule.start)),
    )


def scheduled(state: WizardState, over: Schedule) -> Schedule:
    """Return the draft as a schedule; what can't be chosen is taken from `over`."""
    time = dt.time(*divmod(state.minute, 60))
    chosen = replace(over, weekdays=state.weekdays, time=time, weeks=state.weeks, holidays_off=state.holidays_off)
    return replace(chosen, start=state.start)


def number(date: dt.date) -> int:
    """Return a day as the value of a press: days since `FIRST_DAY`, clamped to the range."""
    return max(0, min((date - FIRST_DAY).days, DAYS - 1))


def day(value: int) -> dt.date:
    """Return the day that `number` returned this value for."""
    return FIRST_DAY + dt.timedelta(days=value)


def _go(state: WizardState, value: int) -> WizardState:
    """Go to a screen; one about a reminder needs a reminder, and one of a draft needs a group."""
    if value >= len(WizardScreen):
        return state
    screen = WizardScreen(value)
    single = screen in {WizardScreen.ONE, WizardScreen.PAUSE, WizardScreen.DELETE}
    allowed = state.reminder is not None if single else screen is WizardScreen.LIST or state.chat != 0
    return replace(state, screen=screen) if allowed else state


def _chosen(state: WizardState, action: WizardAction, value: int) -> WizardState:
    """Take one choice of a draft, and go on to the next screen if there is nothing more to choose on this one."""
    hour, minute = divmod(state.minute, 60)
    moved = state
    match action:
        case WizardAction.CHECK if value < MOST_CHECKS:
            moved = replace(state, check=value, screen=WizardScreen.DAYS)
        case WizardAction.DAY if value < 7:  # noqa: PLR2004 - the days of a week
            moved = replace(state, weekdays=state.weekdays ^ {value}, screen=WizardScreen.DAYS)
        case WizardAction.HOUR if value < 24:  # noqa: PLR2004 - the hours of a day
            moved = replace(state, minute=value * 60 + minute, screen=WizardScreen.MINUTE)
        case WizardAction.MINUTE if value < 60:  # noqa: PLR2004 - the minutes of an hour
            moved = replace(state, minute=hour * 60 + value, screen=WizardScreen.RHYTHM)
        case WizardAction.WEEKS if value in WEEKS:
            moved = replace(state, weeks=value, screen=WizardScreen.RHYTHM)
        case WizardAction.HOLIDAYS:
            moved = replace(state, holidays_off=not state.holidays_off, screen=WizardScreen.RHYTHM)
        case WizardAction.START if 0 <= value < DAYS:
            moved = replace(state, start=day(value), screen=WizardScreen.CONFIRM)
    return moved
