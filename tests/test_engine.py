"""The engine's moves, one by one, on a small check."""

import pytest

from bot.check import Attention, Card, Check, Option, Question, Requirement, Rule
from bot.choice import choices
from bot.engine import step
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
    possible,
)
from bot.say import (
    Advice,
    Ask,
    Chosen,
    Expired,
    Explanation,
    Glossary,
    Gone,
    Help,
    Overview,
    Point,
    Privacy,
    Say,
    Welcome,
)
from bot.say import Card as CardSay
from bot.state import Form, State, blank

SMALL = Check(
    "small",
    b"1234",
    (
        Question("one", (Option("yes"), Option("no", Attention.POINT)), offers=("extra",)),
        Question("two", (Option("yes", Attention.URGENT), Option("no"))),
    ),
    cards=(Card("extra"),),
    rules=(Rule("both", ((Requirement(0, (1,)), Requirement(1, (0,))),), covers=("two",), urgent=True),),
    order=("both", "two", "one"),
    help=("extra",),
)
FIRST, SECOND = Chosen("one", "no"), Chosen("two", "yes")

NOTHING = State((None, None))
ON_ONE = State((None, None), 1)
ON_TWO = State((1, None), 2, 0)
BACK_ON_ONE = State((1, None), 1)
ON_OVERVIEW = State((1, 0), 3, 1)
AGAIN_ON_ONE = State((1, 0), 1)
ON_ADVICE = State((1, 0), 4)

ASK_ONE = Ask("one", 1, None, None, complete=False)
ASK_TWO = Ask("two", 2, FIRST, None, complete=False)
OVERVIEW = Overview((FIRST, SECOND), SECOND)
ADVICE = Advice((Point("both", None, urgent=True), Point("one", "no", urgent=False)))

MOVES: list[tuple[State, Event, State, Say]] = [
    (ON_ADVICE, Started(), NOTHING, Welcome()),
    (NOTHING, Began(), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(0, 1), ON_TWO, ASK_TWO),
    (ON_TWO, Answered(1, 0), ON_OVERVIEW, OVERVIEW),
    (ON_OVERVIEW, Concluded(), ON_ADVICE, ADVICE),
    (ON_ADVICE, Finished(), NOTHING, Gone(finished=True)),
    (ON_TWO, Stopped(), NOTHING, Gone(finished=False)),
    # back, one screen at a time; the guidance goes, the answer stays and is shown
    (ON_ONE, WentBack(), NOTHING, Welcome()),
    (ON_TWO, WentBack(), BACK_ON_ONE, Ask("one", 1, None, "no", complete=False)),
    (ON_OVERVIEW, WentBack(), State((1, 0), 2), Ask("two", 2, None, "yes", complete=True)),
    (ON_ADVICE, WentBack(), State((1, 0), 3), Overview((FIRST, SECOND), None)),
    (NOTHING, WentBack(), NOTHING, Welcome()),
    # from the overview, one answer is changed and the others stay
    (ON_OVERVIEW, Reopened(0), AGAIN_ON_ONE, Ask("one", 1, None, "no", complete=True)),
    (
        AGAIN_ON_ONE,
        Answered(0, 0),
        State((0, 0), 3, 0),
        Overview((Chosen("one", "yes"), SECOND), Chosen("one", "yes")),
    ),
    (AGAIN_ON_ONE, Reviewed(), State((1, 0), 3), Overview((FIRST, SECOND), None)),
    # a card lies over the screen; closing it brings the same screen back
    (ON_TWO, Opened(WHY), ON_TWO, Explanation("two")),
    (NOTHING, Opened(WHY), NOTHING, Explanation(None)),
    (ON_ADVICE, Opened(WHY), ON_ADVICE, Explanation(None)),
    (ON_TWO, Opened(HELP), ON_TWO, Help()),
    (ON_TWO, Opened(PRIVACY), ON_TWO, Privacy()),
    (ON_TWO, Opened(GLOSSARY), ON_TWO, Glossary()),
    (ON_TWO, Opened("extra"), ON_TWO, CardSay("extra")),
    (ON_TWO, Resumed(), ON_TWO, ASK_TWO),
    # nobody gets past an open question, whatever comes in
    (ON_ONE, Reviewed(), ON_ONE, ASK_ONE),
    (ON_ONE, Concluded(), ON_ONE, ASK_ONE),
    (ON_ONE, Reopened(1), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(1, 0), ON_ONE, ASK_ONE),
    # what this check does not have changes nothing
    (ON_ONE, Answered(0, 7), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(7, 0), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(-1, 0), ON_ONE, ASK_ONE),
    (ON_TWO, Reopened(99), State((1, None), 2), Ask("two", 2, None, None, complete=False)),
    (ON_TWO, Opened("no such card"), ON_TWO, Help()),
]


