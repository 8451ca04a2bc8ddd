"""The limits of a channel, which each channel declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Carrier(StrEnum):
    """The element of a channel that has a text. Its name for authors is in `faults/<locale>.toml` under [carrier]."""

    TITLE = "title"
    BUTTON = "button"
    CORNER = "corner"
    PARAGRAPH = "paragraph"
    MESSAGE = "message"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class WordLimit:
    """The limit of one of the product's general texts.

    Attributes:
        carrier: The element that contains the text.
        most: Maximum number of characters, without markup.
    """

    carrier: Carrier
    most: int


@dataclass(frozen=True, slots=True)
class ScreenLimits:
    """How much people can take in on a phone, and how much a channel shows without scrolling.

    Words are those of the text, without labels of buttons. A path has a welcome, questions and an advice, so one with
    nine questions has at most 59 + 9 * 59 + 110 = 700 words; cards that follow answers don't count.

    Attributes:
        columns: Characters per line of text.
        lines: Lines of text that would fit above the fixed buttons of a question without answers.
        answer: The number of lines that each answer takes up.
        welcome: Maximum words in the welcome.
        snippet: Maximum words in the guidance for an answer.
        question: Maximum words on a question's screen, with the guidance for the last answer above it.
        average: Maximum words per question's screen on a path, on average.
        other: Maximum words on any other screen.
        buttons: Maximum number of buttons on a question's screen.
        spread: A path may have one card per this many questions.
    """

    columns: int
    lines: float
    answer: float
    welcome: int = 59
    snippet: int = 30
    question: int = 75
    average: int = 59
    other: int = 110
    buttons: int = 8
    spread: int = 3


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """The limits of one channel; None for no limit.

    Attributes:
        channel: The name of the channel for people.
        title: Maximum characters in a check's title.
        button: Maximum characters on a button.
        visible: Characters of a button that are always visible, if the channel may truncate it.
        paragraph: Maximum characters in a paragraph, including markup.
        message: Maximum UTF-16 code units of a whole screen, without markup.
        command: Maximum characters of a check's id, which people type as a command.
        packed_state: Maximum bytes of a check's packed state before encryption.
        words: Limits of the product's general texts, by dotted key. A key that ends in a dot is for all texts below it.
        screen: How much may be on a screen. An organisation's own check may exceed this; that is only reported.
    """

    channel: str
    title: int | None = None
    button: int | None = None
    visible: int | None = None
    paragraph: int | None = None
    message: int | None = None
    command: int | None = None
    packed_state: int | None = None
    words: Mapping[str, WordLimit] = field(default_factory=dict)
    screen: ScreenLimits | None = None

    def word(self, key: str) -> WordLimit | None:
        """Return the limit of the text with this dotted key, or None if it has none on this channel."""
        tables = (limit for above, limit in self.words.items() if above.endswith(".") and key.startswith(above))
        return self.words.get(key) or next(tables, None)
