"""The state machine of a check.

1. It is deterministic: the same check, state and event give the same result. A press delivered twice shows the same
   screen.
2. It is total: every event leads to a next state and a view.
3. Nobody gets past the first question without an answer; the advice comes after the last.
4. An answer changes nothing but itself. The card that it calls for comes next, and then the first unanswered question;
   after the last question the advice, and after a changed answer the overview.
5. A card that is opened is shown over a screen and leaves the state as it was.
"""

from typing import assert_never

from bot.check import Check
from bot.events import (
    Answered,
    Began,
    Concluded,
    Continued,
    Event,
    Finished,
    Opened,
    Reopened,
    Resumed,
    Reviewed,
    Started,
    Stopped,
    WentBack,
)
from bot.projection import card, screen
from bot.state import WELCOME, State, advice, blank, card_after, furthest, overview
from bot.views import Gone, View


def step(check: Check, state: State, event: Event) -> tuple[State, View]:
    """Return the next state, and the view to show, after an event.

    Args:
        check: The check that is under way.
        state: A state of this check, from `blank`, `step` or `StateCodec.unpack`.
        event: What the person did.
    """
    match event:
        case Opened(name):
            return state, card(check, state, name)
        case Stopped() | Finished():
            return blank(check), Gone(finished=isinstance(event, Finished))
        case _:
            moved = _move(check, state, event)
    return moved, screen(check, moved)


def _move(check: Check, state: State, event: Event) -> State:
    match event:
        case Answered(question, option):
            return _answer(check, state, question, option)
        case Started():
            return blank(check)
        case Began():
            return _go(state, WELCOME + 1)
        case WentBack():
            return _back(check, state)
        case Reopened(question) | Continued(question):
            return _go(state, question + 1)
        case Reviewed():
            return _go(state, overview(check))
        case Concluded():
            return _go(state, advice(check))
        case Resumed() | Opened() | Stopped() | Finished():
            return state
        case _:
            assert_never(event)


def _answer(check: Check, state: State, question: int, option: int) -> State:
    if not (0 <= question < min(furthest(state.answers), len(check.questions))):
        return state
    if not (0 <= option < len(check.questions[question].options)):
        return state
    answers = (*state.answers[:question], option, *state.answers[question + 1 :])
    following = min(furthest(answers), overview(check) if None not in state.answers else advice(check))
    return State(answers, following, question, card_after(check, answers, question) is not None)


def _go(state: State, place: int) -> State:
    """Go to this place, as far as the answers allow. The guidance stays if its card was still to be read."""
    last = state.last if state.reading else None
    return State(state.answers, max(WELCOME, min(place, furthest(state.answers))), last)


def _back(check: Check, state: State) -> State:
    """Go one screen back: a card that an answer called for is a screen too."""
    if state.reading and state.last is not None:
        return State(state.answers, state.last + 1)
    before = state.place - 2  # the index of the question before this one
    if 0 <= before < len(check.questions) and card_after(check, state.answers, before):
        return State(state.answers, state.place, before, reading=True)
    return State(state.answers, max(WELCOME, state.place - 1))
