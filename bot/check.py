"""What a check asks, and what its answers call for.

A check is structure only: ids, options and rules. Its words stand in `messages/`, under the same ids.
"""

from dataclasses import dataclass
from enum import IntEnum


class Attention(IntEnum):
    """What an answer calls for from the support worker; never a score of the client."""

    NONE = 0
    POINT = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: str
    attention: Attention = Attention.NONE


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `shows`: cards in full after its answer; `offers`: cards behind its explanation."""

    id: str
    options: tuple[Option, ...]
    shows: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A text to open on the way. `concept`: not yet approved by a behavioural expert, and shown as such."""

    id: str
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of these options (indexes) was chosen at this question (index)."""

    question: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A point of attention that arises from several answers together.

    It holds when every requirement of at least one row of `when` is met.
    The questions it `covers` (ids) then give no point of their own.
    """

    id: str
    when: tuple[tuple[Requirement, ...], ...]
    covers: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A whole check.

    `version` is four bytes that differ where the structure or a text of the check differs, in any language.
    Help numbers, reminders, templates and the product's own words don't count: an answer means the same without them.
    `order` lists ids of questions and rules: the order of the points of attention.
    `help` and `closing` are cards: behind the help numbers, and in full in the closing advice.
    """

    id: str
    version: bytes
    questions: tuple[Question, ...]
    cards: tuple[Card, ...] = ()
    rules: tuple[Rule, ...] = ()
    order: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
