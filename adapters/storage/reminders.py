"""The values of the reminder store: where and when each reminder is posted, and its latest outcomes."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.schedule import Schedule

KEPT = 5
"""How many of the latest occurrences are kept for each reminder."""


class OccurrenceOutcome(StrEnum):
    """The outcome of one occurrence of a reminder.

    Attributes:
        SENDING: It is being posted. After a crash it becomes `UNKNOWN`.
        WAITING: It couldn't be posted yet, and will be retried.
        SENT: It was posted.
        LATE: It was posted long after its time.
        MISSED: It couldn't be posted in time.
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
"""The outcomes of occurrences that were certainly posted."""


class Delay(StrEnum):
    """Why a reminder wasn't posted on time.

    Attributes:
        OFF: No process was running.
        LIMITED: The platform asked to wait.
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
    """What a coordinator sets up, the same for every place.

    Attributes:
        check: The id of the check that the reminder starts.
        schedule: When it is posted.
        without: The ids of the prompts that are switched off.
    """

    check: str
    schedule: Schedule
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a reminder.

    Attributes:
        moment: Its scheduled time (Unix time in seconds).
        outcome: Its outcome.
        why: Why it wasn't posted, a value of `Delay` or `Suspension`; empty if there is nothing to explain.
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
        prompt: How many times it was posted, which determines the next prompt.
        message: The id of the latest post, or None.
        due_at: When it is due next (Unix time in seconds); None while it isn't posted.
        suspended: Why it is suspended, a value of `Suspension`; empty if it isn't.
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
        """Return its schedule."""
        return self.plan.schedule


class Suspension(StrEnum):
    """Why nothing can be posted in a place, which suspends a reminder immediately or after a while.

    Attributes:
        GONE: The channel or group is gone.
        TOPIC: The topic in it is gone.
        CLOSED: The topic in it is closed.
        LEFT: The bot is no longer in it.
        ARCHIVED: The channel is archived.
        FORBIDDEN: The bot may not post there.
        TOKEN: The platform doesn't accept the bot's token.
        SCOPE: The app lacks a scope.
        REJECTED: Any other refusal.
        TEXTLESS: There are no prompts to post.
    """

    GONE = "gone"
    TOPIC = "topic"
    CLOSED = "closed"
    LEFT = "left"
    ARCHIVED = "archived"
    FORBIDDEN = "forbidden"
    TOKEN = "token"  # noqa: S105 - a reason, not a password
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
