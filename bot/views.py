"""What the bot can show, without texts.

Each view has a template of the same name in `messages/templates/`, except for `Reading`, which uses that of `Card`. So
do the parts of a view, `Chosen` and `Point`. Questions, options, cards and rules are referred to by id.
"""

from dataclasses import dataclass

from bot.check import Check
from bot.events import Concluded, Continued, Reviewed


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen option of a question.

    Attributes:
        question: The id of the question.
        option: The id of the chosen option.
    """

    question: str
    option: str

    @classmethod
    def of(cls, check: Check, question: int, option: int) -> "Chosen":
        """Return the answer with these indexes of question and option."""
        asked = check.questions[question]
        return cls(asked.id, asked.options[option].id)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of attention, raised by an answer or by a rule.

    Attributes:
        source: The id of the question or the rule.
        option: The id of the chosen option, or None for a rule.
        urgent: Whether the point is urgent.
    """

    source: str
    option: str | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """The welcome: what the check is, and what to know before the first question."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, below the guidance for the last answer.

    Attributes:
        question: The id of the question.
        number: The number of the question in the check, from 1, regardless of the path.
        guidance: The last answer, whose guidance is shown, or None.
        chosen: The id of the option currently chosen, or None.
        complete: Whether every question on the path has an answer.
        skips: Whether the answer whose guidance is shown skipped questions.
    """

    question: str
    number: int
    guidance: Chosen | None
    chosen: str | None
    complete: bool
    skips: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The card that follows an answer, before the next screen.

    Attributes:
        card: The id of the card.
        onward: The event that leads to the next screen.
    """

    card: str
    onward: Continued | Concluded | Reviewed


@dataclass(frozen=True, slots=True)
class Explanation:
    """More of the guidance for the last answer, and the reason for a question.

    Attributes:
        question: The id of the question, or None for the purpose of the check as a whole.
        guidance: The last answer, if its guidance is on the screen below, or None.
    """

    question: str | None
    guidance: Chosen | None


@dataclass(frozen=True, slots=True)
class Card:
    """One of the check's own cards.

    Attributes:
        card: The id of the card.
    """

    card: str


@dataclass(frozen=True, slots=True)
class Help:
    """The helplines."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is stored and what isn't."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Explanations of difficult words."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All answers in the order of the questions, below the guidance for the last answer.

    Attributes:
        answers: The chosen option of each question that was asked.
        guidance: The last answer, whose guidance is shown, or None.
    """

    answers: tuple[Chosen, ...]
    guidance: Chosen | None


@dataclass(frozen=True, slots=True)
class Advice:
    """The first screen of the closing advice, below the guidance for the last answer.

    Attributes:
        points: The first points of attention: the urgent ones and a few others.
        guidance: The last answer, whose guidance is shown, or None.
    """

    points: tuple[Point, ...]
    guidance: Chosen | None


@dataclass(frozen=True, slots=True)
class Points:
    """The second screen of the advice: the remaining points of attention.

    Attributes:
        points: In the order to show them; there may be none.
    """

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The check is over and wiped.

    Attributes:
        finished: Whether it was finished, not stopped.
    """

    finished: bool


@dataclass(frozen=True, slots=True)
class Expired:
    """A check that can't continue: too old, somebody else's, or of other content."""


ViewPart = Chosen | Point
View = (
    Welcome
    | Ask
    | Reading
    | Explanation
    | Card
    | Help
    | Privacy
    | Glossary
    | Overview
    | Advice
    | Points
    | Gone
    | Expired
)
