"""How a coordinator sets reminders up, without any platform: each press, and what a button carries."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.checks.state_token import SEAL
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.codec import CHATS, REMINDERS, SIZE, THREADS, VERSION, pack, unpack
from adapters.reminders.wizard.state import (
    DAYS,
    FIRST_DAY,
    MOST_CHECKS,
    PAGES,
    WizardState,
    about,
    day,
    drafted,
    listed,
    number,
    opened,
    scheduled,
    step,
)
from bot.schedule import WEEKS, Schedule

QUICK = settings(max_examples=300)
CARRIED = 64
"""The most bytes that a button of Telegram's carries."""
MOVES = st.builds(WizardPress, st.sampled_from(WizardAction), st.integers(0, DAYS - 1) | st.integers(0, 30))
PLANS = st.builds(
    WizardState,
    screen=st.sampled_from(WizardScreen),
    chat=st.integers(-CHATS, CHATS - 1) | st.just(0),
    thread=st.integers(0, THREADS - 1),
    everywhere=st.booleans(),
    page=st.integers(0, PAGES - 1),
    reminder=st.none() | st.integers(0, REMINDERS - 1),
    check=st.integers(0, MOST_CHECKS - 1),
    weekdays=st.frozensets(st.integers(0, 6)),
    minute=st.integers(0, 1439),
    weeks=st.sampled_from(WEEKS),
    holidays_off=st.booleans(),
    start=st.integers(0, DAYS - 1).map(day),
)
SCHEDULE = Schedule(frozenset({0, 2}), dt.time(9, 35), 2, dt.date(2026, 11, 23), "Europe/Amsterdam", holidays_off=True)
DRAFT = drafted(opened(-5, 7), WizardScreen.DAYS, SCHEDULE, 0)
ONE = about(opened(-5, 7), 3, -5, 7)
LARGEST = WizardState(
    screen=WizardScreen.CONFIRM,
    chat=CHATS - 1,
    thread=THREADS - 1,
    everywhere=True,
    page=PAGES - 1,
    reminder=REMINDERS - 1,
    check=MOST_CHECKS - 1,
    weekdays=frozenset(range(7)),
    minute=1439,
    weeks=4,
    holidays_off=True,
    start=day(DAYS - 1),
)


@pytest.mark.parametrize(
    ("before", "act", "value", "changes"),
    [
        (DRAFT, WizardAction.DAY, 4, {"weekdays": frozenset({0, 2, 4})}),
        (DRAFT, WizardAction.DAY, 0, {"weekdays": frozenset({2})}),
        (DRAFT, WizardAction.DAY, 7, {}),
        (DRAFT, WizardAction.WENT, WizardScreen.HOUR.value, {"screen": WizardScreen.HOUR}),
        (DRAFT, WizardAction.HOUR, 23, {"minute": 23 * 60 + 35, "screen": WizardScreen.MINUTE}),
        (DRAFT, WizardAction.HOUR, 24, {}),
        (DRAFT, WizardAction.MINUTE, 5, {"minute": 9 * 60 + 5, "screen": WizardScreen.RHYTHM}),
        (DRAFT, WizardAction.MINUTE, 60, {}),
        (DRAFT, WizardAction.WEEKS, 4, {"weeks": 4, "screen": WizardScreen.RHYTHM}),
        (DRAFT, WizardAction.WEEKS, 5, {}),
        (DRAFT, WizardAction.HOLIDAYS, 0, {"holidays_off": False, "screen": WizardScreen.RHYTHM}),
        (DRAFT, WizardAction.START, 5, {"start": day(5), "screen": WizardScreen.CONFIRM}),
        (DRAFT, WizardAction.CHECK, 1, {"check": 1}),
        (DRAFT, WizardAction.CHECK, MOST_CHECKS, {}),
        (DRAFT, WizardAction.WENT, WizardScreen.ONE.value, {}),
        (DRAFT, WizardAction.WENT, 99, {}),
        (opened(), WizardAction.WENT, WizardScreen.DAYS.value, {}),
        (ONE, WizardAction.WENT, WizardScreen.DELETE.value, {"screen": WizardScreen.DELETE}),
        (ONE, WizardAction.WENT, WizardScreen.PAUSE.value, {"screen": WizardScreen.PAUSE}),
        (ONE, WizardAction.LISTED, 2, {"screen": WizardScreen.LIST, "page": 2, "reminder": None}),
    ],
)
def test_a_press_changes_this_and_nothing_else(
    before: WizardState, act: WizardAction, value: int, changes: dict[str, object]
) -> None:
    assert step(before, WizardPress(act, value)) == (replace(before, **changes), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "act", "asked"),
    [
        (opened(-5), WizardAction.BEGAN, True),
        (opened(), WizardAction.BEGAN, False),
        (DRAFT, WizardAction.SAVED, False),
        (replace(DRAFT, screen=WizardScreen.CONFIRM), WizardAction.SAVED, True),
        (ONE, WizardAction.CHANGED, True),
        (ONE, WizardAction.RESUMED, True),
        (ONE, WizardAction.SKIPPED, True),
        (ONE, WizardAction.POSTED, True),
        (ONE, WizardAction.PAUSED, False),
        (replace(ONE, screen=WizardScreen.PAUSE), WizardAction.PAUSED, True),
        (ONE, WizardAction.DELETED, False),
        (replace(ONE, screen=WizardScreen.DELETE), WizardAction.DELETED, True),
        (replace(DRAFT, screen=WizardScreen.ONE), WizardAction.POSTED, False),
        (DRAFT, WizardAction.CLOSED, True),
    ],
)
def test_a_deed_is_asked_for_where_its_button_stands_and_nowhere_else(
    before: WizardState,
    act: WizardAction,
    asked: bool,  # noqa: FBT001
) -> None:
    assert step(before, WizardPress(act)) == (before, act if asked else None)


