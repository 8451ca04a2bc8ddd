"""A message in a chat."""

from dataclasses import dataclass, field

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.inline_keyboard import ButtonRows, rows


@dataclass(frozen=True)
class Message:
    """A message; an edit puts a new object in its place, so the one that a test holds never changes.

    Attributes:
        id: The message_id.
        author: Who sent it, as a User object.
        from_bot: Whether the bot sent it.
        date: When it was sent, in seconds since 1970.
        text: Its text without markup; empty for a photo and the like.
        entities: Its MessageEntity objects.
        markup: Its InlineKeyboardMarkup object, or None.
        edited: When it was last edited, in seconds since 1970, or 0.
        thread: The id of its topic, or None.
        protected: Whether it can't be forwarded or saved.
        silent: Whether it arrived without a sound.
        preview: Its LinkPreviewOptions object, or None.
        reply: The id of the message that it replies to, or None.
        content: Its content other than text, as fields of the Message object: a photo, a dice, a service message.
    """

    id: int
    author: JsonObject
    from_bot: bool
    date: int
    text: str = ""
    entities: tuple[JsonObject, ...] = ()
    markup: JsonObject | None = None
    edited: int = 0
    thread: int | None = None
    protected: bool = False
    silent: bool = False
    preview: JsonObject | None = None
    reply: int | None = None
    content: JsonObject = field(default_factory=dict)

    @property
    def buttons(self) -> ButtonRows:
        """Return its buttons, row by row."""
        return rows(self.markup)

    @property
    def labels(self) -> list[str]:
        """Return the labels of its buttons, in order."""
        return [button.label for row in self.buttons for button in row]
