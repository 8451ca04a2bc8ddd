"""The state of a conversation, and its encoding in a few bytes."""

from dataclasses import dataclass

from bot.check import Check
from bot.events import Event, possible
from bot.mixed_radix import MixedRadix

NUMBER = 2
"""The number of bytes of an encoded event."""
WELCOME = 0
"""The place before the first question. Question i is at place i + 1; the advice and the overview follow."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of one conversation.

    Attributes:
        answers: For each question the index of the chosen option, or None. Only questions on the path are answered.
        place: The screen, counted from `WELCOME`.
        last: The index of the question whose guidance is on the screen, or None.
        reading: Whether the card of the last answer is shown before that screen.
    """

    answers: tuple[int | None, ...]
    place: int = WELCOME
    last: int | None = None
    reading: bool = False


def blank(check: Check) -> State:
    """Return the initial state of this check."""
    return State((None,) * len(check.questions))


def advice(check: Check) -> int:
    """Return the place of the closing advice."""
    return len(check.questions) + 1


def overview(check: Check) -> int:
    """Return the place of the overview of all answers."""
    return len(check.questions) + 2


def path(check: Check, answers: tuple[int | None, ...]) -> tuple[int, ...]:
    """Return the places on the path of these answers, in order.

    They are the welcome, then each question that an answer leads to, up to the first open one; or, if none is open, up
    to the advice and the overview. It is impossible to go beyond the last.
    """
    places, question, questions = [WELCOME], 0, check.questions
    while question < len(answers):
        places.append(question + 1)
        answer = answers[question]
        if answer is None:
            return tuple(places)
        after = questions[question].options[answer].next  # `following` is inlined: this runs several times per press
        question = question + 1 if after is None else after
    return (*places, advice(check), overview(check))


def complete(check: Check, answers: tuple[int | None, ...]) -> bool:
    """Return whether these answers lead to the advice."""
    return path(check, answers)[-1] == overview(check)


def card_after(check: Check, answers: tuple[int | None, ...], question: int) -> str | None:
    """Return the id of the card that follows the answer to this question, or None."""
    answer = answers[question]
    return None if answer is None else check.questions[question].options[answer].card


def reachable(check: Check, state: State) -> bool:
    """Return whether this state can occur in a conversation about this check."""
    places = path(check, state.answers)
    answered = len(places) - (
        3 if places[-1] == overview(check) else 2
    )  # all except the welcome, and the end or an open question
    if state.place not in places or len(state.answers) - state.answers.count(None) != answered:
        return False
    if state.last is None:
        return not state.reading
    asked = state.last + 1 in places and state.answers[state.last] is not None
    return asked and _guided(check, state, state.last, places)


def _guided(check: Check, state: State, last: int, places: tuple[int, ...]) -> bool:
    """Return whether the guidance for this answer can be on the screen of this state.

    It is on the screen that the answer leads to, which is the last place, and on the advice if that follows. A card is
    read on the way there, or on the way back from the next place; then its guidance can be on any screen.
    """
    after = places[places.index(last + 1) + 1]
    called = card_after(check, state.answers, last) is not None
    if state.reading:
        return called and state.place in {after, places[-1]}
    return (called and state.place > WELCOME) or state.place == places[-1] or state.place == after == advice(check)


class StateCodec:
    """Encodes the states of one check, each with the event of a button, in a few bytes.

    1. The encoding begins with the check's version, so that a state of other content is rejected, not misread.
    2. Then follows one row of digits (`MixedRadix`): place, last, reading, and each answer. It is the same for all
       buttons of a screen.
    3. Then follows the number of the event, in `NUMBER` bytes.
    4. Every encoding for a check has the same `size` in bytes, so that its length reveals nothing about the answers.

    Attributes:
        numbers: The number of each event.
        size: The number of bytes of an encoding.
    """

    __slots__ = ("_check", "_digits", "_events", "_version", "numbers", "size")

    def __init__(self, check: Check) -> None:
        """Precompute what depends only on the check."""
        questions = len(check.questions)
        self._check = check
        self._version = check.version
        self._events = possible(check)
        self.numbers = {event: number for number, event in enumerate(self._events)}
        answers = (len(question.options) + 1 for question in check.questions)
        self._digits = MixedRadix((questions + 3, questions + 1, 2, *answers))
        self.size = len(self._version) + self._digits.size + NUMBER

    def pack(self, state: State, event: Event) -> bytes:
        """Encode a state and an event of this check in `size` bytes."""
        return self.pack_state(state) + self.numbers[event].to_bytes(NUMBER, "big")

    def pack_state(self, state: State) -> bytes:
        """Encode a state without an event: the result of `pack` without its last `NUMBER` bytes."""
        answers = [0 if answer is None else answer + 1 for answer in state.answers]
        last = 0 if state.last is None else state.last + 1
        return self._version + self._digits.pack((state.place, last, state.reading, *answers))

    def unpack(self, packed: bytes) -> tuple[State, Event] | None:
        """Reverse `pack`; return None for bytes that it can't have returned for this check."""
        if not packed.startswith(self._version):
            return None
        digits = self._digits.unpack(packed[len(self._version) : -NUMBER])
        event = int.from_bytes(packed[-NUMBER:], "big")
        if digits is None or event >= len(self._events):
            return None
        place, last, reading, *answers = digits
        given = tuple([digit - 1 if digit else None for digit in answers])
        state = State(given, place, last - 1 if last else None, bool(reading))
        return (state, self._events[event]) if reachable(self._check, state) else None
