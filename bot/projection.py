"""Derive the view to show from the state of a check."""

from bot.advice import layers, points
from bot.check import Check
from bot.events import GLOSSARY, HELP, POINTS, PRIVACY, WHY, Concluded, Continued, Reviewed
from bot.paths import following
from bot.state import WELCOME, State, advice, card_after, complete
from bot.views import (
    Advice,
    Ask,
    Card,
    Chosen,
    Explanation,
    Glossary,
    Help,
    Overview,
    Points,
    Privacy,
    Reading,
    View,
    Welcome,
)


def screen(check: Check, state: State) -> View:
    """Return the view at the place of this state."""
    if state.reading and state.last is not None and (called := card_after(check, state.answers, state.last)):
        return Reading(called, _onward(check, state.place))
    if state.place == WELCOME:
        return Welcome()
    if state.place < advice(check):
        return _ask(check, state, state.place - 1)
    guidance = _chosen(check, state, state.last)
    if state.place == advice(check):
        return Advice(layers(points(check, state.answers))[0], guidance)
    given = (_chosen(check, state, index) for index in range(len(check.questions)))
    return Overview(tuple(chosen for chosen in given if chosen), guidance)


def _onward(check: Check, place: int) -> Continued | Concluded | Reviewed:
    """Return the event that leads from a card to the screen at this place."""
    if place < advice(check):
        return Continued(place - 1)
    return Concluded() if place == advice(check) else Reviewed()


def _ask(check: Check, state: State, index: int) -> Ask:
    question = check.questions[index]
    now = _chosen(check, state, index)
    return Ask(
        question=question.id,
        number=index + 1,
        guidance=_chosen(check, state, state.last),
        chosen=now.option if now else None,
        complete=now is not None and complete(check, state.answers),
        skips=state.last is not None and _skips(check, state, state.last, index),
    )


def _skips(check: Check, state: State, last: int, index: int) -> bool:
    """Return whether the last answer skipped questions before this one."""
    answer = state.answers[last]
    return answer is not None and last + 1 < index == following(check, last, answer)


def _chosen(check: Check, state: State, index: int | None) -> Chosen | None:
    answer = None if index is None else state.answers[index]
    if index is None or answer is None:
        return None
    return Chosen.of(check, index, answer)


def card(check: Check, state: State, name: str) -> View:
    """Return the view of the card with this id over the screen; the helplines if there is no such card."""
    standing: dict[str, View] = {
        WHY: _explanation(check, state),
        HELP: Help(),
        PRIVACY: Privacy(),
        GLOSSARY: Glossary(),
    }
    own: dict[str, View] = {own.id: Card(own.id) for own in check.cards}
    if name == POINTS and complete(check, state.answers):
        return Points(layers(points(check, state.answers))[1])
    return (standing | own).get(name, Help())


def _explanation(check: Check, state: State) -> Explanation:
    asked = WELCOME < state.place < advice(check)
    return Explanation(check.questions[state.place - 1].id if asked else None, _chosen(check, state, state.last))
