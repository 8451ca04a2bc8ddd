"""Draws a modal and a message the way Slack's app on a phone shows them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language, environment
from adapters.checks.screen import CheckOutcome, Screen
from adapters.reminders.publisher import ReminderPost
from adapters.slack import modal, publisher

TEMPLATES = Path(__file__).parent / "templates"
_ENVIRONMENT = environment(TEMPLATES)


def drawing() -> Drawing:
    """Return the drawing functions for Slack."""
    return Drawing(TEMPLATES / "slack.css", _screen, _post)


def values(view: Mapping[str, Any]) -> Mapping[str, object]:
    """Return the template's variables for a view, which is as sent to Slack."""
    labels = {name: view[name]["text"] if name in view else "" for name in ("title", "close", "submit")}
    return {**labels, "blocks": view["blocks"]}


def _screen(screen: Screen, language: Language, clock: str) -> Markup | None:
    if screen.outcome is CheckOutcome.FINISHED:
        return None  # the submit button that finishes a check closes the modal
    words = modal.ModalWords(language.locale, str(language.words["modal.close"]), str(language.words["modal.answer"]))
    foot = next((button.payload for button in screen.buttons if button.main), "")
    shown = values(modal.view(screen, "drawn", words))
    return _drawn("modal", **shown, submitted=foot, phone=True, clock=clock)


def _post(post: ReminderPost, _language: Language) -> Markup:
    _, blocks = publisher.message(post)
    return _drawn("post", blocks=blocks, channel="team")


def _drawn(template: str, **shown: object) -> Markup:
    page = _ENVIRONMENT.get_template(f"{template}.html.j2")
    return Markup(page.render(**shown, linked=True))  # noqa: S704 - it escapes
