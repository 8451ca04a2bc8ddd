"""The store of introductions: the first message to each team.

Every call is one transaction, and may raise one of `DATABASE_UNAVAILABLE`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from adapters.storage import introduction_sql
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import REPLACING, ChatMessage, MessageKind


@dataclass(frozen=True, slots=True)
class Introduction:
    """A first message to a team.

    Attributes:
        place: Where it was posted.
        message: Its id there.
    """

    place: Destination
    message: str


class IntroductionStore:
    """Stores the latest introduction in each place. One that is replaced or removed is scheduled for wiping."""

    def __init__(self, session: Session, wipe_store: WipeStore) -> None:
        """Work in an open database. `wipe_store`: the store of messages to wipe, in the same database."""
        self._session = session
        self._wipe_store = wipe_store
        self._add = introduction_sql.add(session.dialect)

    async def put(self, place: Destination, message: str) -> str | None:
        """Store the message that was posted in this place; return the id of the previous one, or None."""
        before: list[str] = []  # also those of a first run whose response was lost

        def work(connection: Connection) -> None:
            connection.execute(self._add, _columns(place) | {"message": message})
            old = connection.execute(introduction_sql.lock, _where(place)).scalar()
            if old is None:  # it has just been removed
                connection.execute(self._add, _columns(place) | {"message": message})
            elif old != message:
                connection.execute(introduction_sql.replace, _where(place) | {"posted": message})
                self._wipe_store.note_in(connection, [_post(Introduction(place, old))], within=REPLACING)
                before.append(old)

        await self._session.transact(work)
        self._session.changed = True
        return before[-1] if before else None

    async def remove(self, introduction: Introduction) -> bool:
        """Delete this introduction, and return whether it existed."""
        runs: list[bool] = []  # likewise

        def work(connection: Connection) -> None:
            values = _where(introduction.place) | {"which": introduction.message}
            runs.append(connection.execute(introduction_sql.remove, values).rowcount > 0)
            if runs[-1]:
                self._wipe_store.note_in(connection, [_post(introduction)], within=REPLACING)

        await self._session.transact(work)
        await self._session.scrub()
        return any(runs)

    async def all(self, channels: Collection[str] | None = None) -> tuple[Introduction, ...]:
        """Return all introductions, or those of these accounts, ordered by account, chat and thread."""
        query = introduction_sql.every if channels is None else introduction_sql.of_channels
        rows = await self._session.run(query, {} if channels is None else {"channels": list(channels)})
        return tuple(Introduction(Destination(row.channel, row.chat, row.thread), row.message) for row in rows)


def _columns(place: Destination) -> dict[str, str]:
    return {"channel": place.channel, "chat": place.chat, "thread": place.thread}


def _where(place: Destination) -> dict[str, str]:
    return {"where": place.channel, "whose": place.chat, "topic": place.thread}


def _post(introduction: Introduction) -> ChatMessage:
    place = introduction.place
    return ChatMessage(place.channel, place.chat, introduction.message, MessageKind.POST)
