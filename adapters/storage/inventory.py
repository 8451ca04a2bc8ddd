"""Counts what the database holds: what is stored, how much, and until when.

`FACTS` assigns every column to a fact, so that no column goes unexplained.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Double, Null, Select, cast, func, literal, null, or_, select

from adapters.storage.schema import action, draft, ended, introduction, occurrence, reach, reminder
from adapters.storage.session import Session

FACTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "action": {
        "place": ("channel", "chat", "message"),
        "before": ("after",),
        "part": ("kind", "part"),
        "time": ("due_at", "until"),
        "run": ("run",),
        "work": ("id", "attempts", "lease", "leased_until"),
    },
    "reminder": {
        "place": ("channel", "chat", "thread"),
        "series": ("series",),
        "check": ("check_id",),
        "rhythm": ("rhythm", "weekdays", "weeks", "which", "times", "start", "zone"),
        "without": ("holidays_off", "skips", "skipped", "paused_until"),
        "post": ("prompt", "message", "prompts_off"),
        "next": ("due_at", "held_until", "suspended"),
        "told": ("trouble", "told", "tell_at"),
        "work": ("id", "lease", "leased_until"),
    },
    "occurrence": {
        "which": ("reminder_id",),
        "time": ("moment",),
        "outcome": ("outcome", "why"),
        "work": ("lease",),
    },
    "draft": {"which": ("name", "account"), "chosen": ("body",), "time": ("expires_at",)},
    "introduction": {"place": ("channel", "chat", "thread"), "post": ("message",)},
    "reach": {"account": ("channel",), "number": ("unreached",)},
    "ended": {"run": ("run",), "time": ("expires_at",)},
}
"""The facts in a row of each table, with the columns that hold each fact."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The rows of one kind in one account.

    Attributes:
        channel: The account.
        part: The kind of message, a value of `MessageKind`; None if the rows aren't messages.
        rows: The number of rows.
        first: The earliest time among them (Unix time in seconds); None if they have none.
        last: The latest time among them, likewise.
    """

    channel: str
    part: str | None
    rows: int
    first: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything the database holds, by account.

    Attributes:
        wipes: Messages to wipe, and when.
        reminders: Reminders, and when each is posted next.
        occurrences: Past occurrences of reminders.
        drafts: Unsaved reminders, and when each is deleted.
        ended: Finished checks, and when each is deleted; without an account.
        introductions: First messages to a team; without times.
        reach: Coordinators who couldn't be reached the last time; without times.
    """

    wipes: tuple[Stock, ...]
    reminders: tuple[Stock, ...]
    occurrences: tuple[Stock, ...]
    drafts: tuple[Stock, ...]
    ended: tuple[Stock, ...]
    introductions: tuple[Stock, ...] = ()
    reach: tuple[Stock, ...] = ()


_Counts = Select[str, str | None, int, float, float]
_NOWHERE = literal("")


def _counted(channel: ColumnElement[str], part: ColumnElement[str] | Null, moment: ColumnElement[float]) -> _Counts:
    counted = (func.count().label("rows"), func.min(moment).label("first"), func.max(moment).label("last"))
    return select(channel.label("channel"), part.label("part"), *counted)


_WIPES = (
    _counted(action.c.channel, action.c.part, action.c.due_at)
    .group_by(action.c.channel, action.c.part)
    .order_by(action.c.channel, action.c.part)
)
_UPCOMING = _counted(reminder.c.channel, null(), reminder.c.due_at)
_REMINDERS = _UPCOMING.group_by(reminder.c.channel).order_by(reminder.c.channel)
_PAST = _counted(reminder.c.channel, null(), occurrence.c.moment).join_from(reminder, occurrence)
_OCCURRENCES = _PAST.group_by(reminder.c.channel).order_by(reminder.c.channel)
_DRAFTS = _counted(draft.c.account, null(), draft.c.expires_at).group_by(draft.c.account).order_by(draft.c.account)
_NEVER = cast(null(), Double)
_INTRODUCTIONS = (
    _counted(introduction.c.channel, null(), _NEVER).group_by(introduction.c.channel).order_by(introduction.c.channel)
)
_REACH = select(reach.c.channel, null(), reach.c.unreached, _NEVER, _NEVER).order_by(reach.c.channel)
_ENDED = _counted(_NOWHERE, null(), ended.c.expires_at).having(func.count() > 0)


class Inventory:
    """Counts rows without changing any."""

    def __init__(self, session: Session) -> None:
        """Count in an open database.

        Args:
            session: An open session, which others may share.
        """
        self._session = session

    async def all(self) -> Holdings:
        """Count everything in one transaction."""

        def work(connection: Connection) -> Holdings:
            queries = (_WIPES, _REMINDERS, _OCCURRENCES, _DRAFTS, _ENDED, _INTRODUCTIONS, _REACH)
            return Holdings(*(tuple(Stock(*row) for row in connection.execute(query)) for query in queries))

        return await self._session.transact(work)

    async def waiting(self, platform: str, chat: str) -> Mapping[str, frozenset[int]]:
        """Return the row ids of this chat's messages to wipe, by account.

        Args:
            platform: The name of a channel; all its accounts are searched.
            chat: The id of the chat there.
        """
        accounts = or_(action.c.channel == platform, action.c.channel.startswith(f"{platform}:", autoescape=True))
        rows = await self._session.run(select(action.c.channel, action.c.id).where(accounts, action.c.chat == chat))
        found = {row.channel for row in rows}
        return {account: frozenset(row.id for row in rows if row.channel == account) for account in found}
