"""The limits of a channel, as the channel itself states them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Carrier(StrEnum):
    """What carries a text on a channel. Its name for authors is in `faults/<locale>.toml` under [carrier]."""

    TITLE = "title"
    BUTTON = "button"
    CORNER = "corner"
    PARAGRAPH = "paragraph"
    MESSAGE = "message"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class WordLimit:
    """The limit of one of the product's own words.

    Attributes:
        carrier: What carries the word.
        most: The most characters, without markup.
    """

    carrier: Carrier
    most: int


@dataclass(frozen=True, slots=True)
class ScreenLimits:
    """What somebody takes in on a phone, and how much of it a channel shows at once.

    Words are those of the text, without the labels of buttons. A path has a welcome, questions and an advice, so that
    one through nine questions has at most 59 + 9 * 59 + 110 = 700 words; the cards that answers call for don't count.

    Attributes:
        columns: The characters across a line of text.
        lines: The lines of text that fit above the fixed buttons of a question, if it had no answers.
        answer: The lines whose room each of its answers takes.
        welcome: The most words of the welcome.
        snippet: The most words of the guidance for an answer.
        question: The most words of a question's screen, with the guidance for the last answer above it.
        average: The most words of the questions' screens of a path, on average.
        other: The most words of any other screen.
        buttons: The most buttons of a question's screen.
        spread: Questions for each card that a path may have.
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
    """The limits of one channel; None where it sets no limit.

    Attributes:
        channel: The name of the channel as people write it.
        title: The most characters of a check's title.
        button: The most characters on a button.
        visible: The characters of a button that are sure to be shown, if the channel may cut it off.
        paragraph: The most characters of one paragraph, with its markup.
        message: The most UTF-16 units of a whole screen, without its markup.
        command: The most characters of a check's id, which people type as a command.
        packed_state: The most bytes of a check's packed state, before it is sealed.
        words: Limits of the product's own words, by dotted key. A key that ends in a dot is for all words below it.
        screen: How much may be on a screen. A check of an organisation's own may exceed it, and is held all the same.
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
        """Return the limit of the word with this dotted key, or None if it has none here."""
        tables = (limit for above, limit in self.words.items() if above.endswith(".") and key.startswith(above))
        return self.words.get(key) or next(tables, None)
