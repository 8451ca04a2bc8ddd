"""The wizard's screens, and what a coordinator can press there, independent of the channel."""

from dataclasses import dataclass
from enum import Enum


class WizardScreen(Enum):
    """A screen of the wizard. Those of a draft are in the order in which they come."""

    LIST = 0
    ONE = 1
    PAUSE = 2
    DELETE = 3
    CHECK = 4
    DAYS = 5
    HOUR = 6
    MINUTE = 7
    RHYTHM = 8
    START = 9
    CONFIRM = 10


class WizardAction(Enum):
    """What a button of the wizard does; some take a value (see `WizardPress`)."""

    LISTED = 0
    BEGAN = 1
    CHANGED = 2
    WENT = 3
    CHECK = 4
    DAY = 5
    HOUR = 6
    MINUTE = 7
    WEEKS = 8
    HOLIDAYS = 9
    START = 10
    SAVED = 11
    PAUSED = 12
    RESUMED = 13
    SKIPPED = 14
    POSTED = 15
    DELETED = 16
    CLOSED = 17


@dataclass(frozen=True, slots=True)
class WizardPress:
    """A press of a button.

    Attributes:
        action: What the button does.
        value: At least 0 and less than `wizard.state.DAYS`, by action. `LISTED`: the page. `WENT`: the screen. `CHECK`,
            `DAY`, `HOUR`, `MINUTE`, `WEEKS`: the one that is chosen, or, for days, toggled. `START`: days since
            `wizard.state.FIRST_DAY`. `SKIPPED`, `POSTED`: the revision of the reminder that the button was made for.
            `PAUSED`: weeks from now, 0 until further notice.
    """

    action: WizardAction
    value: int = 0
