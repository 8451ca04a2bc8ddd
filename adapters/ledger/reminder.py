"""What the ledger keeps of reminders: where and when each comes, and what became of it lately."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.schedule import Schedule

KEPT = 5
"""So many of the latest occurrences are kept of each reminder."""


class Outcome(StrEnum):
    """What became of one moment of a reminder.

    `SENDING`: it is being posted now; found after a crash, nobody knows whether it was, and it becomes `UNKNOWN`.
    `MISSED`: nothing ran at the time, or for too long after it. `REFUSED`: the platform said no for good.
    """

    SENDING = "sending"
    SENT = "sent"
    MISSED = "missed"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reminder is posted. `channel`: the account; `chat`: its id there; `thread`: of a topic, or empty."""

    channel: str
    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One moment (Unix time, seconds) of a reminder, and what became of it."""

    moment: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder as it stands.

    `prompt`: counts up with each post, for prompts to take turns; `message`: the id of the one that was posted last, or
    None. `due_at`: Unix time in seconds, None while it doesn't come; `suspended`: why not, as a word of `Suspension`,
    or empty. `occurrences`: the newest first, `KEPT` at most.
    """

    id: int
    place: Place
    check: str
    schedule: Schedule
    prompt: int
    message: str | None
    due_at: float | None
    suspended: str
    occurrences: tuple[Occurrence, ...]


class Suspension(StrEnum):
    """Why a reminder doesn't come any more: the platform refuses it for good, or there are no prompts for it."""

    GONE = "gone"
    LEFT = "left"
    ARCHIVED = "archived"
    FORBIDDEN = "forbidden"
    TOKEN = "token"  # noqa: S105 - a word for a reason
    TEXTLESS = "textless"


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that is due, and that this process alone may post until its lease runs out.

    `now`: the database's time at the claim (Unix time, seconds); `lease`: the fencing token.
    """

    reminder: Reminder
    now: float
    lease: str = field(repr=False)
