"""The engine's steps, one by one, on a small check."""

import pytest

from bot.advice import layers
from bot.check import Attention, Check, InfoCard, Option, Question, Requirement, Rule
from bot.choices import choices, main
from bot.engine import step
from bot.events import (
    GLOSSARY,
    HELP,
    POINTS,
    PRIVACY,
    WHY,
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
    possible,
)
from bot.state import State, StateCodec, blank
from bot.views import (
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
    Points,
    Privacy,
    Reading,
    View,
    Welcome,
)
from bot.views import Card as CardSay

SMALL = Check(
    "small",
    b"1234",
    (
        Question("one", (Option("yes"), Option("no", Attention.POINT, "extra")), offers=("extra",)),
        Question("two", (Option("yes", Attention.URGENT), Option("no"))),
    ),
    cards=(InfoCard("extra"), InfoCard("rules")),
    rules=(Rule("both", ((Requirement(0, (1,)), Requirement(1, (0,))),), covers=("two",), urgent=True),),
    order=("one", "both", "two"),
    help=("extra",),
    closing=("rules",),
)
FIRST, SECOND = Chosen("one", "no"), Chosen("two", "yes")

NOTHING = State((None, None))
ON_ONE = State((None, None), 1)
READING = State((1, None), 2, 0, reading=True)
ON_TWO = State((1, None), 2, 0)
BACK_ON_ONE = State((1, None), 1)
ON_ADVICE = State((1, 0), 3, 1)
ON_OVERVIEW = State((1, 0), 4)
AGAIN_ON_ONE = State((1, 0), 1)

ASK_ONE = Ask("one", 1, None, None, complete=False)
ASK_TWO = Ask("two", 2, FIRST, None, complete=False)
OVERVIEW = Overview((FIRST, SECOND), None)
POINTS_OF_BOTH = (Point("both", None, urgent=True), Point("one", "no", urgent=False))
ADVICE = Advice(POINTS_OF_BOTH, SECOND)

MOVES: list[tuple[State, Event, State, View]] = [
    (ON_ADVICE, Started(), NOTHING, Welcome()),
    (NOTHING, Began(), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(0, 0), State((0, None), 2, 0), Ask("two", 2, Chosen("one", "yes"), None, complete=False)),
    # the card that an answer calls for comes first, and the guidance waits behind it
    (ON_ONE, Answered(0, 1), READING, Reading("extra", Continued(1))),
    (READING, Continued(1), ON_TWO, ASK_TWO),
    (READING, Opened(HELP), READING, Help()),
    (READING, Resumed(), READING, Reading("extra", Continued(1))),
    # after the last answer the advice comes at once
    (ON_TWO, Answered(1, 0), ON_ADVICE, ADVICE),
    (ON_ADVICE, Finished(), NOTHING, Gone(finished=True)),
    (ON_TWO, Stopped(), NOTHING, Gone(finished=False)),
    (ON_ADVICE, Opened(POINTS), ON_ADVICE, Points(())),
    # back, one screen at a time, cards included; the guidance goes, the answer stays and is shown
    (ON_ONE, WentBack(), NOTHING, Welcome()),
    (ON_TWO, WentBack(), READING, Reading("extra", Continued(1))),
    (READING, WentBack(), BACK_ON_ONE, Ask("one", 1, None, "no", complete=False)),
    (ON_ADVICE, WentBack(), State((1, 0), 2), Ask("two", 2, None, "yes", complete=True)),
    (ON_OVERVIEW, WentBack(), State((1, 0), 3), Advice(POINTS_OF_BOTH, None)),
    (NOTHING, WentBack(), NOTHING, Welcome()),
    # from the overview, one answer is changed and the others stay
    (ON_ADVICE, Reviewed(), ON_OVERVIEW, OVERVIEW),
    (ON_OVERVIEW, Reopened(0), AGAIN_ON_ONE, Ask("one", 1, None, "no", complete=True)),
    (
        AGAIN_ON_ONE,
        Answered(0, 0),
        State((0, 0), 4, 0),
        Overview((Chosen("one", "yes"), SECOND), Chosen("one", "yes")),
    ),
    (AGAIN_ON_ONE, Answered(0, 1), State((1, 0), 4, 0, reading=True), Reading("extra", Reviewed())),
    (State((1, 0), 4, 0, reading=True), Reviewed(), State((1, 0), 4, 0), Overview((FIRST, SECOND), FIRST)),
    (AGAIN_ON_ONE, Reviewed(), ON_OVERVIEW, OVERVIEW),
    (ON_OVERVIEW, Concluded(), State((1, 0), 3), Advice(POINTS_OF_BOTH, None)),
    # a card lies over the screen; closing it brings the same screen back
    (ON_TWO, Opened(WHY), ON_TWO, Explanation("two", FIRST)),
    (NOTHING, Opened(WHY), NOTHING, Explanation(None, None)),
    (ON_ADVICE, Opened(WHY), ON_ADVICE, Explanation(None, SECOND)),
    (ON_TWO, Opened(HELP), ON_TWO, Help()),
    (ON_TWO, Opened(PRIVACY), ON_TWO, Privacy()),
    (ON_TWO, Opened(GLOSSARY), ON_TWO, Glossary()),
    (ON_TWO, Opened("extra"), ON_TWO, CardSay("extra")),
    (ON_TWO, Resumed(), ON_TWO, ASK_TWO),
    # nobody gets past an open question by any event
    (ON_ONE, Reviewed(), ON_ONE, ASK_ONE),
    (ON_ONE, Concluded(), ON_ONE, ASK_ONE),
    (ON_ONE, Reopened(1), ON_ONE, ASK_ONE),
    (ON_ONE, Continued(1), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(1, 0), ON_ONE, ASK_ONE),
    (ON_ONE, Opened(POINTS), ON_ONE, Help()),
    # what this check does not have changes nothing
    (ON_ONE, Answered(0, 7), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(7, 0), ON_ONE, ASK_ONE),
    (ON_ONE, Answered(-1, 0), ON_ONE, ASK_ONE),
    (ON_TWO, Reopened(99), State((1, None), 2), Ask("two", 2, None, None, complete=False)),
    (ON_TWO, Opened("no such card"), ON_TWO, Help()),
]


