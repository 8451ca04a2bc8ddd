"""The ledger itself: what callers tell it and ask of it. Seconds everywhere; every call is one transaction.

While the database is away a call raises one of `UNAVAILABLE`; see `session`.
"""

import asyncio
import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

from sqlalchemy import Update
from sqlalchemy.exc import IntegrityError

from adapters.ledger import statement
from adapters.ledger.session import SOON, Session
from adapters.ledger.wipe import DELETABLE, Backlog, Message, Part, Wipe


class Ledger:
    """The messages that must be wiped. `changed` is set whenever something is due `SOON` that may not have been."""

    def __init__(self, session: Session) -> None:
        """`session`: on its database; others may share it."""
        self._session = session
        self._note = statement.note(session.dialect)
        self._move = statement.note(session.dialect, reviving=False)
        self.changed = asyncio.Event()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the ledger at this address, with a session of its own. Raises `LedgerError` with one line."""
        return cls(await Session.open(url))

    async def close(self) -> None:
        """Close its session, for whoever shares it too."""
        await self._session.close()

    async def ping(self) -> None:
        """Raise one of `UNAVAILABLE` if the database doesn't answer."""
        await self._session.run(statement.ping)

    async def intend(self, channel: str, chat: str, part: Part, within: float, after: str | None) -> int:
        """Cover a message that is about to be posted: due in `within` seconds. Gives the number for `posted`.

        `after`: id of the last message known in this chat, by which the new one can be found if its own id never comes.
        """
        row = {"channel": channel, "chat": chat, "part": part, "after": after, "within": min(within, DELETABLE)}
        rows = await self._session.run(statement.intend, row, repeatable=False)
        self._stir(within)
        return int(rows[0].id)

    async def posted(self, id: int, message: str, within: float) -> bool:  # noqa: A002
        """Fill in the id of the message that `intend` gave this number for; it is due in `within` seconds from now.

        False: the row was wiped away before, as it was due, and nothing covers the message; `note` it then.
        """
        try:
            covered = await self._session.run(statement.posted, {"row": id, "posted": message, "within": within})
        except IntegrityError:  # somebody noted this very message in the meantime, and that row covers it
            return await self._drop(id)
        self._stir(within)
        return bool(covered)

    async def dropped(self, id: int) -> None:  # noqa: A002
        """Forget an intent: its message certainly was not posted."""
        await self._drop(id)

    async def note(self, messages: Iterable[Message], within: float) -> None:
        """Have these messages wiped in `within` seconds, or sooner where the platform would not allow it by then.

        A message that is here already is moved, its attempts are forgotten, and whoever has claimed it has no hold on
        it any more. All of them or none.
        """
        rows = [_noted(message, within) for message in sorted(messages, key=_place)]
        await self._session.run(self._note, rows)
        self._stir(*(row["within"] for row in rows))

    async def move(self, messages: Iterable[Message], within: float) -> None:
        """Have these messages wiped in `within` seconds from now; as `note`, but for what is due or a notice already.

        So a move that comes late brings no check back that is over.
        """
        await self._session.run(self._move, [_noted(message, within) for message in sorted(messages, key=_place)])

    async def end(self, channel: str, chat: str, spare: str = "") -> None:
        """Make every message of this chat due now, but for `spare`; its screens are open no more.

        What is claimed stays with who claimed it. What is about to be posted keeps its own time: it may yet come.
        """
        await self._session.run(statement.end, {"where": channel, "whose": chat, "spare": spare})
        self.changed.set()

    async def end_before(self, channel: str, chat: str, message: str) -> None:
        """Make every message of this chat that is older than this one due now, as `end` does."""
        await self._session.run(statement.end_before, {"where": channel, "whose": chat, "newer": message})
        self.changed.set()

    async def forget(self, channel: str, chat: str) -> None:
        """Let go of everything of this chat: it is gone already, and needs no wiping."""
        await self._session.run(statement.forgotten, {"where": channel, "whose": chat})
        await self._session.scrub()

    async def screen(self, channel: str, chat: str) -> str | None:
        """Give the id of the newest screen of this chat, or None."""
        rows = await self._session.run(statement.screen, {"where": channel, "whose": chat})
        return rows[0].message if rows else None

    async def has(self, channel: str, chat: str, part: Part) -> bool:
        """Tell whether this chat has a message of this part that isn't due yet, posted or about to be."""
        return bool(await self._session.run(statement.has, {"where": channel, "whose": chat, "what": part}))

    async def known(self, channel: str, chat: str) -> frozenset[str]:
        """Give the id of every message of this chat that is to be wiped."""
        rows = await self._session.run(statement.known, {"where": channel, "whose": chat})
        return frozenset(row.message for row in rows)

    async def claim(self, channels: Collection[str], limit: int, lease: float) -> tuple[Wipe, ...]:
        """Take up to `limit` due wipes of these channels that nobody holds, the oldest first, for `lease` seconds."""
        return await self._claim(statement.claim, {"channels": list(channels)}, limit, lease)

    async def claim_chat(self, channel: str, chat: str, limit: int, lease: float) -> tuple[Wipe, ...]:
        """Take up to `limit` due wipes of this chat that nobody holds, the oldest first, for `lease` seconds."""
        return await self._claim(statement.claim_chat, {"where": channel, "whose": chat}, limit, lease)

    async def abandon(self, channel: str, chat: str, since: float) -> frozenset[int]:
        """Let go of what of this chat was due `since` seconds ago and nobody holds: nobody wipes there any more.

        Gives the numbers of the rows; the messages may still stand in the chat.
        """
        rows = await self._session.run(statement.abandoned, {"where": channel, "whose": chat, "since": since})
        if rows:
            await self._session.scrub()
        return frozenset(row.id for row in rows)

    async def finish(self, wipes: Sequence[Wipe]) -> None:
        """Delete the rows of these wipes; one whose lease was lost, or that was moved, is left alone."""
        rows = [{"row": wipe.id, "token": wipe.lease} for wipe in _ordered(wipes)]
        await self._session.run(statement.finish, rows)
        if rows:
            await self._session.scrub()

    async def postpone(self, wipes: Sequence[Wipe], delay: float) -> None:
        """Give these wipes back, due in `delay` seconds, with one attempt more; not those whose lease was lost."""
        rows = [{"row": wipe.id, "token": wipe.lease, "delay": delay} for wipe in _ordered(wipes)]
        await self._session.run(statement.postpone, rows)

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Give the seconds until a wipe of these channels can be claimed, at least 0, or None if there is none."""
        seconds = (await self._session.run(statement.next_due, {"channels": list(channels)}))[0][0]
        return None if seconds is None else max(0.0, seconds)

    async def backlog(self) -> Backlog:
        """Tell how much is still to be wiped, and how late it is."""
        rows = await self._session.run(statement.backlog)
        counts = dict.fromkeys(Part, 0) | {Part(row.part): row.rows for row in rows}
        late = max((row.lateness for row in rows), default=0.0)
        return Backlog(counts, sum(row.overdue for row in rows), max(0.0, late))

    async def _claim(self, asked: Update, whose: dict[str, Any], limit: int, lease: float) -> tuple[Wipe, ...]:
        values = whose | {"limit": limit, "span": lease, "token": secrets.token_hex(8)}
        rows = sorted(await self._session.run(asked, values), key=lambda row: -row.lateness)
        fields = (row._asdict() for row in rows)
        return tuple(Wipe(**{**f, "part": Part(f["part"]), "hopeless": bool(f["hopeless"])}) for f in fields)

    def _stir(self, *within: float) -> None:
        """Wake who waits, if any of what was just written is due soon."""
        if any(seconds < SOON for seconds in within):
            self.changed.set()

    async def _drop(self, id: int) -> bool:  # noqa: A002
        rows = await self._session.run(statement.dropped, {"row": id})
        await self._session.scrub()
        return bool(rows)


def _place(message: Message) -> tuple[str, str, str]:
    return message.channel, message.chat, message.id


def _noted(message: Message, within: float) -> dict[str, Any]:
    left = DELETABLE - message.age
    where = {"channel": message.channel, "chat": message.chat, "message": message.id, "part": message.part}
    return where | {"within": min(within, left), "left": left}


def _ordered(wipes: Sequence[Wipe]) -> list[Wipe]:
    return sorted(wipes, key=lambda wipe: (wipe.channel, wipe.chat, wipe.message or "", wipe.id))
