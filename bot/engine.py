"""The one function that moves a conversation.

1. Same check, state and event: same result. A press that comes twice shows the same screen.
2. Total: whatever the event, there is a next state and something to say.
3. Nobody gets past the first question without an answer; the advice comes after the last.
4. An answer changes nothing but itself. After it comes the first question still open, or else the overview.
5. A card is laid over a screen and leaves the state as it was.
"""

from typing import assert_never

from bot.advice import points
from bot.check import Check
from bot.event import (
    GLOSSARY,
    HELP,
    PRIVACY,
    WHY,
    Answered,
    Began,
    Concluded,
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
from bot.say import Advice, Ask, Card, Chosen, Explanation, Glossary, Gone, Help, Overview, Privacy, Say, Welcome
from bot.state import WELCOME, State, advice, blank, furthest, overview


def step(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """Take one turn: what a person did, to where the conversation now stands and what to say.

    `state` is one of this check's: from `blank`, from here or from `Form.unpack`.
    """
    match event:
        case Opened(card):
            return state, _card(check, state, card)
        case Stopped() | Finished():
            return blank(check), Gone(finished=isinstance(event, Finished))
        case Answered(question, option):
            moved = _answer(check, state, question, option)
        case Resumed():
            moved = state
        case Started():
            moved = blank(check)
        case Began():
            moved = _go(state, WELCOME + 1)
        case WentBack():
            moved = _go(state, state.place - 1)
        case Reviewed():
            moved = _go(state, overview(check))
        case Reopened(question):
            moved = _go(state, question + 1)
        case Concluded():
            moved = _go(state, advice(check))
        case _:
            assert_never(event)
    return moved, _screen(check, moved)


def _answer(check: Check, state: State, question: int, option: int) -> State:
    if not (0 <= question < min(furthest(state.answers), len(check.questions))):
        return state
    if not (0 <= option < len(check.questions[question].options)):
        return state
    answers = (*state.answers[:question], option, *state.answers[question + 1 :])
    return State(answers, min(furthest(answers), overview(check)), question)


def _go(state: State, place: int) -> State:
    return State(state.answers, max(WELCOME, min(place, furthest(state.answers))))


def _screen(check: Check, state: State) -> Say:
    if state.place == WELCOME:
        return Welcome()
    if state.place < overview(check):
        return _ask(check, state, state.place - 1)
    answers = tuple(answer for answer in state.answers if answer is not None)
    if state.place == overview(check):
        given = tuple(
            Chosen(asked.id, asked.options[answer].id) for asked, answer in zip(check.questions, answers, strict=True)
        )
        return Overview(given, _chosen(check, state, state.last))
    return Advice(points(check, answers))


def _ask(check: Check, state: State, index: int) -> Ask:
    question = check.questions[index]
    now = _chosen(check, state, index)
    return Ask(
        question=question.id,
        number=index + 1,
        guidance=_chosen(check, state, state.last),
        chosen=now.option if now else None,
        complete=None not in state.answers,
    )


def _chosen(check: Check, state: State, index: int | None) -> Chosen | None:
    answer = None if index is None else state.answers[index]
    if index is None or answer is None:
        return None
    question = check.questions[index]
    return Chosen(question.id, question.options[answer].id)


def _card(check: Check, state: State, card: str) -> Say:
    asked = WELCOME < state.place < overview(check)
    standing: dict[str, Say] = {
        WHY: Explanation(check.questions[state.place - 1].id if asked else None),
        HELP: Help(),
        PRIVACY: Privacy(),
        GLOSSARY: Glossary(),
    }
    own: dict[str, Say] = {own.id: Card(own.id) for own in check.cards}
    return (standing | own).get(card, Help())
