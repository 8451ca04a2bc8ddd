"""What a coordinator is shown, and can do there, in no channel's terms."""

from dataclasses import dataclass
from enum import Enum


class Screen(Enum):
    """What is shown. Those of a draft stand in the order in which they are gone through."""

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


class Act(Enum):
    """What a coordinator can do; some with a value, which `Move` tells of."""

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
    RUNG = 15
    DELETED = 16
    CLOSED = 17


@dataclass(frozen=True, slots=True)
class Move:
    """One press. `value`, from 0 and below `plan.DAYS`, by its act.

    `LISTED`: the page. `WENT`: the screen. `CHECK`, `DAY`, `HOUR`, `MINUTE`, `WEEKS`: the one that is chosen, or, of
    days, switched. `START`: days since `plan.FIRST_DAY`. `SKIPPED`: the day to leave out, likewise. `PAUSED`: weeks
    from now, 0 until further notice.
    """

    act: Act
    value: int = 0
