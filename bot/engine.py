"""The state machine of a check.

1. It is deterministic: the same check, state and event have the same result. A press that is delivered twice shows the
   same screen.
2. It is total: every event has a next state and a view.
3. It is impossible to get past the first open question. An answer may skip questions; those aren't on the path, and are
   neither asked nor answered. The advice is at the end of the path.
4. A changed answer affects no others, unless it leads elsewhere than before: then answers that are no longer on the
   path are dropped. The answer's card is shown next, if it has one, and then the first open question; if there is none,
   the advice, or the overview if all questions were answered before too.
5. Going back leads to the previous screen on the path. Going to a place off the path leads to the last place before it
   that is on the path, and an answer to a question off the path is ignored.
6. A card is opened over a screen and doesn't change the state.
"""

from collections.abc import Sequence
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
from bot.paths import Answers
from bot.projection import card, screen
from bot.state import WELCOME, State, advice, blank, card_after, overview, path
from bot.views import Gone, View


def step(check: Check, state: State, event: Event) -> tuple[State, View]:
    """Return the next state, and the view to show, after an event.

    Args:
        check: The check.
        state: A state of this check, from `blank`, `step` or `StateCodec.unpack`.
        event: The person's action.
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
            return _go(check, state, WELCOME + 1)
        case WentBack():
            return _back(check, state)
        case Reopened(question) | Continued(question):
            return _go(check, state, question + 1)
        case Reviewed():
            return _go(check, state, overview(check))
        case Concluded():
            return _go(check, state, advice(check))
        case Resumed() | Opened() | Stopped() | Finished():
            return state
        case _:
            assert_never(event)


def _answer(check: Check, state: State, question: int, option: int) -> State:
    before = path(check, state.answers)
    if question + 1 not in before[1:] or not _asks(check, question, option):
        return state
    changed = (*state.answers[:question], option, *state.answers[question + 1 :])
    after = path(check, changed)
    answers = changed if before[-1] == question + 1 else _kept(changed, after)
    following = min(after[-1], max(before[-1], advice(check)))
    return State(answers, following, question, card_after(check, answers, question) is not None)


def _kept(answers: Answers, places: Sequence[int]) -> Answers:
    """Return these answers without those to questions at other places than these."""
    return tuple(answer if place in places else None for place, answer in enumerate(answers, WELCOME + 1))


def _asks(check: Check, question: int, option: int) -> bool:
    """Return whether the check has this question and this option."""
    return question < len(check.questions) and 0 <= option < len(check.questions[question].options)


def _go(check: Check, state: State, place: int) -> State:
    """Go to this place, or as far as the path leads. Guidance whose card hasn't been read yet is kept."""
    last = state.last if state.reading else None
    nearest = max((on for on in path(check, state.answers) if on <= place), default=WELCOME)
    return State(state.answers, nearest, last)


def _back(check: Check, state: State) -> State:
    """Go one screen back. A card that followed an answer is a screen too."""
    if state.reading and state.last is not None:
        return State(state.answers, state.last + 1)
    places = path(check, state.answers)
    before = places[max(0, places.index(state.place) - 1)]
    if WELCOME < before < advice(check) and card_after(check, state.answers, before - 1):
        return State(state.answers, state.place, before - 1, reading=True)
    return State(state.answers, before)
