"""The actions of a person in a check, independent of the channel.

Questions and options are indexes into the check; cards are ids.
"""

from dataclasses import dataclass

from bot.check import Check

WHY = "why"
HELP = "help"
PRIVACY = "privacy"
GLOSSARY = "glossary"
POINTS = "points"
STANDING_CARDS = (WHY, HELP, PRIVACY, GLOSSARY, POINTS)
"""Cards that every check has; a check's own cards can't have these ids."""


@dataclass(frozen=True, slots=True)
class Started:
    """Opens the check, or starts again."""


@dataclass(frozen=True, slots=True)
class Began:
    """Continues from the welcome to the first question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Chooses an option.

    Attributes:
        question: The index of the question.
        option: The index of the option.
    """

    question: int
    option: int


@dataclass(frozen=True, slots=True)
class Continued:
    """Continues from the card that followed an answer to a question.

    Attributes:
        question: The index of the question.
    """

    question: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Opens a card over the screen: an explanation, the helplines, or one of the check's own.

    Attributes:
        card: The id of the card.
    """

    card: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """Closes the card and returns to the screen below it."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """Goes one screen back."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Opens the overview of all answers."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """Selects an answer in the overview to change it.

    Attributes:
        question: The index of the question.
    """

    question: int


@dataclass(frozen=True, slots=True)
class Concluded:
    """Continues to the advice."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stops the check."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Closes the check after the advice."""


Event = (
    Started
    | Began
    | Answered
    | Continued
    | Opened
    | Resumed
    | WentBack
    | Reviewed
    | Reopened
    | Concluded
    | Stopped
    | Finished
)


def possible(check: Check) -> tuple[Event, ...]:
    """Return every event of this check in a fixed order: plain ones, cards, reopened and next questions, answers."""
    plain = (Started(), Began(), Resumed(), WentBack(), Reviewed(), Concluded(), Stopped(), Finished())
    opened = (Opened(card) for card in (*STANDING_CARDS, *(card.id for card in check.cards)))
    reopened = (Reopened(number) for number in range(len(check.questions)))
    continued = (Continued(number) for number in range(1, len(check.questions)))
    answered = (event for number in range(len(check.questions)) for event in answers(check, number))
    return (*plain, *opened, *reopened, *continued, *answered)


def answers(check: Check, question: int) -> tuple[Answered, ...]:
    """Return every answer to the question with this index, in the order of its options."""
    return tuple(Answered(question, option) for option in range(len(check.questions[question].options)))
