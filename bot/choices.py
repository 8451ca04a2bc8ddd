"""The buttons of each view, as the events that they cause: all of them in order, and the main one."""

from typing import assert_never

from bot.check import Check, Question
from bot.events import (
    GLOSSARY,
    HELP,
    POINTS,
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
    answers,
)
from bot.projection import card, screen
from bot.state import State
from bot.views import (
    Advice,
    Ask,
    Card,
    Chosen,
    Expired,
    Explanation,
    Glossary,
    Gone,
    Help,
    Overview,
    Points,
    Privacy,
    Reading,
    View,
    Welcome,
)


def choices(check: Check, view: View) -> tuple[Event, ...]:
    """Return the events that this view offers; empty once the check is over and wiped."""
    match view:
        case Welcome():
            return (Began(), Opened(WHY), Opened(HELP), Opened(PRIVACY), Stopped())
        case Ask(number=number, complete=complete):
            back = Reviewed() if complete else WentBack()
            return (*answers(check, number - 1), Opened(WHY), Opened(HELP), back, Stopped())
        case Reading(onward=onward):
            return (onward, Opened(HELP), WentBack(), Stopped())
        case Overview(answers=given, guidance=guidance):
            return (Concluded(), *_changes(check, given), *_more(guidance), Opened(HELP), Stopped())
        case Advice(guidance=guidance):
            return (Finished(), Opened(POINTS), *_more(guidance), Opened(HELP), *_cards(check.closing), Reviewed())
        case Explanation(question):
            return (*_cards(_offers(check, question)), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped())
        case Help():
            return (*_cards(check.help), Opened(PRIVACY), Resumed(), Stopped())
        case Card() | Points() | Privacy() | Glossary():
            return (Resumed(), Opened(HELP), Stopped())
        case Expired():
            return (Started(),)
        case Gone():
            return ()
        case _:
            assert_never(view)


def offers(check: Check, state: State, event: Event) -> bool:
    """Return whether the screen of this state, or a card over it, has a button for this event."""
    match event:
        case Answered(question):  # same result as with `screen`, but for most presses without building the view
            return state.place == question + 1 and not state.reading
        case Resumed() | Stopped():
            return True
        case Opened():
            return event in _within(check, state)
        case _:
            return event in choices(check, screen(check, state))


def _within(check: Check, state: State) -> set[Event]:
    """Return every event of the screen of this state and of the cards over it."""
    found: set[Event] = set()
    views = [screen(check, state)]
    while views:
        new = {*choices(check, views.pop())} - found
        found |= new
        views += [card(check, state, event.card) for event in new if isinstance(event, Opened)]
    return found


def main(view: View) -> Event | None:
    """Return the event of the main button of this view; None if there is none, as on a question."""
    match view:
        case Welcome():
            return Began()
        case Reading(onward=onward):
            return onward
        case Overview():
            return Concluded()
        case Advice():
            return Finished()
        case Ask() | Gone():
            return None
        case Expired():
            return Started()
        case _:
            return Resumed()


def _changes(check: Check, given: tuple[Chosen, ...]) -> tuple[Reopened, ...]:
    answered = {chosen.question for chosen in given}
    return tuple(Reopened(index) for index, asked in enumerate(check.questions) if asked.id in answered)


def _more(guidance: Chosen | None) -> tuple[Opened, ...]:
    """Return the event that opens more of the guidance for the last answer, if that is on the screen."""
    return (Opened(WHY),) if guidance else ()


def _cards(cards: tuple[str, ...]) -> tuple[Opened, ...]:
    return tuple(Opened(card) for card in cards)


def _offers(check: Check, question: str | None) -> tuple[str, ...]:
    questions: dict[str, Question] = {each.id: each for each in check.questions}
    return tuple(card.id for card in check.cards) if question is None else questions[question].offers
