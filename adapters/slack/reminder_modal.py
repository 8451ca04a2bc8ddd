"""The modal for coordinators, whatever is in it, and the ids that identify its parts in payloads. Pure."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from adapters.slack.blocks import Json, label, text

Words = Mapping[str, Markup]
"""The product's words in one language, by dotted key, as HTML."""
LIST = "plan"
"""The callback_id of the list of reminders, and the prefix of the action_ids in it."""
FORM = "form"
"""The callback_id of the form of a reminder, and the prefix of the action_ids in it."""
OPEN = f"{LIST}:open"
"""The action_id of the button that opens the list."""


def modal(words: Words, name: str, blocks: Sequence[Json], kind: str = LIST, origin: str = "") -> Json:
    """Return a modal around these blocks. `name`: its external_id; `origin`: its private_metadata."""
    return {
        "type": "modal",
        "callback_id": kind,
        "external_id": name,
        "private_metadata": origin,
        "title": label(words["reminder.title"]),
        "close": label(words["modal.close"]),
        "blocks": list(blocks),
    }


def notice(words: Words, name: str, html: str) -> Json:
    """Return a modal with one message."""
    return modal(words, name, text(html))


def channel(chat: str) -> Json:
    """Return a mention of a channel, for rich text."""
    return {"type": "channel", "channel_id": chat}