BRANCHED = Check(
    "branched",
    b"1234",
    (
        Question("one", (Option("yes"), Option("no", Attention.POINT, next=2), Option("end", card="extra", next=3))),
        Question("two", (Option("yes", Attention.POINT, "extra"), Option("no", Attention.POINT, next=3))),
        Question("three", (Option("yes"), Option("no", Attention.POINT))),
    ),
    cards=(InfoCard("extra"),),
    rules=(Rule("both", ((Requirement(0, (1,)), Requirement(1, (0, 1))), (Requirement(1, (1,)),)), covers=("two",)),),
    order=("both", "one", "two", "three"),
)
"""One leads to two, to three or to the advice; two leads to three or to the advice."""
ONE_NO, TWO_YES, TWO_NO, THREE_NO = (
    Chosen(*one) for one in (("one", "no"), ("two", "yes"), ("two", "no"), ("three", "no"))
)
ASK_THREE = Ask("three", 3, ONE_NO, None, complete=False, skips=True)
FREE = (None, None, None)

TURNS: list[tuple[State, Event, State, View]] = [
    # an answer leads past a question, which is said where it leads to, and back to where it was given
    (State(FREE, 1), Answered(0, 1), State((1, None, None), 3, 0), ASK_THREE),
    (State((1, None, None), 3, 0), WentBack(), State((1, None, None), 1), Ask("one", 1, None, "no", complete=False)),
    (
        State((1, None, None), 3, 0),
        Answered(2, 1),
        State((1, None, 1), 4, 2),
        Advice((Point("one", "no", urgent=False), Point("three", "no", urgent=False)), THREE_NO),
    ),
    # or to the advice, by its card
    (State(FREE, 1), Answered(0, 2), State((2, None, None), 4, 0, reading=True), Reading("extra", Concluded())),
    (
        State((2, None, None), 4, 0, reading=True),
        Concluded(),
        State((2, None, None), 4, 0),
        Advice((), Chosen("one", "end")),
    ),
    (State((2, None, None), 4), WentBack(), State((2, None, None), 4, 0, reading=True), Reading("extra", Concluded())),
    (State((0, 1, None), 4), WentBack(), State((0, 1, None), 2), Ask("two", 2, None, "no", complete=True)),
    # a changed answer drops what is off the new path, and keeps what is on it
    (
        State((0, 0, 1), 1),
        Answered(0, 1),
        State((1, None, 1), 5, 0),
        Overview((ONE_NO, THREE_NO), ONE_NO),
    ),
    (
        State((1, None, 1), 1),
        Answered(0, 0),
        State((0, None, None), 2, 0),
        Ask("two", 2, Chosen("one", "yes"), None, complete=False),
    ),
    (State((0, 0, None), 1), Answered(0, 2), State((2, None, None), 4, 0, reading=True), Reading("extra", Concluded())),
    (State((0, 0, 1), 2), Answered(1, 1), State((0, 1, None), 5, 1), Overview((Chosen("one", "yes"), TWO_NO), TWO_NO)),
    # the overview is of what was asked
    (State((1, None, 1), 4), Reviewed(), State((1, None, 1), 5), Overview((ONE_NO, THREE_NO), None)),
    (State((1, None, 1), 5), Reopened(2), State((1, None, 1), 3), Ask("three", 3, None, "no", complete=True)),
    # nobody gets off the path by any event
    (State((1, None, 1), 5), Reopened(1), State((1, None, 1), 1), Ask("one", 1, None, "no", complete=True)),
    (State((1, None, None), 3), Continued(1), State((1, None, None), 1), Ask("one", 1, None, "no", complete=False)),
    (State((1, None, 1), 5), Answered(1, 0), State((1, None, 1), 5), Overview((ONE_NO, THREE_NO), None)),
    (State((2, None, None), 5), Answered(2, 0), State((2, None, None), 5), Overview((Chosen("one", "end"),), None)),
    (State((2, None, None), 4), Opened(POINTS), State((2, None, None), 4), Points(())),
    (State((0, 0, None), 3), Opened(POINTS), State((0, 0, None), 3), Help()),
    # of what was not asked there is no point, and no rule on it holds
    (
        State((0, None, None), 2),
        Answered(1, 1),
        State((0, 1, None), 4, 1),
        Advice((Point("both", None, urgent=False),), TWO_NO),
    ),
]


