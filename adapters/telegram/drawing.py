"""Draws a message the way Telegram's app on a phone shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language, environment
from adapters.checks.screen import Link, Screen
from adapters.reminders.publisher import ReminderPost
from adapters.telegram import message_layout

TEMPLATES = Path(__file__).parent / "templates"
_ENVIRONMENT = environment(TEMPLATES)
_QUOTATION = "</blockquote>"


@dataclass(frozen=True, slots=True)
class Key:
    """A button below a message.

    Attributes:
        label: Plain text.
        address: The page it opens; empty if that isn't drawn.
        style: Telegram's name for its colour; empty for the default.
    """

    label: str
    address: str
    style: str


def drawing() -> Drawing:
    """Return the drawing functions for Telegram."""
    return Drawing(TEMPLATES / "telegram.css", _screen, _post)


def _screen(screen: Screen, language: Language, clock: str) -> Markup:
    return _chat(screen, language, "Groomingcheck", clock)


def _post(post: ReminderPost, language: Language) -> Markup:
    links = [Link(post.label, post.check), *([post.page] if post.page else [])]
    return _chat(Screen(post.html, links=tuple(links)), language, "Team")


def _chat(screen: Screen, language: Language, chat: str, clock: str = "") -> Markup:
    """Draw a chat with this title. `clock`: the time on the phone around it; empty for no phone."""
    # A quotation already ends its line. The text is HTML for Telegram, so it is escaped already.
    html = Markup(message_layout.text(screen).replace(f"{_QUOTATION}\n", _QUOTATION))  # noqa: S704
    shown = {
        "html": html,
        "rows": _rows(message_layout.keyboard(screen) or {}),
        "chat": chat,
        "kind": "bot" if clock else "",
        "locale": language.locale,
        "clock": clock,
    }
    page = _ENVIRONMENT.get_template("chat.html.j2")
    return Markup(page.render(**shown, phone=bool(clock), linked=True))  # noqa: S704 - it escapes


def _rows(keyboard: Mapping[str, Any]) -> Sequence[Sequence[Key]]:
    rows = keyboard.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        [Key(one["text"], one.get("callback_data") or one["url"], one.get("style", "")) for one in row] for row in rows
    ]
