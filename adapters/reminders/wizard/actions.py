"""The wizard's screens and button actions, independent of the channel."""

from dataclasses import dataclass
from enum import Enum


class WizardScreen(Enum):
    """A screen of the wizard: first those about existing reminders, then those of a draft."""

    LIST = 0
    ONE = 1
    PAUSE = 2
    DELETE = 3
    FIRST = 4
    SUMMARY = 5
    WHERE = 6
    DAYS = 7
    TIMES = 8
    HOUR = 9
    MINUTE = 10
    START = 11
    SKIPS = 12
    PROMPTS = 13
    PROMPT = 14

    @property
    def drafting(self) -> bool:
        """Return whether it is a screen of a draft, so that the state's subject is a draft's name."""
        return self.value >= WizardScreen.SUMMARY.value


class WizardAction(Enum):
    """The action of a button in the wizard; some have a value (see `presses`)."""

    SHOW = 0
    CLOSE = 1
    NEW = 2
    JOIN = 3
    CHANGE = 4
    POST_NOW = 5
    PAUSE = 6
    RESUME = 7
    SKIP = 8
    INTRODUCE = 9
    DELETE = 10
    SAVE = 11
    CANCEL = 12
    PLACE = 13
    PLACES = 14
    LEAVE_OUT = 15
    EVERY = 16
    DAY = 17
    WORKDAYS = 18
    WHICH = 19
    TIME = 20
    NO_TIME = 21
    START = 22
    HOLIDAYS = 23
    SKIP_DAY = 24
    PROMPT = 25
    CHECK = 26

    @property
    def drafting(self) -> bool:
        """Return whether it acts on a draft."""
        return self.value >= WizardAction.SAVE.value


@dataclass(frozen=True, slots=True)
class WizardPress:
    """A press of a button.

    Attributes:
        action: The action.
        value: At least 0 and less than `VALUES`; its meaning depends on the action.
    """

    action: WizardAction
    value: int = 0


VALUES = 2**26
"""Every value of a press is less than this."""
