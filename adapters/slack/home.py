"""The Home tab: what the bot is, buttons to start a check, what is stored and what isn't, and whom to call."""

from collections.abc import Sequence

from adapters.checks.dialogue import Dialogue
from adapters.slack.blocks import DIVIDER, Json, start, text
from bot.views import Help, Privacy


def home(dialogue: Dialogue, locale: str, notice: str | None = None, reminders: Sequence[Json] = ()) -> Json:
    """Return the Home tab as a view for views.publish.

    Args:
        dialogue: Provides the words.
        locale: The language (ISO 639-1).
        notice: HTML to show at the top.
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
