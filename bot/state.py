"""Where a conversation stands, and its few-byte form."""

from dataclasses import dataclass

from bot.check import Check
from bot.event import Event, possible

WELCOME = 0
"""The place before the first question. Question i stands at place i + 1; then come the overview and the advice."""


@dataclass(frozen=True, slots=True)
class State:
    """Where one conversation stands.

    `answers`: per question the index of the chosen option, or None. `place`: the screen, counted from `WELCOME`.
    `last`: the question (index) whose guidance is on the screen.
    """

    answers: tuple[int | None, ...]
    place: int = WELCOME
    last: int | None = None


def blank(check: Check) -> State:
    """The state at the very start of this check."""
    return State((None,) * len(check.questions))


def overview(check: Check) -> int:
    """The place where all answers can be looked over."""
    return len(check.questions) + 1


def advice(check: Check) -> int:
    """The place of the closing advice, the furthest there is."""
    return len(check.questions) + 2


def furthest(answers: tuple[int | None, ...]) -> int:
    """The furthest place that these answers give access to: the first question still open, or the advice."""
    return answers.index(None) + 1 if None in answers else len(answers) + 2


def reachable(state: State) -> bool:
    """Whether a conversation can come to stand here."""
    known = min(furthest(state.answers) - 1, len(state.answers))
    gap = any(answer is not None for answer in state.answers[known:])
    return not gap and state.place <= furthest(state.answers) and (state.last is None or state.last < known)


class Form:
    """The few-byte form of one check's states, each together with the event that a button stands for.

    1. It opens with the check's version: a state of other content is refused, never misread.
    2. The rest is one whole number in a mixed radix: event, place, last, then each answer.
    3. Every form of one check has the same `size` in bytes, so that the length tells nothing of the answers.
    """

    __slots__ = ("_events", "_numbers", "_radices", "_version", "size")

    def __init__(self, check: Check) -> None:
        """Work out once what does not change from turn to turn."""
        questions = len(check.questions)
        self._version = check.version
        self._events = possible(check)
        self._numbers = {event: number for number, event in enumerate(self._events)}
        self._radices = (questions + 3, questions + 1, *(len(question.options) + 1 for question in check.questions))
        span = len(self._events)
        for radix in self._radices:
            span *= radix
        self.size = len(self._version) + ((span - 1).bit_length() + 7) // 8

    def pack(self, state: State, event: Event) -> bytes:
        """Give the state and event in `size` bytes; both must belong to this check."""
        number = self._numbers[event]
        digits = (state.place, _up(state.last), *map(_up, state.answers))
        for digit, radix in zip(digits, self._radices, strict=True):
            number = number * radix + digit
        return self._version + number.to_bytes(self.size - len(self._version), "big")

    def unpack(self, packed: bytes) -> tuple[State, Event] | None:
        """Give back what `pack` was given, or None for bytes that `pack` never gives for this check."""
        if len(packed) != self.size or not packed.startswith(self._version):
            return None
        number = int.from_bytes(packed[len(self._version) :], "big")
        digits: list[int] = []
        for radix in reversed(self._radices):
            number, digit = divmod(number, radix)
            digits.append(digit)
        if number >= len(self._events):
            return None
        place, last, *answers = reversed(digits)
        state = State(tuple(map(_down, answers)), place, _down(last))
        return (state, self._events[number]) if reachable(state) else None


def _up(index: int | None) -> int:
    return 0 if index is None else index + 1


def _down(digit: int) -> int | None:
    return digit - 1 if digit else None
