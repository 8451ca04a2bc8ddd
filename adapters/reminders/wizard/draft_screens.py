"""Choose the screen of a draft to lay out."""

from adapters.reminders.clock import ReminderClock
from adapters.reminders.wizard import choice_screens, prompt_screens, summary_screen, time_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardStep


def lay_out(
    builder: ScreenBuilder, step: WizardStep, preview: DraftPreview, names: PlaceNames, clock: ReminderClock
) -> None:
    """Lay out the screen of this step."""
    draft, schedule = preview.draft, preview.draft.plan.schedule
    match step.screen:
        case WizardScreen.WHERE:
            choice_screens.where(builder, draft, step.offered, names)
        case WizardScreen.DAYS:
            choice_screens.days(builder, schedule)
        case WizardScreen.TIMES:
            time_screens.times(builder, schedule)
        case WizardScreen.HOUR:
            time_screens.hour(builder, step.argument)
        case WizardScreen.MINUTE:
            time_screens.minute(builder, step.argument)
        case WizardScreen.START:
            time_screens.start(builder, schedule, clock.today(), step.argument)
        case WizardScreen.SKIPS:
            time_screens.skips(builder, schedule, clock.now(), step.argument)
        case WizardScreen.PROMPTS:
            prompt_screens.prompts(builder, preview)
        case WizardScreen.PROMPT:
            prompt_screens.prompt(builder, preview, step.argument)
        case _:
            summary_screen.lay_out(builder, step, preview, names, clock)
