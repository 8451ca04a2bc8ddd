"""A message as it stands in a chat."""

from dataclasses import dataclass, field

from adapters.telegram.fake.error import Json
from adapters.telegram.fake.keyboard import Rows, rows


@dataclass(frozen=True)
class Message:
    """A message; an edit puts a new one in its place, so what a test holds never changes.

    Attributes:
        id: its number in the chat.
        author: who sent it, as a User object.
        from_bot: whether the bot did.
        date: when, in seconds since 1970; `edited` when it was last changed, or 0.
        text: its words without marks; empty for a photo and the like.
        entities: its marks, as MessageEntity objects.
        markup: its inline keyboard, as an object.
        thread: the topic that it stands in.
        protected: whether it can't be passed on.
        silent: whether it came without a sound.
        preview: its LinkPreviewOptions.
        reply: the number of the message that it answers.
        content: what it holds instead of words, as fields of the Message object: a photo, a dice, a service message.
    """

    id: int
    author: Json
    from_bot: bool
    date: int
    text: str = ""
    entities: tuple[Json, ...] = ()
    markup: Json | None = None
    edited: int = 0
    thread: int | None = None
    protected: bool = False
    silent: bool = False
    preview: Json | None = None
    reply: int | None = None
    content: Json = field(default_factory=dict)

    @property
    def buttons(self) -> Rows:
        """Give the rows of buttons under it."""
        return rows(self.markup)

    @property
    def labels(self) -> list[str]:
        """Give what its buttons say, in order."""
        return [button.label for row in self.buttons for button in row]
