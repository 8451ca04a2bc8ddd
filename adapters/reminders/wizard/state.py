"""The state in the wizard's buttons, and a step of the wizard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.reminders.series import Series
from adapters.reminders.wizard.actions import WizardScreen
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination

PAGES = 32
"""Maximum number of pages in the list of reminders."""


@dataclass(frozen=True, slots=True)
class WizardState:
    """What a button refers to.

    Attributes:
        subject: The name of a series or, on the screens of a draft, of that draft; empty for none.
        chat: The id of the group whose list it was opened from; 0 for the list of all groups.
        thread: The id of the topic there; 0 for none.
        page: The page of that list, from 0.
    """

    subject: str = ""
    chat: int = 0
    thread: int = 0
    page: int = 0

    def about(self, subject: str) -> "WizardState":
        """Return the state for this series or draft, opened from the same list."""
        return replace(self, subject=subject)


@dataclass(frozen=True, slots=True)
class WizardStep:
    """The next thing to show.

    Attributes:
        screen: The screen.
        state: The state of its buttons.
        argument: The argument of that screen (see `presses.show`).
        notice: The text key of a notice at the top; None for none.
        obstacles: By place, the text key of the reason why nothing can be posted there.
        series: The reminder to show.
        draft: The draft to show.
        listed: The reminders in the list.
        joinable: The reminders to which the list's place can be added.
        offered: The places to choose from.
        unreached: The number of coordinators who couldn't be notified.
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