def test_the_list_of_all_groups_is_come_back_to() -> None:
    assert listed(about(opened(), 3, -5, 7)) == opened()
    assert listed(about(opened(-5, 7), 3, -5, 7), 1) == replace(opened(-5, 7), page=1)


def test_what_was_chosen_comes_back_as_a_schedule() -> None:
    skipping = replace(SCHEDULE, skips=frozenset({dt.date(2026, 12, 7)}))
    assert scheduled(DRAFT, skipping) == skipping
    assert scheduled(replace(DRAFT, minute=0), SCHEDULE) == replace(SCHEDULE, time=dt.time(0))


def test_a_day_is_the_nearest_there_is() -> None:
    assert [number(FIRST_DAY), number(dt.date(2019, 1, 1)), number(dt.date.max)] == [0, 0, DAYS - 1]
    assert day(number(dt.date(2026, 11, 22))) == dt.date(2026, 11, 22)


@QUICK
@given(PLANS, MOVES)
def test_a_plan_comes_out_of_its_bytes_as_it_went_in(plan: WizardState, move: WizardPress) -> None:
    packed = pack(b"ab", plan, move)
    assert len(packed) == SIZE
    assert unpack(b"ab", packed) == (plan, move)
    assert unpack(b"ac", packed) is None


@QUICK
@given(st.binary(max_size=SIZE + 2) | st.binary(min_size=SIZE - VERSION, max_size=SIZE - VERSION).map(b"ab".__add__))
def test_other_bytes_are_none_or_a_plan_that_packs_to_them(packed: bytes) -> None:
    found = unpack(b"ab", packed)
    assert found is None or pack(b"ab", *found) == packed


@QUICK
@given(PLANS, st.lists(MOVES, max_size=12))
def test_no_press_leads_to_what_could_not_ride_in_a_button(plan: WizardState, moves: list[WizardPress]) -> None:
    for move in moves:
        plan, _ = step(plan, move)
        pack(b"ab", plan, move)


def test_the_largest_plan_fits_in_a_button() -> None:
    assert unpack(b"ab", pack(b"ab", LARGEST, WizardPress(WizardAction.CLOSED, DAYS - 1))) == (
        LARGEST,
        WizardPress(WizardAction.CLOSED, DAYS - 1),
    )
    assert -(-(SEAL + SIZE) * 4 // 3) <= CARRIED


def test_what_no_platform_gives_is_refused() -> None:
    with pytest.raises(ValueError, match=str(REMINDERS + 1)):
        pack(b"ab", replace(LARGEST, reminder=REMINDERS), WizardPress(WizardAction.CLOSED))
