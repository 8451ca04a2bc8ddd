"""The structure of a check: its questions, and the consequences of the answers.

A check consists of ids, options and rules only. Its texts are in `messages/`, under the same ids.
"""

from dataclasses import dataclass
from enum import IntEnum


class Attention(IntEnum):
    """What an answer asks of the support worker. It never scores the client."""

    NONE = 0
    POINT = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer.

    Attributes:
        id: The id of its texts.
        attention: What it asks of the support worker.
        card: The id of the card that follows it on a separate screen, or None.
        next: The index of the later question that it leads to, or the number of questions for the advice; None for the
            next question.
    """

    id: str
    attention: Attention = Attention.NONE
    card: str | None = None
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options.

    Attributes:
        id: The id of its texts.
        options: The possible answers, in the order in which they are shown.
        offers: Ids of the cards that its explanation links to.
    """

    id: str
    options: tuple[Option, ...]
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoCard:
    """A text that follows an answer, or that can be opened during the check.

    Attributes:
        id: The id of its texts.
        concept: Whether it is a draft that no behavioural expert has approved yet, and is marked as such.
    """

    id: str
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition: one of these options was chosen for this question.

    Attributes:
        question: The index of the question.
        options: The indexes of the options that meet the condition.
    """

    question: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A point of attention that follows from a combination of answers.

    Attributes:
        id: The id of the point of attention.
        when: Rows of requirements. The rule holds if all requirements of at least one row are met.
        covers: Ids of questions that raise no point of their own if the rule holds.
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
        version: Four bytes that change whenever the structure or a text of the check changes, in any language.
            Helplines, reminders, templates and the product's general texts don't count, as they don't affect the
            meaning of an answer.
        questions: The questions, in order. Each is on some path.
        cards: The cards that can be opened.
        rules: The rules that combine several answers.
        order: Ids of questions and rules, in the order in which their points of attention are listed.
        help: Ids of the cards offered with the helplines.
        closing: Ids of the cards offered with the closing advice.
        concept: Whether the whole check is a draft, and says so before the first question.
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
