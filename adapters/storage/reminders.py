"""Reminders as they are stored: where and when each comes, and what became of it lately."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.schedule import Schedule

KEPT = 5
"""How many of the latest occurrences are kept for each reminder."""


class OccurrenceOutcome(StrEnum):
    """What became of one moment of a reminder.

    Attributes:
        SENDING: It is being posted now. After a crash nobody knows whether it was, and it becomes `UNKNOWN`.
        WAITING: It couldn't be posted yet, and is tried again.
        SENT: It was posted.
        LATE: It was posted, long after its time.
        MISSED: It couldn't be posted soon enough after its time.
        UNKNOWN: It may or may not have been posted.
        REFUSED: The platform refused it, or there was nothing to post.
    """

    SENDING = "sending"
    WAITING = "waiting"
    SENT = "sent"
    LATE = "late"
    MISSED = "missed"
    UNKNOWN = "unknown"
    REFUSED = "refused"


POSTED = frozenset({OccurrenceOutcome.SENT, OccurrenceOutcome.LATE})
"""The outcomes of what was certainly posted."""


class Delay(StrEnum):
    """Why a reminder wasn't posted at its time.

    Attributes:
        OFF: Nothing ran.
        LIMITED: The platform had it wait.
        AWAY: The platform couldn't be reached.
        STALLED: The database couldn't be reached.
    """

    OFF = "off"
    LIMITED = "limited"
    AWAY = "away"
    STALLED = "stalled"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reminder is posted.

    Attributes:
        channel: The account.
        chat: The id of the chat in that account.
        thread: The id of a thread or topic in that chat, or empty for the chat itself.
    """

    channel: str
    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator sets up, for every place alike.

    Attributes:
        check: The id of the check that the reminder starts.
        schedule: When it comes.
        without: The ids of the prompts that are switched off.
    """

    check: str
    schedule: Schedule
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One moment of a reminder, and what became of it.

    Attributes:
        moment: Unix time, in seconds.
        outcome: What became of it.
        why: Why it wasn't posted: a value of `Delay` or `Suspension`; empty where nothing is to be explained.
    """

    moment: float
    outcome: OccurrenceOutcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder in one place.

    Attributes:
        id: The id of its row.
        place: Where it is posted.
        series: The random name that it shares with the same reminder in other places: 16 hexadecimal digits.
        plan: What was set up.
        prompt: How many times it was posted; the prompts take turns by it.
        message: The id of the message posted last, or None.
        due_at: When it comes next (Unix time, seconds), or None while it doesn't.
        suspended: Why it doesn't come, a value of `Suspension`, or empty if it isn't suspended.
        occurrences: Its latest occurrences, newest first, at most `KEPT`.
    """

    id: int
    place: Destination
    series: str
    plan: Plan
    prompt: int
    message: str | None
    due_at: float | None
    suspended: str
    occurrences: tuple[Occurrence, ...]

    @property
    def schedule(self) -> Schedule:
        """Return when it comes."""
        return self.plan.schedule


class Suspension(StrEnum):
    """Why nothing can be posted somewhere: what suspends a reminder, at once or if it lasts.

    Attributes:
        GONE: The channel or group is gone.
        TOPIC: The topic in it is gone.
        CLOSED: The topic in it is closed.
        LEFT: The bot isn't in it any more.
        ARCHIVED: The channel is archived.
        FORBIDDEN: The bot may not post there.
        TOKEN: The platform doesn't admit the bot at all.
        SCOPE: The app lacks a right that somebody can give it.
        REJECTED: Any other refusal.
        TEXTLESS: There are no prompts to post.
    """

    GONE = "gone"
    TOPIC = "topic"
    CLOSED = "closed"
    LEFT = "left"
    ARCHIVED = "archived"
    FORBIDDEN = "forbidden"
    TOKEN = "token"  # noqa: S105 - a word for a reason
    SCOPE = "scope"
    REJECTED = "rejected"
    TEXTLESS = "textless"


@dataclass(frozen=True, slots=True)
class Claim:
    """A due reminder that only this process may post until its lease runs out.

    Attributes:
        reminder: The reminder.
        now: The database's time at the claim (Unix time, seconds).
        lease: The fencing token.
    """

    reminder: Reminder
    now: float
    lease: str = field(repr=False)
