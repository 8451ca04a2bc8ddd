"""The wipe store's records of a post: that it is about to be made, its id, and the end of older messages."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, Update
from sqlalchemy.exc import IntegrityError

from adapters.storage import wipe_rows, wipe_sql
from adapters.storage.change_signal import ChangeSignal
from adapters.storage.ended_store import EndedStore
from adapters.storage.session import SOON, Session
from adapters.storage.wipe_claims import WipeClaims
from adapters.storage.wipes import ChatMessage, MessageKind


class OpenedChat(NamedTuple):
    """The result of recording a posted message.

    Attributes:
        covered: Whether a row covers the message; False if its row was wiped already.
        was_open: Whether a check was open in the chat until then.
    """

    covered: bool
    was_open: bool


class WipePosts(WipeClaims):
    """The stored messages of a chat: those about to be posted, and those that end with the next one.

    Attributes:
        changed: Fired whenever another wipe may be due within `SOON`.
        ended: The store of finished checks.
    """

    def __init__(self, session: Session, ended: EndedStore, wipeable: Mapping[str, float]) -> None:
        """Store them in an open database; see `WipeStore`."""
        super().__init__(session, ended)
        self._wipeable = wipeable
        self.changed = ChangeSignal()

    async def intend(self, channel: str, chat: str, part: MessageKind, within: float, after: str | None) -> int:
        """Store a message that is about to be posted, due in `within` seconds; return its row id.

        If its own id never arrives, the search starts from `after`, the id of the last known message in this chat.
        """
        row = {
            "channel": channel,
            "chat": chat,
            "part": part,
            "after": after,
            **wipe_rows.times(channel, within, self._wipeable),
        }
        rows = await self._session.run(wipe_sql.intend, row, repeatable=False)
        self._wake(within)
        return int(rows[0].id)

    async def posted(self, row: int, message: str, within: float, run: str | None = None) -> bool:
        """Fill in the message id of this row, due in `within` seconds from now, and the run of its check.

        Returns False if the row was wiped already: then no row covers the message, and it must be added.
        """
        values = {"row": row, "posted": message, "within": within, "shown": run}
        try:
            covered = await self._session.run(wipe_sql.posted, values)
        except IntegrityError:  # this message was added meanwhile, and that row covers it
            return await self._delete(row)
        self._wake(within)
        return bool(covered)

    async def opened(self, row: int, message: ChatMessage, within: float) -> OpenedChat:
        """Do `posted` for this message and `end_before` for its chat, in one transaction."""
        values = {"row": row, "posted": message.id, "within": within, "shown": message.run}
        chat = {"where": message.channel, "whose": message.chat}

        runs: list[str | None] = []  # also those of a first run whose response was lost
        shown: set[str | None] = set()

        def work(connection: Connection) -> bool:
            shown.add(connection.execute(wipe_sql.screen, chat).scalar())
            over = self.ended.concluded(connection, wipe_sql.end_before, chat | {"newer": message.id})
            runs.extend(one.run for one in over)
            return connection.execute(wipe_sql.posted, values).first() is not None

        try:
            covered = await self._session.transact(work)
        except IntegrityError:  # as above
            was_open = await self.screen(message.channel, message.chat) not in {None, message.id}
            await self.end_before(message.channel, message.chat, message.id)
            return OpenedChat(await self.posted(row, message.id, within, message.run), was_open)
        self.ended.known.add(run for run in runs if run)
        self._wake(within, *(0.0 for _ in runs))
        return OpenedChat(covered, was_open=bool(shown - {None, message.id}))

    async def dropped(self, row: int) -> None:
        """Delete a row from `intend`, because its message was certainly not posted."""
        await self._delete(row)

    async def end_before(self, channel: str, chat: str, message: str) -> None:
        """Make every message of this chat that is older than this one due now, like `WipeStore.end_until`."""
        await self._end(wipe_sql.end_before, channel, chat, message)

    async def screen(self, channel: str, chat: str) -> str | None:
        """Return the id of the newest screen in this chat; None if there is none."""
        rows = await self._session.read(wipe_sql.screen, {"where": channel, "whose": chat})
        return rows[0].message if rows else None

    async def _end(self, statement: Update, channel: str, chat: str, message: str) -> None:
        await self.ended.conclude(statement, {"where": channel, "whose": chat, "newer": message})
        self.changed.fire()

    def _wake(self, *within: float) -> None:
        """Wake the wipe worker if a wipe just written is due soon."""
        if any(seconds < SOON for seconds in within):
            self.changed.fire()

    async def _delete(self, row: int) -> bool:
        return bool(await self._session.run(wipe_sql.dropped, {"row": row}, deletes=True))
