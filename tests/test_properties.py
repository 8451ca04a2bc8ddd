"""What holds for every conversation, whatever is pressed and in whatever order.

Each property is held against the engine, and against engines that are broken in the way it guards against: a property
that lets its broken engine pass fails here too.
"""

from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.check import Attention, Card, Check, Option, Question, Requirement, Rule
from bot.choice import choices
from bot.engine import step
from bot.event import Answered, Event, Finished, Opened, Reopened, Resumed, Started, Stopped, WentBack, possible
from bot.say import Advice, Ask, Gone, Overview, Say
from bot.state import Form, State, blank, furthest, reachable

Step = Callable[[Check, State, Event], tuple[State, Say]]
Property = Callable[[Step, Check, Sequence[Event]], None]

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
UNSHRUNK = settings(QUICK, phases=[Phase.generate])
"""For what must fail: that it does is all there is to know, and the smallest way to it takes seconds to find."""


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Any check: one to twelve questions of two to six options, with cards and rules."""
    sizes = draw(st.lists(st.integers(2, 6), min_size=1, max_size=12))
    questions = tuple(
        Question(f"q{number}", tuple(Option(f"o{index}", draw(st.sampled_from(Attention))) for index in range(size)))
        for number, size in enumerate(sizes)
    )
    cards = tuple(Card(f"c{number}") for number in range(draw(st.integers(0, 4))))
    rule = Rule("rule", ((Requirement(0, (0,)), Requirement(len(sizes) - 1, (1,))),), covers=("q0",))
    return Check("any", b"abcd", questions, cards, (rule,), ("rule", *(question.id for question in questions)))


@st.composite
def conversations(draw: st.DrawFn) -> tuple[Check, list[Event]]:
    """Any check, with any of its events in any order; mostly answers, so that conversations get somewhere."""
    check = draw(checks())
    events = possible(check)
    answers = [event for event in events if isinstance(event, Answered)]
    return check, draw(st.lists(st.one_of(st.sampled_from(answers), st.sampled_from(events)), max_size=60))


def nothing_breaks_it(step: Step, check: Check, events: Sequence[Event]) -> None:
    """No sequence of events breaks a conversation: it stands somewhere real, and one can always go on or stop."""
    state = blank(check)
    for event in events:
        state, say = step(check, state, event)
        assert reachable(state)
        offered = choices(check, say)
        assert offered or isinstance(say, Gone)
        assert set(offered) <= set(possible(check))


def a_second_press_changes_nothing(step: Step, check: Check, events: Sequence[Event]) -> None:
    """The same press on the same screen gives the same screen, however often it comes."""
    state = blank(check)
    for event in events:
        assert step(check, state, event) == step(check, state, event)
        state, _ = step(check, state, event)


def an_answer_changes_only_itself(step: Step, check: Check, events: Sequence[Event]) -> None:
    """After an answer every other answer is what it was; nothing but an answer or a new start changes one."""
    state = blank(check)
    for event in events:
        before, (state, _) = state, step(check, state, event)
        if isinstance(event, Started | Stopped | Finished):
            assert state == blank(check)
            continue
        for number in range(len(check.questions)):
            if not (isinstance(event, Answered) and event.question == number):
                assert state.answers[number] == before.answers[number]


def no_question_is_passed_over(step: Step, check: Check, events: Sequence[Event]) -> None:
    """The overview and the advice come only when every question has an answer; questions come in their order."""
    state = blank(check)
    for event in events:
        state, say = step(check, state, event)
        if isinstance(say, Overview | Advice):
            assert None not in state.answers
        if isinstance(say, Ask):
            assert say.question == check.questions[say.number - 1].id
            assert None not in state.answers[: say.number - 1]


def a_card_leaves_the_screen_as_it_was(step: Step, check: Check, events: Sequence[Event]) -> None:
    """Opening a card and closing it brings back the very same screen."""
    state = blank(check)
    for event in events:
        before, shown = step(check, state, event)
        if isinstance(event, Opened):
            _, again = step(check, before, Resumed())
            _, was = step(check, state, Resumed())
            assert again == was
        elif isinstance(shown, Ask | Overview | Advice):
            opened, _ = step(check, before, Opened("help"))
            assert step(check, opened, Resumed()) == (before, shown)
        state = before


def no_answer_without_its_guidance(step: Step, check: Check, events: Sequence[Event]) -> None:
    """After an answer that counts, the next screen carries the guidance for just that answer."""
    state = blank(check)
    for event in events:
        before, (state, say) = state, step(check, state, event)
        if isinstance(event, Answered) and event.question < furthest(before.answers):
            assert isinstance(say, Ask | Overview)
            assert say.guidance is not None
            assert say.guidance.question == check.questions[event.question].id
            assert say.guidance.option == check.questions[event.question].options[event.option].id


def hold(promises: Iterable[Property], against: Step, searching: settings = QUICK) -> None:
    """Hold properties against an engine, each in the same conversations; fails with a property's own assertion."""

    @searching
    @given(conversations())
    def held(conversation: tuple[Check, list[Event]]) -> None:
        for promise in promises:
            promise(against, *conversation)

    held()


