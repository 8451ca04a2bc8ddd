"""The screens for switching a draft's prompts on and off, and for previewing them."""

from markupsafe import Markup

from adapters.reminders.prompts import ListedPrompt
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.choice_screens import finish
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from messages.markup import plain

BRIEF = 32
"""Maximum length of a prompt on its button."""


def prompts(builder: ScreenBuilder, preview: DraftPreview) -> None:
    """Lay out the list of prompts, and of checks if there are several."""
    builder.say("plan.prompts")
    for index, (check, title) in enumerate(preview.checks.items() if len(preview.checks) > 1 else ()):
        press = WizardPress(WizardAction.CHECK, index)
        builder.row(builder.choice(title, press, chosen=check == preview.draft.plan.check))
    for number, one in enumerate(preview.prompts, start=1):
        key = "plan.prompt_off" if one.off else "plan.prompt_next" if one.next else "plan.prompt_on"
        label = builder.words[key].format(label=Markup("{}. {}").format(number, _brief(one)))
        builder.row(builder.button(label, presses.show(WizardScreen.PROMPT, presses.mark(one.id))))
    finish(builder)


def prompt(builder: ScreenBuilder, preview: DraftPreview, mark: int) -> None:
    """Lay out one prompt as it will be posted. `mark`: the prompt's hash."""
    known = [one for one in preview.prompts if presses.mark(one.id) == mark]
    if not known:
        return prompts(builder, preview)
    shown = known[0]
    builder.say("plan.prompt", number=preview.prompts.index(shown) + 1, count=len(preview.prompts))
    builder.gap()
    builder.add(Markup(shown.html))  # noqa: S704 - trusted HTML from the content
    builder.gap()
    builder.say_buttons(preview.label, preview.page)
    key = "plan.switch_on" if shown.off else "plan.switch_off"
    builder.row(builder.button(builder.words[key], presses.switched(WizardAction.PROMPT, mark, on=shown.off)))
    return builder.foot(builder.go("plan.back", WizardScreen.PROMPTS))


def _brief(one: ListedPrompt) -> str:
    text = " ".join(plain(one.html).split())
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"
