"""How a coordinator sets reminders up, without any platform: each press, and what rides in a button."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.seal import SEAL
from bot.move import Act, Move, Screen
from bot.parcel import CHATS, REMINDERS, SIZE, THREADS, VERSION, pack, unpack
from bot.plan import (
    DAYS,
    FIRST_DAY,
    MOST_CHECKS,
    PAGES,
    Plan,
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

QUICK = settings(max_examples=300, deadline=None, database=None, derandomize=True)
CARRIED = 64
"""Bytes that a button of Telegram's carries."""
MOVES = st.builds(Move, st.sampled_from(Act), st.integers(0, DAYS - 1) | st.integers(0, 30))
PLANS = st.builds(
    Plan,
    screen=st.sampled_from(Screen),
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
DRAFT = drafted(opened(-5, 7), Screen.DAYS, SCHEDULE, 0)
ONE = about(opened(-5, 7), 3, -5, 7)
LARGEST = Plan(
    screen=Screen.CONFIRM,
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
        (DRAFT, Act.DAY, 4, {"weekdays": frozenset({0, 2, 4})}),
        (DRAFT, Act.DAY, 0, {"weekdays": frozenset({2})}),
        (DRAFT, Act.DAY, 7, {}),
        (DRAFT, Act.WENT, Screen.HOUR.value, {"screen": Screen.HOUR}),
        (DRAFT, Act.HOUR, 23, {"minute": 23 * 60 + 35, "screen": Screen.MINUTE}),
        (DRAFT, Act.HOUR, 24, {}),
        (DRAFT, Act.MINUTE, 5, {"minute": 9 * 60 + 5, "screen": Screen.RHYTHM}),
        (DRAFT, Act.MINUTE, 60, {}),
        (DRAFT, Act.WEEKS, 4, {"weeks": 4, "screen": Screen.RHYTHM}),
        (DRAFT, Act.WEEKS, 5, {}),
        (DRAFT, Act.HOLIDAYS, 0, {"holidays_off": False, "screen": Screen.RHYTHM}),
        (DRAFT, Act.START, 5, {"start": day(5), "screen": Screen.CONFIRM}),
        (DRAFT, Act.CHECK, 1, {"check": 1}),
        (DRAFT, Act.CHECK, MOST_CHECKS, {}),
        (DRAFT, Act.WENT, Screen.ONE.value, {}),
        (DRAFT, Act.WENT, 99, {}),
        (opened(), Act.WENT, Screen.DAYS.value, {}),
        (ONE, Act.WENT, Screen.DELETE.value, {"screen": Screen.DELETE}),
        (ONE, Act.WENT, Screen.PAUSE.value, {"screen": Screen.PAUSE}),
        (ONE, Act.LISTED, 2, {"screen": Screen.LIST, "page": 2, "reminder": None}),
    ],
)
def test_a_press_changes_this_and_nothing_else(before: Plan, act: Act, value: int, changes: dict[str, object]) -> None:
    assert step(before, Move(act, value)) == (replace(before, **changes), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "act", "asked"),
    [
        (opened(-5), Act.BEGAN, True),
        (opened(), Act.BEGAN, False),
        (DRAFT, Act.SAVED, False),
        (replace(DRAFT, screen=Screen.CONFIRM), Act.SAVED, True),
        (ONE, Act.CHANGED, True),
        (ONE, Act.RESUMED, True),
        (ONE, Act.SKIPPED, True),
        (ONE, Act.RUNG, True),
        (ONE, Act.PAUSED, False),
        (replace(ONE, screen=Screen.PAUSE), Act.PAUSED, True),
        (ONE, Act.DELETED, False),
        (replace(ONE, screen=Screen.DELETE), Act.DELETED, True),
        (replace(DRAFT, screen=Screen.ONE), Act.RUNG, False),
        (DRAFT, Act.CLOSED, True),
    ],
)
def test_a_deed_is_asked_for_where_its_button_stands_and_nowhere_else(before: Plan, act: Act, asked: bool) -> None:  # noqa: FBT001
    assert step(before, Move(act)) == (before, act if asked else None)


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
def test_a_plan_comes_out_of_its_bytes_as_it_went_in(plan: Plan, move: Move) -> None:
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
def test_no_press_leads_to_what_could_not_ride_in_a_button(plan: Plan, moves: list[Move]) -> None:
    for move in moves:
        plan, _ = step(plan, move)
        pack(b"ab", plan, move)


def test_the_largest_plan_fits_in_a_button() -> None:
    assert unpack(b"ab", pack(b"ab", LARGEST, Move(Act.CLOSED, DAYS - 1))) == (LARGEST, Move(Act.CLOSED, DAYS - 1))
    assert -(-(SEAL + SIZE) * 4 // 3) <= CARRIED


def test_what_no_platform_gives_is_refused() -> None:
    with pytest.raises(ValueError, match=str(REMINDERS + 1)):
        pack(b"ab", replace(LARGEST, reminder=REMINDERS), Move(Act.CLOSED))