@pytest.mark.parametrize(("state", "event", "moved", "say"), TURNS)
def test_a_move_by_an_answer_that_leads_elsewhere(state: State, event: Event, moved: State, say: View) -> None:
    assert step(BRANCHED, state, event) == (moved, say)


@pytest.mark.parametrize(("state", "event", "moved", "say"), MOVES)
def test_a_move(state: State, event: Event, moved: State, say: View) -> None:
    assert step(SMALL, state, event) == (moved, say)


OFFERS: list[tuple[View, list[Event], Event | None]] = [
    (Welcome(), [Began(), Opened(WHY), Opened(HELP), Opened(PRIVACY), Stopped()], Began()),
    (ASK_ONE, [Answered(0, 0), Answered(0, 1), Opened(WHY), Opened(HELP), WentBack(), Stopped()], None),
    (
        Ask("two", 2, None, "yes", complete=True),
        [Answered(1, 0), Answered(1, 1), Opened(WHY), Opened(HELP), Reviewed(), Stopped()],
        None,
    ),
    (Reading("extra", Continued(1)), [Continued(1), Opened(HELP), WentBack(), Stopped()], Continued(1)),
    (OVERVIEW, [Concluded(), Reopened(0), Reopened(1), Opened(HELP), Stopped()], Concluded()),
    (ADVICE, [Finished(), Opened(POINTS), Opened(WHY), Opened(HELP), Opened("rules"), Reviewed()], Finished()),
    (Advice((), None), [Finished(), Opened(POINTS), Opened(HELP), Opened("rules"), Reviewed()], Finished()),
    (
        Overview((SECOND,), FIRST),
        [Concluded(), Reopened(1), Opened(WHY), Opened(HELP), Stopped()],
        Concluded(),
    ),
    (Points(()), [Resumed(), Opened(HELP), Stopped()], Resumed()),
    (Explanation("one", None), [Opened("extra"), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()], Resumed()),
    (Explanation("two", FIRST), [Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()], Resumed()),
    (
        Explanation(None, None),
        [Opened("extra"), Opened("rules"), Opened(GLOSSARY), Resumed(), Opened(HELP), Stopped()],
        Resumed(),
    ),
    (Help(), [Opened("extra"), Opened(PRIVACY), Resumed(), Stopped()], Resumed()),
    (CardSay("extra"), [Resumed(), Opened(HELP), Stopped()], Resumed()),
    (Privacy(), [Resumed(), Opened(HELP), Stopped()], Resumed()),
    (Glossary(), [Resumed(), Opened(HELP), Stopped()], Resumed()),
    (Gone(finished=True), [], None),
    (Expired(), [Started()], Started()),
]


