"""What the wizard works with."""

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
    """What the wizard of one account works with.

    Attributes:
        account: The account's name in the store.
        dialogue: The words, and the cipher.
        service: Creates and changes reminders.
        access: Decides who may set them up.
        directory: Answers questions about chats.
        actions: Carries out actions on a reminder.
        prompts: What can be posted.
        drafts: Where drafts are kept.
        introductions: Posts first messages to a team.
        alarm_store: Knows how many coordinators couldn't be told what is wrong.
        idle: Seconds for which a button is valid.
        native: Whether the channel has pickers for times, days and chats (`Screen.fields`), and a window that it closes
            itself. Then there is one list, of all chats, as its ids needn't be numbers.
        refuses: Says why somebody may not have reminders posted in a place, asked when they save; None if they always
            may where they have the right.
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
