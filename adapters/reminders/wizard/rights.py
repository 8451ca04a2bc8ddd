"""Check a coordinator's rights: at every press, for every place concerned."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.reminders.access import Access, Right
from adapters.reminders.series import Series, gathered
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.state import WizardState
from adapters.storage.reminders import Destination


@dataclass(frozen=True, slots=True)
class WizardListing:
    """What a person may see in a list.

    Attributes:
        right: Whether they may see the list.
        series: The reminders in the list that they may change.
        others: The reminders that they may change and that aren't posted in the list's place.
    """

    right: Right
    series: Sequence[Series]
    others: Sequence[Series] = ()


class WizardRights:
    """Determines what a person may change. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, account: str, service: ReminderService, access: Access) -> None:
        """Configure it. `account`: the account's name in the store."""
        self._account = account
        self._service = service
        self._access = access

    def here(self, state: WizardState) -> tuple[Destination, ...]:
        """Return the place of this list; None if it is the list of all places."""
        thread = str(state.thread) if state.thread else ""
        return (Destination(self._account, str(state.chat), thread),) if state.chat else ()

    async def everywhere(self, person: str, places: Iterable[Destination]) -> Right:
        """Return whether this person may set up reminders for all of these places."""
        chats = sorted({place.chat for place in places})
        found = await asyncio.gather(*(self._access.of(person, chat) for chat in chats))
        return Right.NO if Right.NO in found else Right.UNSURE if Right.UNSURE in found else Right.YES

    async def listed(self, person: str, here: Destination | None) -> WizardListing:
        """Return what this person may see in the list of one place or of all."""
        right, known = await self._known(person)
        if not here:
            return WizardListing(right, known)
        right = await self._access.of(person, here.chat)
        others = [series for series in known if here not in series.places]
        return WizardListing(right, [series for series in known if here in series.places], others)

    async def places(self, person: str) -> Sequence[Destination]:
        """Return the places with reminders for which this person may set them up."""
        known = await self._service.all(self._account)
        _, chats = await self._access.among(person, {one.place.chat for one in known})
        return list(dict.fromkeys(one.place for one in known if one.place.chat in chats))

    async def _known(self, person: str) -> tuple[Right, Sequence[Series]]:
        """Return whether this person may set up reminders at all, and the ones that they may change."""
        known = gathered(await self._service.all(self._account))
        right, chats = await self._access.among(person, {place.chat for one in known for place in one.places})
        if right is Right.NO:
            right = await self._access.of(person)
        return right, [one for one in known if chats >= {place.chat for place in one.places}]
