"""The store of drafts, which are unsaved reminders. Each is kept for as long as its buttons are valid."""

import json
from collections.abc import Callable
from typing import Any

from adapters.storage import draft_sql, plan_mapper
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination
from adapters.storage.session import Session


class DraftStore:
    """Stores drafts. Every call is one transaction, and may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, session: Session, idle: float) -> None:
        """Store them in an open database, whose session others may share.

        Args:
            session: The session.
            idle: Seconds for which a draft is kept after its last change.
        """
        self._session = session
        self._keep = draft_sql.keep(session.dialect)
        self._idle = idle

    async def keep(self, draft: Draft) -> None:
        """Store a draft, or replace the one with this name; its time starts again."""
        row = {"name": draft.name, "account": draft.account, "body": _packed(draft), "keep": self._idle}
        await self._session.run(self._keep, row)
        self._session.changed = True

    async def get(self, account: str, name: str) -> Draft | None:
        """Return this draft of this account; None if it no longer exists."""
        rows = await self._session.read(draft_sql.one, {"whose": account, "which": name})
        return _unpacked(name, account, rows[0].body) if rows else None

    async def forget(self) -> None:
        """Delete the drafts whose buttons have expired."""
        await self._session.run(draft_sql.forget)

    async def erase(self, here: Callable[[Destination], bool]) -> int:
        """Delete the drafts with at least one such place; return how many were deleted."""
        drafts = [_unpacked(row.name, row.account, row.body) for row in await self._session.read(draft_sql.every)]
        found = [draft for draft in drafts if any(here(place) for place in draft.places)]
        await self._session.run(draft_sql.drop, [{"whose": one.account, "which": one.name} for one in found])
        if found:
            await self._session.scrub()
        return len(found)


def _packed(draft: Draft) -> str:
    places = [[place.channel, place.chat, place.thread] for place in draft.places]
    return json.dumps({"series": draft.series, "places": places, "plan": plan_mapper.columns(draft.plan)})


def _unpacked(name: str, account: str, body: str) -> Draft:
    found: dict[str, Any] = json.loads(body)
    places = tuple(Destination(*place) for place in found["places"])
    return Draft(name, account, found["series"], places, plan_mapper.plan(found["plan"]))
