"""The limits of Slack."""

from messages.linting.limits import Carrier, ChannelLimits, ScreenLimits, WordLimit

WIPEABLE = 47 * 3600.0
"""Seconds after its opening for which wiping a modal is attempted. Slack itself sets no limit."""
_MODAL_TITLE = _MODAL_BUTTON = 24
"""Source: https://docs.slack.dev/reference/views/modal-views"""
COMMAND = 32
"""The most characters of a command, including its slash. Source: https://docs.slack.dev/reference/app-manifest"""
_BUTTON, _VISIBLE = 75, 30
"""Slack may truncate labels longer than the second number. Source: https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
_SECTION = 3000
"""Source: https://docs.slack.dev/reference/block-kit/blocks/section-block"""

_OF_REMINDERS = (
    "new", "earlier", "later", "change", "ring", "pause", "resume", "skip", "first", "delete", "sure", "introduce",
    "save", "cancel", "back", "done", "without_it", "without_all", "to_where", "to_days", "to_times", "to_skips",
    "to_prompts", "to_list", "week", "weeks", "month", "once", "workdays", "holidays", "switch_on", "switch_off",
    "pause_week", "pause_weeks", "pause_on",
)  # fmt: skip
_BUTTONS = (
    "window.open", "window.again", "alert.one", "alert.list", "reminder.page",
    *(f"plan.{name}" for name in _OF_REMINDERS),
)  # fmt: skip
_LEADING = ("began", "continued", "resumed", "reviewed", "concluded", "finished")
_AT_THE_FOOT = ("modal.close", *(f"button.{name}.label" for name in _LEADING))
_SCREEN = ScreenLimits(columns=46, lines=25.6, answer=2.2)
"""On a phone of 375 by 667, of which a modal has 579: `make pictures` measures it, and a test compares it with this."""

LIMITS = ChannelLimits(
    channel="Slack",
    title=_MODAL_TITLE,
    button=_BUTTON,
    visible=_VISIBLE,
    paragraph=_SECTION,
    command=COMMAND - len("/"),
    screen=_SCREEN,
    words={
        **dict.fromkeys(("reminder.title", "ask.progress"), WordLimit(Carrier.TITLE, _MODAL_TITLE)),
        **dict.fromkeys(_AT_THE_FOOT, WordLimit(Carrier.CORNER, _MODAL_BUTTON)),
        **dict.fromkeys(_BUTTONS, WordLimit(Carrier.BUTTON, _BUTTON)),
    },
)
