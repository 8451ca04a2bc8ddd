"""What stands in the ledger, counted: for people who ask what is held, how much, and until when.

`FACTS` says of every column which fact it is part of, so that no column is left untold.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select

from adapters.ledger.schema import action, occurrence, reminder
from adapters.ledger.session import Session

FACTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "action": {
        "place": ("channel", "chat", "message"),
        "before": ("after",),
        "part": ("kind", "part"),
        "time": ("due_at", "until"),
        "work": ("id", "attempts", "lease", "leased_until"),
    },
    "reminder": {
        "place": ("channel", "chat", "thread"),
        "check": ("check_id",),
        "rhythm": ("weekdays", "minute", "weeks", "start", "zone"),
        "without": ("holidays_off", "skips", "paused_until"),
        "post": ("prompt", "message"),
        "next": ("due_at", "held_until", "suspended"),
        "work": ("id", "lease", "leased_until"),
    },
    "occurrence": {
        "which": ("reminder_id",),
        "time": ("moment",),
        "outcome": ("outcome",),
        "work": ("lease",),
    },
}
"""By table, the facts that a row consists of, and by fact the columns that hold it."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Rows of one kind in one account.

    `part`: of a message, a word of `Part`, or empty. `first`, `last`: moments (Unix time, seconds), None without one.
    """

    channel: str
    part: str
    rows: int
    first: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All there is, by account: messages to wipe and when, reminders and when next, and what became of them when."""

    wipes: tuple[Stock, ...]
    reminders: tuple[Stock, ...]
    occurrences: tuple[Stock, ...]


_Counts = Select[str, str, int, float, float]


def _counted(channel: ColumnElement[str], part: ColumnElement[str], moment: ColumnElement[float]) -> _Counts:
    counted = (func.count().label("rows"), func.min(moment).label("first"), func.max(moment).label("last"))
    return select(channel.label("channel"), part.label("part"), *counted)


_WIPES = (
    _counted(action.c.channel, action.c.part, action.c.due_at)
    .group_by(action.c.channel, action.c.part)
    .order_by(action.c.channel, action.c.part)
)
_NEXT = _counted(reminder.c.channel, literal(""), reminder.c.due_at)
_REMINDERS = _NEXT.group_by(reminder.c.channel).order_by(reminder.c.channel)
_PAST = _counted(reminder.c.channel, literal(""), occurrence.c.moment).join_from(reminder, occurrence)
_OCCURRENCES = _PAST.group_by(reminder.c.channel).order_by(reminder.c.channel)


class Inventory:
    """Counts, and changes nothing."""

    def __init__(self, session: Session) -> None:
        """`session`: on its database; others may share it."""
        self._session = session

    async def all(self) -> Holdings:
        """Count everything, in one transaction."""

        def work(connection: Connection) -> Holdings:
            asked = (_WIPES, _REMINDERS, _OCCURRENCES)
            return Holdings(*(tuple(Stock(*row) for row in connection.execute(one)) for one in asked))

        return await self._session.transact(work)

    async def waiting(self, platform: str, chat: str) -> Mapping[str, frozenset[int]]:
        """Give the messages of this chat that are still to be wiped, as the numbers of their rows, by account.

        `platform`: the name of a channel; all its accounts are looked through.
        """
        ours = or_(action.c.channel == platform, action.c.channel.startswith(f"{platform}:", autoescape=True))
        rows = await self._session.run(select(action.c.channel, action.c.id).where(ours, action.c.chat == chat))
        accounts = {row.channel for row in rows}
        return {account: frozenset(row.id for row in rows if row.channel == account) for account in accounts}
