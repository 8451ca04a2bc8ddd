"""The store of messages to wipe.

Durations are in seconds; every call is one transaction. A channel is an account, a chat an id there. While the database
is unavailable a call raises one of `DATABASE_UNAVAILABLE`; see `session`.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Self

from sqlalchemy import Connection, Insert

from adapters.storage import wipe_rows, wipe_sql
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.ended_store import EndedStore
from adapters.storage.session import Session
from adapters.storage.wipe_posts import WipePosts
from adapters.storage.wipes import Backlog, ChatMessage, MessageKind

KEEP = 3600.0
"""The default number of seconds for which a finished check is remembered."""
_GONE = {"part": MessageKind.NOTICE, "within": 0.0}
"""The values that make a message due now, because its check is over."""


class WipeStore(WipePosts):
    """Stores the messages that must be wiped."""

    def __init__(self, session: Session, wipeable: Mapping[str, float], ended: EndedStore | None = None) -> None:
        """Store wipes in an open database, whose session others may share.

        Args:
            session: The session.
            wipeable: Seconds after posting during which a message can be wiped, by the name of the platform.
            ended: The store of finished checks; a new one by default.
        """
        super().__init__(session, ended or EndedStore(session, EndedRuns(KEEP)), wipeable)
        self._note = wipe_sql.note(session.dialect)
        self._move = wipe_sql.note(session.dialect, wipe_sql.IN_USE)
        self._expedite = wipe_sql.note(session.dialect, wipe_sql.NOT_DUE)

    @classmethod
    async def open(cls, url: str, wipeable: Mapping[str, float]) -> Self:
        """Open the database at this address, with a session of its own.

        Raises:
            StorageError: If the database can't be opened.
        """
        return cls(await Session.open(url), wipeable)

    async def close(self) -> None:
        """Close the session, also for others that share it."""
        await self._session.close()

    async def note(self, messages: Iterable[ChatMessage], within: float) -> None:
        """Schedule the wipe of these messages in `within` seconds, or sooner if the platform wouldn't allow it by then.

        For a known message, the wipe is moved, its attempts are reset, and a claim on it loses its lease. Atomic.
        """
        rows = wipe_rows.rows(messages, within, self._wipeable)
        over = wipe_rows.over(rows)
        self.ended.known.expect(over)
        if rows:
            await self._session.transact(partial(self._write, self._note, rows))
            self.ended.known.add(over)
        self._wake(*(row["within"] for row in rows))

    def note_in(self, connection: Connection, messages: Iterable[ChatMessage], within: float) -> None:
        """Do what `note` does, in the transaction of this connection.

        If `within` is less than `SOON`, the caller must fire `changed` after the commit.
        """
        self._write(self._note, wipe_rows.rows(messages, within, self._wipeable), connection)

    async def move(self, messages: Iterable[ChatMessage], within: float) -> None:
        """Postpone these messages to `within` seconds from now, like `note`, except notices and those already due.

        So a late call can't revive a finished check: its screens become due now, and its notice stays as it is.
        """
        rows = wipe_rows.rows(messages, within, self._wipeable)

        def work(connection: Connection) -> frozenset[str]:
            shown = [row for row in rows if row["run"] and row["part"] is not MessageKind.NOTICE]
            over = self.ended.among(connection, (row["run"] for row in shown))
            gone = [row for row in shown if row["run"] in over]
            self._write(self._move, [row for row in rows if row not in gone], connection)
            self._write(self._expedite, [row | _GONE for row in gone], connection)
            return over

        if rows and (over := await self._session.transact(work)):
            self.ended.known.add(over)
            self.changed.fire()

    async def end_until(self, channel: str, chat: str, message: str) -> None:
        """Make this message of this chat and every older one due now, and turn screens among them into notices.

        Newer messages belong to another check, perhaps of another process. Claimed messages stay claimed. Messages
        about to be posted keep their due time, because they may still arrive.
        """
        await self._end(wipe_sql.end_until, channel, chat, message)

    async def forget(self, channel: str, chat: str) -> None:
        """Delete every row of this chat, because the chat no longer exists and needs no wiping."""
        await self.ended.conclude(wipe_sql.forgotten, {"where": channel, "whose": chat}, deletes=True)

    async def newest(self, channel: str, chat: str) -> str | None:
        """Return the id of the newest message in this chat; None if there is none."""
        rows = await self._session.read(wipe_sql.newest, {"where": channel, "whose": chat})
        return rows[0].message if rows else None

    async def has(self, channel: str, chat: str, part: MessageKind) -> bool:
        """Return whether this chat has a message of this kind that isn't due yet, posted or about to be."""
        return bool(await self._session.read(wipe_sql.has, {"where": channel, "whose": chat, "what": part}))

    async def known(self, channel: str, chat: str) -> frozenset[str] | None:
        """Return the ids of all stored messages of this chat; None while another is about to be posted."""
        rows = await self._session.read(wipe_sql.known, {"where": channel, "whose": chat})
        return None if any(row.message is None for row in rows) else frozenset(row.message for row in rows)

    async def backlog(self) -> Backlog:
        """Return how many messages are waiting to be wiped, and how late they are."""
        rows = await self._session.read(wipe_sql.backlog)
        counts = dict.fromkeys(MessageKind, 0) | {MessageKind(row.part): row.rows for row in rows}
        late = max((row.lateness for row in rows), default=0.0)
        return Backlog(counts, sum(row.overdue for row in rows), max(0.0, late))

    def _write(self, statement: Insert, rows: wipe_rows.Rows, connection: Connection) -> None:
        """Write these rows; the runs of notices among them are over."""
        if rows:
            connection.execute(statement, rows)
            self.ended.note(connection, wipe_rows.over(rows))
