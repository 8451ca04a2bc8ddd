"""A press in the wizard."""

from dataclasses import dataclass

from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress
from adapters.reminders.wizard.state import WizardState


@dataclass(frozen=True, slots=True)
class WizardRequest:
    """A press and the person who made it.

    Attributes:
        person: The person's id.
        state: The button's state.
        press: The button's action.
        chosen: The value of a field; empty for a button.
    """

    person: str
    state: WizardState
    press: WizardPress
    chosen: tuple[str, ...] = ()

    @property
    def drafting(self) -> bool:
        """Return whether its subject is a draft."""
        if self.press.action is WizardAction.SHOW:
            return presses.shown(self.press)[0].drafting
        return self.press.action.drafting
