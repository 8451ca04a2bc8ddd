"""Asks whether a coordinator may do what they press: at every press, for every place that it is about."""

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
    """What somebody may see in a list.

    Attributes:
        right: Whether they may see it.
        series: The reminders in it that they may change.
        others: The reminders that they may change and that don't come in its place.
    """

    right: Right
    series: Sequence[Series]
    others: Sequence[Series] = ()


class WizardRights:
    """Finds what a person may change. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, account: str, service: ReminderService, access: Access) -> None:
        """Prepare. `account`: the account's name in the store."""
        self._account = account
        self._service = service
        self._access = access

    def here(self, state: WizardState) -> tuple[Destination, ...]:
        """Return the place whose list this is, if it is that of one."""
        thread = str(state.thread) if state.thread else ""
        return (Destination(self._account, str(state.chat), thread),) if state.chat else ()

    async def everywhere(self, person: str, places: Iterable[Destination]) -> Right:
        """Return whether this person may set up reminders for all of these places."""
        chats = sorted({place.chat for place in places})
        found = await asyncio.gather(*(self._access.of(person, chat) for chat in chats))
        return Right.NO if Right.NO in found else Right.UNSURE if Right.UNSURE in found else Right.YES

    async def listed(self, person: str, here: Destination | None) -> WizardListing:
        """Return what this person may see in the list of one place, or in that of all."""
        right, known = await self._known(person)
        if not here:
            return WizardListing(right, known)
        right = await self._access.of(person, here.chat)
        others = [series for series in known if here not in series.places]
        return WizardListing(right, [series for series in known if here in series.places], others)

    async def places(self, person: str) -> Sequence[Destination]:
        """Return every place that has reminders and for which this person may set them up."""
        known = await self._service.all(self._account)
        _, chats = await self._access.among(person, {one.place.chat for one in known})
        return list(dict.fromkeys(one.place for one in known if one.place.chat in chats))

    async def _known(self, person: str) -> tuple[Right, Sequence[Series]]:
        """Return whether this person may set up reminders at all, and those that they may change."""
        known = gathered(await self._service.all(self._account))
        right, chats = await self._access.among(person, {place.chat for one in known for place in one.places})
        if right is Right.NO:
            right = await self._access.of(person)
        return right, [one for one in known if chats >= {place.chat for place in one.places}]