@pytest.mark.parametrize(("state", "event", "moved", "say"), MOVES)
def test_a_move(state: State, event: Event, moved: State, say: Say) -> None:
    assert step(SMALL, state, event) == (moved, say)


OFFERS: list[tuple[Say, list[Event]]] = [
    (Welcome(), [Began(), Opened(WHY), Opened(HELP), Opened(PRIVACY), Stopped()]),
    (ASK_ONE, [Answered(0, 0), Answered(0, 1), Opened(WHY), Opened(HELP), WentBack(), Stopped()]),
    (
        Ask("two", 2, None, "yes", complete=True),
        [Answered(1, 0), Answered(1, 1), Reviewed(), Opened(WHY), Opened(HELP), WentBack(), Stopped()],
    ),
    (
        OVERVIEW,
        [Reopened(0), Reopened(1), Concluded(), Opened(WHY), Opened(HELP), WentBack(), Stopped()],
    ),
    (ADVICE, [Finished(), Reviewed(), Opened(WHY), Opened(HELP), WentBack(), Stopped()]),
    (Explanation("one"), [Opened("extra"), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()]),
    (Explanation("two"), [Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()]),
    (Explanation(None), [Opened("extra"), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()]),
    (Help(), [Opened("extra"), Opened(PRIVACY), Resumed(), Stopped()]),
    (CardSay("extra"), [Resumed(), Opened(HELP), Stopped()]),
    (Privacy(), [Resumed(), Opened(HELP), Stopped()]),
    (Glossary(), [Resumed(), Opened(HELP), Stopped()]),
    (Gone(finished=True), []),
    (Expired(), [Started()]),
]


@pytest.mark.parametrize(("say", "offered"), OFFERS)
def test_what_a_screen_offers(say: Say, offered: list[Event]) -> None:
    assert list(choices(SMALL, say)) == offered


def test_every_event_leads_from_everywhere_to_a_place_of_the_check() -> None:
    """Whatever is pressed in whatever order, a conversation stands in one of these places and no other."""
    found, ahead = set(), [blank(SMALL)]
    while ahead:
        state = ahead.pop()
        found.add(state)
        moved = {step(SMALL, state, event)[0] for event in possible(SMALL)}
        ahead += moved - found
    given = [(None, None), *((one, None) for one in (0, 1)), *((one, two) for one in (0, 1) for two in (0, 1))]
    furthest = {0: 1, 1: 2, 2: 4}  # by how many are answered: the first open question, or the advice
    shown = {0: 1, 1: 2, 2: 3}  # where the guidance for an answer is: on the first open question, or the overview
    known = [(answers, sum(answer is not None for answer in answers)) for answers in given]
    anywhere = {State(answers, place) for answers, count in known for place in range(furthest[count] + 1)}
    guided = {State(answers, shown[count], last) for answers, count in known for last in range(count)}
    assert found == anywhere | guided


def test_a_check_begins_with_nothing_answered() -> None:
    assert blank(SMALL) == NOTHING


@pytest.mark.parametrize(
    "state",
    [State((None, 0)), State((None, None), 2), State((1, None), 3), State((1, None), 2, 1), State((None, None), 1, 0)],
)
def test_bytes_of_a_state_that_no_conversation_comes_to_are_refused(state: State) -> None:
    form = Form(SMALL)
    assert form.unpack(form.pack(state, Began())) is None


def test_the_few_byte_form_is_as_short_as_it_can_be() -> None:
    """Four bytes of version; then 19 events, 5 places, 3 last questions and 3 x 3 answers: 2,565 in two bytes."""
    assert len(possible(SMALL)) == 8 + 4 + 1 + 2 + 4
    assert Form(SMALL).size == 4 + 2
