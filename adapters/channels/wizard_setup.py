"""Builds the setup of a channel's reminder wizard from the shared services."""

from adapters.channels.services import SharedServices
from adapters.reminders.access import Access
from adapters.reminders.actions import ReminderActions
from adapters.reminders.introduction import Introductions
from adapters.reminders.publisher import ChatDirectory, Publisher
from adapters.reminders.wizard.draft_turn import Refuses
from adapters.reminders.wizard.setup import WizardSetup


def wizard_setup(  # noqa: PLR0913 - each channel has its own
    services: SharedServices,
    account: str,
    access: Access,
    publisher: Publisher,
    directory: ChatDirectory,
    *,
    native: bool = False,
    refuses: Refuses | None = None,
) -> WizardSetup:
    """Build it. `publisher`: the channel; everything else is as in `WizardSetup`."""
    introductions = Introductions(
        services.introduction_store,
        services.reminder_store,
        publisher,
        services.dialogue,
        services.locale,
        page=services.page,
    )
    return WizardSetup(
        account,
        services.dialogue,
        services.reminder_service,
        access,
        directory,
        ReminderActions(services.reminder_service, publisher, services.prompts),
        services.prompts,
        services.drafts,
        introductions,
        services.alarm_store,
        services.idle,
        native,
        refuses,
    )
