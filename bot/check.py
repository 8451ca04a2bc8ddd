"""The structure of a check: what it asks, and what its answers call for.

A check holds ids, options and rules only. Its words are in `messages/`, under the same ids.
"""

from dataclasses import dataclass
from enum import IntEnum


class Attention(IntEnum):
    """What an answer calls for from the support worker. It never scores the client."""

    NONE = 0
    POINT = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose from.

    Attributes:
        id: The id under which its words are found.
        attention: What it calls for.
        card: The id of the card that comes after it, on a screen of its own, or None.
        next: The index of the later question that it leads to, or the number of questions for the advice; None for the
            question that comes next.
    """

    id: str
    attention: Attention = Attention.NONE
    card: str | None = None
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options.

    Attributes:
        id: The id under which its words are found.
        options: The answers, in the order they are shown.
        offers: Ids of the cards that its explanation offers.
    """

    id: str
    options: tuple[Option, ...]
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoCard:
    """A text that an answer calls for, or that can be opened during the check.

    Attributes:
        id: The id under which its words are found.
        concept: Whether it still awaits the approval of a behavioural expert, and is marked as such.
    """

    id: str
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition: one of these options was chosen for this question.

    Attributes:
        question: The index of the question.
        options: The indexes of its options that meet the condition.
    """

    question: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A point of attention that follows from several answers together.

    Attributes:
        id: The id of the point of attention.
        when: Rows of requirements. The rule holds when every requirement of at least one row is met.
        covers: Ids of questions that raise no point of their own while the rule holds.
        urgent: Whether the point is urgent.
    """

    id: str
    when: tuple[tuple[Requirement, ...], ...]
    covers: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A whole check.

    Attributes:
        id: The id of the check, which is also its command.
        version: Four bytes that change whenever the structure or a text of the check changes, in any language. Help
            numbers, reminders, templates and the product's own words don't count: an answer means the same without
            them.
        questions: The questions, in order. Each is asked on some path.
        cards: The cards that can be opened.
        rules: The rules that combine several answers.
        order: Ids of questions and rules, in the order in which their points of attention are listed.
        help: Ids of the cards offered with the help numbers.
        closing: Ids of the cards offered with the closing advice.
        concept: Whether the whole check still awaits approval, and says so before the first question.
    """

    id: str
    version: bytes
    questions: tuple[Question, ...]
    cards: tuple[InfoCard, ...] = ()
    rules: tuple[Rule, ...] = ()
    order: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    concept: bool = False
