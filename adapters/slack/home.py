"""The Home tab: what the bot is, buttons to start a check, what is kept and what is not, and whom to call."""

from collections.abc import Sequence

from adapters.checks.dialogue import Dialogue
from adapters.slack.blocks import DIVIDER, Json, start, text
from bot.views import Help, Privacy


def home(dialogue: Dialogue, locale: str, notice: str | None = None, reminders: Sequence[Json] = ()) -> Json:
    """Return the Home tab, for views.publish.

    Args:
        dialogue: The dialogue, for its words.
        locale: The language (ISO 639-1).
        notice: HTML to show above everything else.
        reminders: Blocks for coordinators.
    """
    words = dialogue.words(locale)
    return {
        "type": "home",
        "blocks": [
            *text(notice or ""),
            *text(words["about.long"]),
            start(dialogue.starts(locale)),
            *reminders,
            DIVIDER,
            *text(dialogue.tell(Privacy(), locale).html),
            DIVIDER,
            *text(dialogue.tell(Help(), locale).html),
        ],
    }