class Turning:
    """A broken engine: it remembers how often it was asked, and turns about."""

    def __init__(self) -> None:
        self.turn = 0

    def __call__(self, check: Check, state: State, event: Event) -> tuple[State, Say]:
        self.turn += 1
        return step(check, state, event if self.turn % 2 else Started())


def forgetful(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """A broken engine: changing an answer drops those after it."""
    moved, say = step(check, state, event)
    if isinstance(event, Answered) and moved.answers != state.answers:
        answers = (*moved.answers[: event.question + 1], *(None for _ in moved.answers[event.question + 1 :]))
        moved = State(answers, event.question + 2 if event.question + 1 < len(answers) else moved.place, event.question)
    return moved, say


def hasty(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """A broken engine: it skips the second question."""
    moved, say = step(check, state, event)
    return step(check, moved, Answered(1, 0)) if isinstance(say, Ask) and say.number == 2 else (moved, say)


def trusting(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """A broken engine: it goes wherever it is told."""
    if isinstance(event, Reopened):
        asked = check.questions[event.question]
        return State(state.answers, event.question + 1), Ask(asked.id, event.question + 1, None, None, complete=False)
    return step(check, state, event)


def wandering(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """A broken engine: opening a card goes back a screen behind it."""
    if isinstance(event, Opened):
        return step(check, state, WentBack())[0], step(check, state, event)[1]
    return step(check, state, event)


def silent(check: Check, state: State, event: Event) -> tuple[State, Say]:
    """A broken engine: it gives no guidance after the first question."""
    moved, say = step(check, state, event)
    if isinstance(say, Ask) and say.number == 2:
        say = Ask(say.question, say.number, None, say.chosen, complete=say.complete)
    return moved, say


GUARDED: list[tuple[Property, Callable[[], Step]]] = [
    (nothing_breaks_it, lambda: trusting),
    (a_second_press_changes_nothing, Turning),
    (an_answer_changes_only_itself, lambda: forgetful),
    (no_question_is_passed_over, lambda: trusting),
    (a_card_leaves_the_screen_as_it_was, lambda: wandering),
    (no_answer_without_its_guidance, lambda: silent),
    (no_answer_without_its_guidance, lambda: hasty),
]
NAMES = [f"{held.__name__}-{getattr(make(), '__name__', 'turning')}" for held, make in GUARDED]


def test_the_engine_holds_every_property() -> None:
    hold(dict.fromkeys(held for held, _ in GUARDED), step)


@pytest.mark.parametrize(("held", "make"), GUARDED, ids=NAMES)
def test_a_broken_engine_is_caught(held: Property, make: Callable[[], Step]) -> None:
    with pytest.raises(AssertionError):
        hold([held], make(), UNSHRUNK)


@QUICK
@given(conversations())
def test_a_state_survives_its_bytes(conversation: tuple[Check, list[Event]]) -> None:
    check, events = conversation
    form, state = Form(check), blank(check)
    for event in events:
        packed = form.pack(state, event)
        assert len(packed) == form.size
        assert form.unpack(packed) == (state, event)
        state, _ = step(check, state, event)


@QUICK
@given(checks(), st.binary(max_size=40))
def test_any_bytes_are_a_state_of_this_check_or_nothing(check: Check, body: bytes) -> None:
    form = Form(check)
    for packed in (body, check.version + body, (check.version + body).ljust(form.size, b"\0")[: form.size]):
        found = form.unpack(packed)
        if found:
            assert form.pack(*found) == packed
            assert reachable(found[0])
            step(check, *found)


@QUICK
@given(checks())
def test_other_content_is_refused(check: Check) -> None:
    other = Check("any", b"dcba", check.questions, check.cards, check.rules, check.order)
    assert Form(other).unpack(Form(check).pack(blank(check), Started())) is None
