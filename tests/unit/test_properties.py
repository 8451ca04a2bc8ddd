"""Properties of every conversation, whatever is pressed and in whatever order.

Each property is checked against the engine, and against engines that are broken in the way it guards against: a
property that accepts its broken engine fails here too.
"""

from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.check import Attention, Check, InfoCard, Option, Question, Requirement, Rule
from bot.choices import choices, offers
from bot.engine import step
from bot.events import WHY, Answered, Event, Finished, Opened, Reopened, Resumed, Started, Stopped, WentBack, possible
from bot.projection import card, screen
from bot.state import State, StateCodec, blank, reachable
from bot.views import Advice, Ask, Explanation, Gone, Overview, Reading, View
from tests.support.branching import asked, branches

Step = Callable[[Check, State, Event], tuple[State, View]]
Property = Callable[[Step, Check, Sequence[Event]], None]

QUICK = settings(max_examples=200)
UNSHRUNK = settings(QUICK, phases=[Phase.generate], derandomize=True)
"""For what must fail, and deterministically; finding the smallest example takes seconds, and nobody needs it."""


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Any check: one to twelve questions of two to six options, with cards and rules; answers may lead on."""
    sizes = draw(st.lists(st.integers(2, 6), min_size=1, max_size=12))
    after = draw(st.just([[None] * size for size in sizes]) | branches(sizes))
    cards = tuple(InfoCard(f"c{number}") for number in range(draw(st.integers(0, 4))))
    called = st.sampled_from([None, *(card.id for card in cards)])
    questions = tuple(
        Question(
            f"q{number}",
            tuple(
                Option(f"o{index}", draw(st.sampled_from(Attention)), draw(called), leads)
                for index, leads in enumerate(after[number])
            ),
        )
        for number in range(len(sizes))
    )
    rule = Rule("rule", ((Requirement(0, (0,)), Requirement(len(sizes) - 1, (1,))),), covers=("q0",))
    return Check("any", b"abcd", questions, cards, (rule,), ("rule", *(question.id for question in questions)))


@st.composite
def conversations(draw: st.DrawFn) -> tuple[Check, list[Event]]:
    """Any check, with any of its events in any order; most are buttons of the screen there is, to get somewhere."""
    check, pressed = draw(checks()), list[Event]()
    anything = st.sampled_from(possible(check))
    state, view = step(check, blank(check), Started())
    for _ in range(draw(st.integers(20, 40))):
        buttons = [event for event in choices(check, view) if not isinstance(event, Stopped | Finished | Opened)]
        usual = st.sampled_from(buttons or [Started()])
        pressed.append(draw(usual | usual | usual | anything | st.just(WentBack())))
        state, view = step(check, state, pressed[-1])
    return check, pressed


def nothing_breaks_it(step: Step, check: Check, events: Sequence[Event]) -> None:
    """No sequence of events breaks a conversation: it is always at a valid place, and can continue or stop."""
    state = blank(check)
    for event in events:
        state, say = step(check, state, event)
        assert reachable(check, state)
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
    """After an answer every other answer on the path is what it was, and there is none off it.

    Nothing but an answer or a new start changes one.
    """
    state = blank(check)
    for event in events:
        before, (state, _) = state, step(check, state, event)
        if isinstance(event, Started | Stopped | Finished):
            assert state == blank(check)
            continue
        on_path = asked(check, state.answers)
        for number in range(len(check.questions)):
            if not (isinstance(event, Answered) and event.question == number):
                assert state.answers[number] == (before.answers[number] if number in on_path else None)


def no_question_is_passed_over(step: Step, check: Check, events: Sequence[Event]) -> None:
    """The overview and the advice come only when all on the path is answered; what is on it comes in order."""
    state = blank(check)
    for event in events:
        state, say = step(check, state, event)
        on_path = asked(check, state.answers)
        if isinstance(say, Overview | Advice):
            assert None not in {state.answers[number] for number in on_path}
        if isinstance(say, Ask):
            assert say.question == check.questions[say.number - 1].id
            assert say.number - 1 in on_path


def a_card_leaves_the_screen_as_it_was(step: Step, check: Check, events: Sequence[Event]) -> None:
    """Opening a card and closing it brings back the very same screen."""
    state = blank(check)
    for event in events:
        before, shown = step(check, state, event)
        if isinstance(event, Opened):
            _, again = step(check, before, Resumed())
            _, was = step(check, state, Resumed())
            assert again == was
        elif isinstance(shown, Ask | Reading | Overview | Advice):
            opened, _ = step(check, before, Opened("help"))
            assert step(check, opened, Resumed()) == (before, shown)
        state = before


def no_answer_without_its_guidance(step: Step, check: Check, events: Sequence[Event]) -> None:
    """After an answer that counts, and its card, the next screen carries the guidance for just that answer.

    More of it is a press away there.
    """
    state = blank(check)
    for event in events:
        before, (state, say) = state, step(check, state, event)
        if isinstance(event, Answered) and event.question in asked(check, before.answers):
            after = state
            if isinstance(say, Reading):
                after, say = step(check, state, say.onward)
            assert isinstance(say, Ask | Overview | Advice)
            assert Opened(WHY) in choices(check, say)
            _, more = step(check, after, Opened(WHY))
            assert isinstance(more, Explanation)
            assert more.guidance == say.guidance
            assert say.guidance is not None
            assert say.guidance.question == check.questions[event.question].id
            assert say.guidance.option == check.questions[event.question].options[event.option].id


def a_card_comes_after_the_answer_that_calls_for_it(step: Step, check: Check, events: Sequence[Event]) -> None:
    """It comes between that answer and the next screen, on the way there and back; after no other answer."""
    state = blank(check)
    for event in events:
        before, (state, say) = state, step(check, state, event)
        if isinstance(event, Answered) and event.question in asked(check, before.answers):
            card = check.questions[event.question].options[event.option].card
            assert (say.card if isinstance(say, Reading) else None) == card
            answered = step(check, state, WentBack())[1] if card else say
            assert not card or (isinstance(answered, Ask) and answered.number == event.question + 1)
        elif isinstance(event, WentBack) and isinstance(say, Reading):
            assert state.last == [one for one in asked(check, before.answers) if one + 1 < before.place][-1]
            assert say.card in {option.card for option in check.questions[state.last].options}
        elif isinstance(event, WentBack) and isinstance(say, Ask) and not before.reading:
            answer = before.answers[say.number - 1]
            assert answer is None or check.questions[say.number - 1].options[answer].card is None


def going_back_leads_over_the_path_to_the_welcome(step: Step, check: Check, events: Sequence[Event]) -> None:
    """Back from anywhere, each question of the path before it comes once, and at last the welcome."""
    state = blank(check)
    for event in events:
        state, _ = step(check, state, event)
        before = [one for one in asked(check, state.answers) if one + 1 < state.place]
        at = state
        while at.place > 0 and not state.reading:
            at, say = step(check, at, WentBack())
            assert not isinstance(say, Ask) or say.number - 1 == before.pop()
        assert not before or state.reading


def hold(promises: Iterable[Property], against: Step, searching: settings = QUICK) -> None:
    """Check properties against an engine, each in the same conversations; fails with a property's own assertion."""

    @searching
    @given(conversations())
    def held(conversation: tuple[Check, list[Event]]) -> None:
        for promise in promises:
            promise(against, *conversation)

    held()


