"""The store of drafts: reminders that aren't saved yet. Each is kept as long as its buttons are valid."""

from adapters.storage.drafts import Draft
from adapters.storage.session import Session


class DraftStore:
    """Stores drafts. Every call is one transaction, and may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, session: Session, idle: float) -> None:
        """Prepare. `idle`: seconds after its last change for which a draft is kept."""
        self._session = session
        self._idle = idle

    async def keep(self, draft: Draft) -> None:
        """Store a draft, or replace the one of this name, and keep it for a while from now on."""
        raise NotImplementedError

    async def get(self, account: str, name: str) -> Draft | None:
        """Return this draft of this account; None if there is none any more."""
        raise NotImplementedError

    async def drop(self, account: str, name: str) -> None:
        """Delete this draft, if it is there."""
        raise NotImplementedError
