"""What a person can do in a check, independent of the channel.

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
"""Cards that every check has; a check's own cards may not take these ids."""


@dataclass(frozen=True, slots=True)
class Started:
    """Calls up the check, or asks for a fresh one."""


@dataclass(frozen=True, slots=True)
class Began:
    """Goes on from the welcome to the first question."""


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
    """Goes on, from the card that an answer called for, to a question.

    Attributes:
        question: The index of the question.
    """

    question: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Opens a card over the screen: an explanation, the help numbers, or one of the check's own.

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
    """Asks for the overview of all answers."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """Picks an answer from the overview to change it.

    Attributes:
        question: The index of the question.
    """

    question: int


@dataclass(frozen=True, slots=True)
class Concluded:
    """Goes on to the advice."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Breaks the check off."""


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
