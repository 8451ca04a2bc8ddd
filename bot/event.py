"""What a person can do, in no channel's terms.

Questions and options are indexes into the check; cards are ids.
"""

from dataclasses import dataclass

from bot.check import Check

WHY = "why"
HELP = "help"
PRIVACY = "privacy"
GLOSSARY = "glossary"
STANDING_CARDS = (WHY, HELP, PRIVACY, GLOSSARY)
"""Cards that every check has; a check's own cards may not take these ids."""


@dataclass(frozen=True, slots=True)
class Started:
    """Called up the check, or asked for a fresh one."""


@dataclass(frozen=True, slots=True)
class Began:
    """Read the welcome and went on to the first question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Chose an option."""

    question: int
    option: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Opened a card over the screen: an explanation, help, or one of the check's own."""

    card: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """Closed the card again."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """Went one screen back."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Asked to look the answers over."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """Picked one answer from the overview to change it."""

    question: int


@dataclass(frozen=True, slots=True)
class Concluded:
    """Went on from the overview to the advice."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Broke the check off."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Read the advice and closed the check."""


Event = Started | Began | Answered | Opened | Resumed | WentBack | Reviewed | Reopened | Concluded | Stopped | Finished


def possible(check: Check) -> tuple[Event, ...]:
    """Every event this check knows, in a fixed order: the plain ones, cards, changes of an answer, answers."""
    plain = (Started(), Began(), Resumed(), WentBack(), Reviewed(), Concluded(), Stopped(), Finished())
    opened = (Opened(card) for card in (*STANDING_CARDS, *(card.id for card in check.cards)))
    reopened = (Reopened(number) for number in range(len(check.questions)))
    answered = (event for number in range(len(check.questions)) for event in answers(check, number))
    return (*plain, *opened, *reopened, *answered)


def answers(check: Check, question: int) -> tuple[Answered, ...]:
    """Every answer that can be given to a question (index), in the order of its options."""
    return tuple(Answered(question, option) for option in range(len(check.questions[question].options)))
