"""What the bot can say, as meaning and not as words.

Each has a template of the same name in `messages/templates/`, and so have its parts, `Chosen` and `Point`.
Questions, options, cards and rules go by their ids.
"""

from dataclasses import dataclass

from bot.check import Attention, Check


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option that was chosen at a question, and the guidance it calls for."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of attention, from an answer (`option` set) or from a rule (`option` None)."""

    source: str
    option: str | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """What this check is, and what to know before the first question."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, counted from 1, below the guidance for the last answer.

    `chosen`: the option that stands now. `complete`: every question has an answer already.
    """

    question: str
    number: int
    guidance: Chosen | None
    chosen: str | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question is asked; None: what the check as a whole is for."""

    question: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One of the check's own cards."""

    card: str


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to call."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is kept and what is not."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The hard words, explained."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All answers, in the order of the questions, below the guidance for the last one given."""

    answers: tuple[Chosen, ...]
    guidance: Chosen | None


@dataclass(frozen=True, slots=True)
class Advice:
    """The closing advice, with its points of attention in their order."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The check is over and wiped. `finished`: at its end, and not broken off."""

    finished: bool


@dataclass(frozen=True, slots=True)
class Expired:
    """This check can't go on: too old, not this person's, or of other content."""


Part = Chosen | Point
Say = Welcome | Ask | Explanation | Card | Help | Privacy | Glossary | Overview | Advice | Gone | Expired


def foreseeable(check: Check) -> tuple[Say, ...]:
    """Every `Say` of this check that tells of two answers at most, so all but `Overview` and `Advice`."""
    questions = check.questions
    return (
        *(Welcome(), Help(), Privacy(), Glossary(), Gone(finished=True), Gone(finished=False), Expired()),
        *(Card(card.id) for card in check.cards),
        *(Explanation(question.id) for question in questions),
        Explanation(None),
        *(say for number in range(1, len(questions) + 1) for say in _askings(check, number)),
    )


def parts(check: Check) -> tuple[Part, ...]:
    """Every part that a `Say` of this check can have."""
    options = [(question.id, option) for question in check.questions for option in question.options]
    return (
        *(Chosen(question, option.id) for question, option in options),
        *(
            Point(question, option.id, option.attention is Attention.URGENT)
            for question, option in options
            if option.attention
        ),
        *(Point(rule.id, None, rule.urgent) for rule in check.rules),
    )


def _askings(check: Check, number: int) -> tuple[Ask, ...]:
    question = check.questions[number - 1]
    before = check.questions[: number - 1]
    chosen = (None, *(option.id for option in question.options))
    given = (Chosen(earlier.id, option.id) for earlier in before for option in earlier.options)
    return (
        *(Ask(question.id, number, guidance, None, complete=False) for guidance in given),
        *(Ask(question.id, number, None, option, complete=False) for option in chosen),
        *(Ask(question.id, number, None, option, complete=True) for option in chosen[1:]),
    )
