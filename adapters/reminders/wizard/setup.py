"""The dependencies of the wizard."""

from dataclasses import dataclass

from adapters.checks.dialogue import Dialogue
from adapters.reminders.access import Access
from adapters.reminders.actions import ReminderActions
from adapters.reminders.introduction import Introductions
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.draft_turn import Refuses
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.draft_store import DraftStore


@dataclass(frozen=True, slots=True)
class WizardSetup:
    """The dependencies of one account's wizard.

    Attributes:
        account: The account's name in the store.
        dialogue: The texts and the cipher.
        service: Creates and changes reminders.
        access: Decides who may set them up.
        directory: Looks up chats.
        actions: Carries out actions on a reminder.
        prompts: The prompts to post.
        drafts: The store of drafts.
        introductions: Posts first messages to a team.
        alarm_store: Has the number of coordinators who couldn't be notified.
        idle: Seconds for which a button is valid.
        native: Whether the channel has pickers for times, days and chats (`Screen.fields`), and a window that it closes
            itself. Then there is a single list of all chats, as chat ids needn't be numbers.
        refuses: Returns why somebody may not post in a place, checked when they save; None if the right to set up
            reminders is always enough.
    """

    account: str
    dialogue: Dialogue
    service: ReminderService
    access: Access
    directory: ChatDirectory
    actions: ReminderActions
    prompts: Prompts
    drafts: DraftStore
    introductions: Introductions
    alarm_store: AlarmStore
    idle: float
    native: bool = False
    refuses: Refuses | None = None
