"""What the wizard's buttons carry besides what they do, and what it shows next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.reminders.series import Series
from adapters.reminders.wizard.actions import WizardScreen
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination

PAGES = 32
"""The most pages that a list of reminders can have."""


@dataclass(frozen=True, slots=True)
class WizardState:
    """What a button is about.

    Attributes:
        subject: The name of a series, or on a screen of a draft that of the draft; empty for none.
        chat: The id of the group whose list it was reached from; 0 for that of all groups.
        thread: The id of the topic there; 0 for none.
        page: The page of that list, counted from 0.
    """

    subject: str = ""
    chat: int = 0
    thread: int = 0
    page: int = 0

    def about(self, subject: str) -> "WizardState":
        """Return the state about this series or draft, reached from the same list."""
        return replace(self, subject=subject)


@dataclass(frozen=True, slots=True)
class WizardStep:
    """What is to be shown.

    Attributes:
        screen: The screen.
        state: What it is about.
        argument: What on that screen (see `presses.show`).
        notice: The key of the words above everything else; None for none.
        obstacles: The keys of the words that say why nothing can be posted in each of these places.
        series: The reminder that it is about.
        draft: The draft that it is about.
        listed: The reminders in the list.
        joinable: The reminders that the place of the list can be added to.
        offered: The places that can be chosen.
        unreached: How many coordinators couldn't be told what is wrong.
    """

    screen: WizardScreen
    state: WizardState
    argument: int = 0
    notice: str | None = None
    obstacles: Mapping[Destination, str] = field(default_factory=dict)
    series: Series | None = None
    draft: Draft | None = None
    listed: Sequence[Series] = ()
    joinable: Sequence[Series] = ()
    offered: Sequence[Destination] = ()
    unreached: int = 0
