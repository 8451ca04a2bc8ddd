"""What a person can do next, for each thing the bot can say: the buttons, as events, in their order."""

from typing import assert_never

from bot.check import Check, Question
from bot.event import (
    GLOSSARY,
    HELP,
    PRIVACY,
    WHY,
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
from bot.say import Advice, Ask, Card, Expired, Explanation, Glossary, Gone, Help, Overview, Privacy, Say, Welcome

_ANYWHERE = (Opened(WHY), Opened(HELP), WentBack(), Stopped())


def choices(check: Check, say: Say) -> tuple[Event, ...]:
    """The events that this screen offers; none once the check is gone."""
    match say:
        case Welcome():
            return (Began(), Opened(WHY), Opened(HELP), Opened(PRIVACY), Stopped())
        case Ask(number=number, complete=complete):
            return (*answers(check, number - 1), *((Reviewed(),) if complete else ()), *_ANYWHERE)
        case Overview():
            return (*(Reopened(index) for index in range(len(check.questions))), Concluded(), *_ANYWHERE)
        case Advice():
            return (Finished(), Reviewed(), *_ANYWHERE)
        case Explanation(question):
            return (*_cards(_offers(check, question)), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped())
        case Help():
            return (*_cards(check.help), Opened(PRIVACY), Resumed(), Stopped())
        case Card() | Privacy() | Glossary():
            return (Resumed(), Opened(HELP), Stopped())
        case Expired():
            return (Started(),)
        case Gone():
            return ()
        case _:
            assert_never(say)


def _cards(cards: tuple[str, ...]) -> tuple[Opened, ...]:
    return tuple(Opened(card) for card in cards)


def _offers(check: Check, question: str | None) -> tuple[str, ...]:
    asked: dict[str, Question] = {asked.id: asked for asked in check.questions}
    return tuple(card.id for card in check.cards) if question is None else asked[question].offers
