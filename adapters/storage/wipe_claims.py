"""The wipe worker's side of the wipe store: claims due wipes, and finishes or postpones them."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Update

from adapters.storage import wipe_sql
from adapters.storage.ended_store import EndedStore
from adapters.storage.session import Session
from adapters.storage.wipes import MessageKind, Wipe

_order = attrgetter("order")


class WipeClaims:
    """Claims on stored messages. Each has a lease: once that has expired, the claim can't change anything."""

    def __init__(self, session: Session, ended: EndedStore) -> None:
        """Work in an open database, whose session others may share. `ended`: the store of finished checks."""
        self._session = session
        self.ended = ended

    async def claim(
        self,
        channels: Collection[str],
        limit: int,
        lease: float,
        *,
        share: int | None = None,
        without: Collection[str] = (),
    ) -> tuple[Wipe, ...]:
        """Claim due, unclaimed wipes of these channels, ordered by the number of attempts, then by age.

        Args:
            channels: The accounts.
            limit: How many to claim at most.
            lease: Seconds for which they are claimed.
            share: How many of them may be in one chat; by default all.
            without: Chats to skip.
        """
        scope = {"channels": list(channels), "without": list(without), "share": limit if share is None else share}
        return await self._claim(wipe_sql.claim, scope, limit, lease)

    async def claim_chat(self, channel: str, chat: str, limit: int, lease: float) -> tuple[Wipe, ...]:
        """Claim up to `limit` due, unclaimed wipes of this chat for `lease` seconds, in the order of `claim`."""
        return await self._claim(wipe_sql.claim_chat, {"where": channel, "whose": chat}, limit, lease)

    async def abandon(self, channel: str, chat: str, since: float) -> Mapping[int, MessageKind]:
        """Delete the unclaimed rows of this chat that have been due for `since` seconds, when nobody wipes there.

        Returns:
            The kind of each message, by row id. The messages may still be in the chat.
        """
        values = {"where": channel, "whose": chat, "since": since}
        rows = await self.ended.conclude(wipe_sql.abandoned, values, deletes=True)
        return {row.id: MessageKind(row.part) for row in rows}

    async def finish(self, wipes: Sequence[Wipe]) -> None:
        """Delete the rows of these wipes, except those that were moved meanwhile or whose lease was lost."""
        for lease in sorted({wipe.lease for wipe in wipes}):
            rows = [wipe.id for wipe in wipes if wipe.lease == lease]
            await self.ended.conclude(wipe_sql.finish, {"rows": rows, "token": lease}, deletes=True)

    async def drop(self, channel: str, chat: str, message: str) -> None:
        """Delete the row of this message, if there is one: the message is gone."""
        values = {"where": channel, "whose": chat, "which": message}
        await self._session.run(wipe_sql.gone, values, deletes=True)

    async def postpone(self, delays: Mapping[Wipe, float]) -> None:
        """Release these wipes, count the attempt, and let them be claimed again after these delays, in seconds.

        A wipe never waits beyond the time until which its message can be deleted. Wipes without a valid lease don't
        change.
        """
        wipes = sorted(delays, key=_order)
        rows = [{"row": wipe.id, "token": wipe.lease, "delay": delays[wipe]} for wipe in wipes]
        await self._session.run(wipe_sql.postpone, rows)

    async def next_due(self, channels: Collection[str], without: Collection[str] = ()) -> float | None:
        """Return the seconds (at least 0) until `claim` would find something; None if nothing is stored."""
        scope = {"channels": list(channels), "without": list(without)}
        seconds = (await self._session.read(wipe_sql.next_due, scope))[0][0]
        return None if seconds is None else max(0.0, seconds)

    async def _claim(self, statement: Update, scope: dict[str, Any], limit: int, lease: float) -> tuple[Wipe, ...]:
        values = scope | {"limit": limit, "span": lease, "token": secrets.token_hex(8)}
        rows = sorted(await self._session.run(statement, values), key=lambda row: (row.attempts, -row.lateness))
        return tuple(_wipe(row._asdict()) for row in rows)


def _wipe(row: Mapping[str, Any]) -> Wipe:
    """Return the wipe in a row, without the columns for sorting."""
    known = {name: value for name, value in row.items() if name != "lateness"}
    return Wipe(**{**known, "part": MessageKind(row["part"]), "hopeless": bool(row["hopeless"])})
