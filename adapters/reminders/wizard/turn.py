"""Handle one press: find its subject, check the rights, and carry it out."""

from adapters.reminders.access import Right
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.draft_turn import DraftTurn
from adapters.reminders.wizard.drafting import Drafting
from adapters.reminders.wizard.request import WizardRequest
from adapters.reminders.wizard.rights import WizardRights
from adapters.reminders.wizard.series_turn import CHANGED, SeriesTurn
from adapters.reminders.wizard.state import WizardStep
from adapters.storage.drafts import Draft

_HERE = {WizardAction.NEW, WizardAction.JOIN}
"""The actions that also concern the list's place."""


class WizardTurn:
    """Handles presses. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(  # noqa: PLR0913, PLR0917 - unrelated arguments
        self,
        account: str,
        service: ReminderService,
        rights: WizardRights,
        drafting: Drafting,
        series_turn: SeriesTurn,
        draft_turn: DraftTurn,
    ) -> None:
        """Configure it. `account`: the account's name in the store."""
        self._account = account
        self._service = service
        self._rights = rights
        self._drafting = drafting
        self._series_turn = series_turn
        self._draft_turn = draft_turn

    async def take(self, request: WizardRequest) -> WizardStep | Right | None:
        """Return the next step, or the right that is missing, or None if the draft is gone."""
        state = request.state
        draft = await self._drafting.get(state.subject) if request.drafting else None
        if request.drafting and not draft:
            return None
        name = draft.series if draft else state.subject
        series = await self._service.find(self._account, name) if name else None
        right = await self._right(request, draft, series)
        if right is not Right.YES:
            return right
        if draft:
            return await self._draft_turn.take(request, draft, series)
        if name and not series:
            return WizardStep(WizardScreen.LIST, state.about(""), notice=CHANGED)
        return await self._series_turn.take(request, series)

    async def _right(self, request: WizardRequest, draft: Draft | None, series: Series | None) -> Right:
        """Return whether this person may set up reminders in all places concerned; without places, whether at all."""
        places = [*(draft.places if draft else ()), *(series.places if series else ())]
        begins = request.press.action in _HERE
        if begins or (draft and not places):
            places += self._rights.here(request.state)
        if not places and (begins or draft):
            return (await self._rights.listed(request.person, None)).right
        return await self._rights.everywhere(request.person, places)