@pytest.mark.parametrize(("say", "offered", "leading"), OFFERS)
def test_what_a_screen_offers(say: View, offered: list[Event], leading: Event | None) -> None:
    assert list(choices(SMALL, say)) == offered
    assert main(say) == leading


@pytest.mark.parametrize(("alarms", "room"), [(0, 4), (1, 3), (3, 1), (4, 0), (5, 0)])
def test_what_is_urgent_comes_first_with_others_up_to_four_and_the_rest_on_a_screen_of_its_own(
    alarms: int, room: int
) -> None:
    urgent = [Point(f"u{number}", None, urgent=True) for number in range(alarms)]
    others = [Point(f"p{number}", None, urgent=False) for number in range(6)]
    first, rest = layers((*others[:3], *urgent, *others[3:]))
    assert first == (*urgent, *others[:room])
    assert rest == (*others[room:],)


def test_every_event_leads_from_everywhere_to_a_place_of_the_check() -> None:
    """Whatever is pressed in whatever order, a conversation is at one of these places and no other."""
    found, ahead = set(), [blank(SMALL)]
    while ahead:
        state = ahead.pop()
        found.add(state)
        moved = {step(SMALL, state, event)[0] for event in possible(SMALL)}
        ahead += moved - found
    given = [(None, None), *((one, None) for one in (0, 1)), *((one, two) for one in (0, 1) for two in (0, 1))]
    furthest = {0: 1, 1: 2, 2: 4}  # by how many are answered: the first open question, or the overview
    known = [(answers, sum(answer is not None for answer in answers)) for answers in given]
    anywhere = {State(answers, place) for answers, count in known for place in range(furthest[count] + 1)}
    # The guidance for an answer is on the screen that comes next; on the way back only after a card.
    after = {1: {2: [0]}, 2: {3: [1], 4: [0, 1]}}
    guided = {
        State(answers, place, last)
        for answers, count in known
        for place, lasts in after.get(count, {}).items()
        for last in lasts
    }
    called = [(answers, count) for answers, count in known if answers[0] == 1]
    ways = {1: [2], 2: [2, 4]}  # on the way there and back, and from a changed answer to the overview
    reading = {State(answers, place, 0, reading=True) for answers, count in called for place in ways[count]}
    read = {State(answers, place, 0) for answers, count in called for place in range(1, furthest[count] + 1)}
    assert found == anywhere | guided | reading | read


def test_a_check_begins_with_nothing_answered() -> None:
    assert blank(SMALL) == NOTHING


@pytest.mark.parametrize(
    "state",
    [
        State((None, 0)),
        State((None, None), 2),
        State((1, None), 3),
        State((1, None), 2, 1),
        State((None, None), 1, 0),
        State((0, None), 2, 0, reading=True),
        State((1, None), 2, reading=True),
    ],
)
def test_bytes_of_a_state_that_no_conversation_comes_to_are_refused(state: State) -> None:
    form = StateCodec(SMALL)
    assert form.unpack(form.pack(state, Began())) is None


@pytest.mark.parametrize(
    "state",
    [
        State((1, None, None), 2),
        State((1, 0, None), 3),
        State((2, None, 0), 4),
        State((1, None, None), 4),
        State((1, None, None), 3, 1),
        State((0, 1, None), 4, 0),
    ],
)
def test_bytes_of_a_state_off_the_path_are_refused(state: State) -> None:
    form = StateCodec(BRANCHED)
    assert form.unpack(form.pack(state, Began())) is None


def test_the_few_byte_form_is_as_short_as_it_can_be() -> None:
    """Four bytes of version; 5 places, 3 last questions, read or not, 3 x 3 answers: 270 in two; two of event."""
    assert StateCodec(SMALL).size == 4 + 2 + 2