class Turning:
    """A broken engine: it counts how often it was called, and alternates."""

    def __init__(self) -> None:
        self.turn = 0

    def __call__(self, check: Check, state: State, event: Event) -> tuple[State, View]:
        self.turn += 1
        return step(check, state, event if self.turn % 2 else Started())


def forgetful(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: changing an answer drops those after it."""
    moved, say = step(check, state, event)
    if isinstance(event, Answered) and moved.answers != state.answers:
        answers = (*moved.answers[: event.question + 1], *(None for _ in moved.answers[event.question + 1 :]))
        moved = State(answers, event.question + 2 if event.question + 1 < len(answers) else moved.place, event.question)
    return moved, say


def hasty(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it skips the second question."""
    moved, say = step(check, state, event)
    return step(check, moved, Answered(1, 0)) if isinstance(say, Ask) and say.number == 2 else (moved, say)


def trusting(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it goes wherever an event says."""
    if isinstance(event, Reopened):
        asked = check.questions[event.question]
        return State(state.answers, event.question + 1), Ask(asked.id, event.question + 1, None, None, complete=False)
    return step(check, state, event)


def wandering(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: opening a card also goes back a screen."""
    if isinstance(event, Opened):
        return step(check, state, WentBack())[0], step(check, state, event)[1]
    return step(check, state, event)


def silent(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it gives no guidance after the first question."""
    moved, say = step(check, state, event)
    if isinstance(say, Ask) and say.number == 2:
        say = Ask(say.question, say.number, None, say.chosen, complete=say.complete)
    return moved, say


def skipping(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it goes on past the card that an answer calls for."""
    moved, say = step(check, state, event)
    return step(check, moved, say.onward) if isinstance(say, Reading) and isinstance(event, Answered) else (moved, say)


def one_way(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: on the way back it passes over the cards."""
    moved, say = step(check, state, event)
    return step(check, moved, event) if isinstance(say, Reading) and isinstance(event, WentBack) else (moved, say)


def counting(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it goes back to the question before in the check."""
    if isinstance(event, WentBack) and state.place > 1 and not state.reading:
        state = State(state.answers, state.place - 1)
        return step(check, state, Resumed())
    return step(check, state, event)


def hoarding(check: Check, state: State, event: Event) -> tuple[State, View]:
    """A broken engine: it keeps answers that are off the path."""
    moved, say = step(check, state, event)
    if isinstance(event, Answered):
        pairs = zip(moved.answers, state.answers, strict=True)
        kept = tuple(before if answer is None else answer for answer, before in pairs)
        moved = State(kept, moved.place, moved.last, moved.reading)
    return moved, say


GUARDED: list[tuple[Property, Callable[[], Step]]] = [
    (nothing_breaks_it, lambda: trusting),
    (a_second_press_changes_nothing, Turning),
    (an_answer_changes_only_itself, lambda: forgetful),
    (an_answer_changes_only_itself, lambda: hoarding),
    (no_question_is_passed_over, lambda: trusting),
    (a_card_leaves_the_screen_as_it_was, lambda: wandering),
    (no_answer_without_its_guidance, lambda: silent),
    (no_answer_without_its_guidance, lambda: hasty),
    (a_card_comes_after_the_answer_that_calls_for_it, lambda: skipping),
    (a_card_comes_after_the_answer_that_calls_for_it, lambda: one_way),
    (going_back_leads_over_the_path_to_the_welcome, lambda: counting),
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
    form, state = StateCodec(check), blank(check)
    for event in events:
        packed = form.pack(state, event)
        assert len(packed) == form.size
        assert form.unpack(packed) == (state, event)
        state, _ = step(check, state, event)


@QUICK
@given(conversations())
def test_a_button_is_taken_of_the_screen_it_stands_on_and_of_no_other(conversation: tuple[Check, list[Event]]) -> None:
    check, events = conversation
    state = blank(check)
    for event in events:
        if isinstance(event, Opened) and not offers(check, state, event):
            continue  # no button opens that here
        state, view = step(check, state, event)
        assert all(offers(check, state, offered) for offered in choices(check, view))
        taken = {each for each in possible(check) if offers(check, state, each)}
        assert taken - {Resumed(), Stopped()} == over(check, state, screen(check, state)) - {Resumed(), Stopped()}


def over(check: Check, state: State, view: View, *, seen: frozenset[Event] = frozenset()) -> set[Event]:
    """Return what this view offers, and what the cards do that it leads to."""
    offered = {*choices(check, view)}
    cards = [each for each in offered - seen if isinstance(each, Opened)]
    return offered.union(*(over(check, state, card(check, state, each.card), seen=seen | offered) for each in cards))


@QUICK
@given(checks(), st.binary(max_size=40))
def test_any_bytes_are_a_state_of_this_check_or_nothing(check: Check, body: bytes) -> None:
    form = StateCodec(check)
    for packed in (body, check.version + body, (check.version + body).ljust(form.size, b"\0")[: form.size]):
        found = form.unpack(packed)
        if found:
            assert form.pack(*found) == packed
            assert reachable(check, found[0])
            step(check, *found)


@QUICK
@given(checks())
def test_other_content_is_refused(check: Check) -> None:
    other = Check("any", b"dcba", check.questions, check.cards, check.rules, check.order)
    assert StateCodec(other).unpack(StateCodec(check).pack(blank(check), Started())) is None
