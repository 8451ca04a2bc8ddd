"""What each press makes of a draft, without any platform."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import VALUES, WizardAction, WizardPress
from adapters.reminders.wizard.editing import EditingOptions, edited, rescheduled
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination, Plan
from bot.rhythm import LAST, Monthly, Once, Rhythm, Weekly
from bot.schedule import MOST_TIMES, Schedule

MONDAY = dt.date(2026, 11, 30)
NOW = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)
TEN, NINE = dt.time(10), dt.time(9)
SCHEDULE = Schedule(Weekly(frozenset({0, 2}), 2), frozenset({TEN}), MONDAY, "Europe/Amsterdam", holidays_off=True)
FOUR = frozenset(map(dt.time, range(4)))
DRAFT = Draft("a" * 16, "telegram", "", (Destination("telegram", "-5"),), Plan("one", SCHEDULE))
OPTIONS = EditingOptions(NOW, ("one", "two"), ("ask", "open"))
ASK = presses.mark("ask")


@pytest.mark.parametrize(
    ("before", "press", "after"),
    [
        (Weekly(frozenset({0})), WizardPress(WizardAction.EVERY, 4), Weekly(frozenset({0}), 4)),
        (Weekly(frozenset({0})), WizardPress(WizardAction.EVERY, 7), Weekly(frozenset({0}))),
        (Weekly(frozenset({2, 4}), 3), WizardPress(WizardAction.EVERY, presses.MONTHLY), Monthly(1, 2)),
        (Monthly(LAST, 4), WizardPress(WizardAction.EVERY, presses.MONTHLY), Monthly(LAST, 4)),
        (Monthly(LAST, 4), WizardPress(WizardAction.EVERY, 2), Weekly(frozenset({4}), 2)),
        (Monthly(LAST, 4), WizardPress(WizardAction.EVERY, presses.ONCE), Once()),
        (Once(), WizardPress(WizardAction.EVERY, 1), Weekly(frozenset({0}))),
        (Monthly(1, 4), WizardPress(WizardAction.WHICH, LAST), Monthly(LAST, 4)),
        (Monthly(1, 4), WizardPress(WizardAction.WHICH, LAST + 1), Monthly(1, 4)),
        (Weekly(frozenset({0})), WizardPress(WizardAction.WHICH, 2), Weekly(frozenset({0}))),
        (Monthly(1, 4), presses.switched(WizardAction.DAY, 6, on=True), Monthly(1, 6)),
        (Weekly(frozenset({0})), presses.switched(WizardAction.DAY, 6, on=True), Weekly(frozenset({0, 6}))),
        (Weekly(frozenset({0})), presses.switched(WizardAction.DAY, 0, on=False), Weekly(frozenset())),
        (Weekly(frozenset({0})), presses.switched(WizardAction.DAY, 7, on=True), Weekly(frozenset({0}))),
        (Once(), presses.switched(WizardAction.DAY, 1, on=True), Once()),
        (Weekly(frozenset({6}), 2), WizardPress(WizardAction.WORKDAYS), Weekly(frozenset(range(5)), 2)),
    ],
)
def test_the_rhythm_after_a_press(before: Rhythm, press: WizardPress, after: Rhythm) -> None:
    for _ in range(2):  # pressed twice is done once
        before = rescheduled(replace(SCHEDULE, rhythm=before), press, ()).rhythm
        assert before == after


def test_holidays_do_not_matter_on_a_day_that_is_chosen() -> None:
    once = rescheduled(SCHEDULE, WizardPress(WizardAction.EVERY, presses.ONCE), ())
    assert not once.holidays_off
    assert rescheduled(once, WizardPress(WizardAction.EVERY, 2), ()).holidays_off
    kept = replace(SCHEDULE, holidays_off=False)
    assert not rescheduled(kept, WizardPress(WizardAction.EVERY, 3), ()).holidays_off


@pytest.mark.parametrize(
    ("before", "press", "picked", "after"),
    [
        ({TEN}, presses.timed(600, 540), (), {NINE}),
        ({TEN}, presses.timed(presses.DAY, 540), (), {NINE, TEN}),
        ({TEN}, presses.timed(presses.DAY, 0), ("09:00",), {NINE, TEN}),
        ({TEN}, presses.timed(600, 600), ("09:07",), {dt.time(9, 7)}),
        ({TEN}, presses.timed(600, 600), ("nine",), {TEN}),
        ({TEN}, presses.timed(660, 540), (), {TEN}),
        ({TEN, NINE}, WizardPress(WizardAction.NO_TIME, 540), (), {TEN}),
        ({TEN}, WizardPress(WizardAction.NO_TIME, 9999), (), {TEN}),
        ({TEN}, WizardPress(WizardAction.NO_TIME, 600), (), {TEN}),
        (FOUR, presses.timed(presses.DAY, 540), (), FOUR),
    ],
)
def test_the_times_after_a_press(
    before: set[dt.time], press: WizardPress, picked: tuple[str, ...], after: set[dt.time]
) -> None:
    for _ in range(2):
        before = {*rescheduled(replace(SCHEDULE, times=frozenset(before)), press, picked).times}
        assert before == after


@pytest.mark.parametrize(
    ("press", "picked", "changes"),
    [
        (WizardPress(WizardAction.START, presses.number(MONDAY) + 1), (), {"start": dt.date(2026, 12, 1)}),
        (WizardPress(WizardAction.START, 0), ("2026-12-05",), {"start": dt.date(2026, 12, 5)}),
        (presses.switched(WizardAction.HOLIDAYS, 0, on=False), (), {"holidays_off": False}),
        (presses.skipped(MONDAY, 3, on=True), (), {"skips": frozenset({MONDAY})}),
        (presses.skipped(MONDAY, 0, on=True), ("2026-12-05",), {"skips": frozenset({dt.date(2026, 12, 5)})}),
        (presses.skipped(MONDAY, 0, on=False), (), {}),
    ],
)
def test_the_days_after_a_press(press: WizardPress, picked: tuple[str, ...], changes: dict[str, object]) -> None:
    assert rescheduled(SCHEDULE, press, picked) == replace(SCHEDULE, **changes)  # type: ignore[arg-type]


def test_prompts_and_checks() -> None:
    off = edited(DRAFT, presses.switched(WizardAction.PROMPT, ASK, on=False), (), OPTIONS)
    assert off.plan.without == {"ask"}
    assert edited(off, presses.switched(WizardAction.PROMPT, ASK, on=True), (), OPTIONS) == DRAFT
    assert edited(DRAFT, presses.switched(WizardAction.PROMPT, ASK + 1, on=False), (), OPTIONS) == DRAFT
    other = edited(off, WizardPress(WizardAction.CHECK, 1), (), OPTIONS)
    assert (other.plan.check, other.plan.without) == ("two", frozenset())
    assert edited(DRAFT, WizardPress(WizardAction.CHECK, 2), (), OPTIONS) == DRAFT


def test_the_start_goes_along_with_the_days_until_it_is_chosen() -> None:
    weekly = replace(DRAFT, plan=replace(DRAFT.plan, schedule=replace(SCHEDULE, rhythm=Weekly(frozenset({0})))))
    sunday = presses.switched(WizardAction.DAY, 6, on=True)
    assert edited(weekly, sunday, (), OPTIONS).plan.schedule.start == dt.date(2026, 11, 29)
    chosen = edited(weekly, WizardPress(WizardAction.START, presses.number(MONDAY) + 7), (), OPTIONS)
    assert edited(chosen, sunday, (), OPTIONS).plan.schedule.start == MONDAY + dt.timedelta(7)
    known = replace(weekly, series="b" * 16)
    assert edited(known, sunday, (), OPTIONS).plan.schedule.start == MONDAY


RHYTHMS = (
    st.builds(Weekly, st.frozensets(st.integers(0, 6)), st.integers(1, 4))
    | st.builds(Monthly, st.integers(1, 5), st.integers(0, 6))
    | st.just(Once())
)


@settings(max_examples=300)
@given(
    RHYTHMS,
    st.lists(st.builds(WizardPress, st.sampled_from(WizardAction), st.integers(0, VALUES - 1) | st.integers(0, 30))),
    st.lists(st.text(max_size=12), max_size=2).map(tuple),
)
def test_no_press_breaks_a_draft(rhythm: Rhythm, made: list[WizardPress], picked: tuple[str, ...]) -> None:
    draft = replace(DRAFT, plan=replace(DRAFT.plan, schedule=replace(SCHEDULE, rhythm=rhythm)))
    for press in made:
        draft = edited(draft, press, picked, OPTIONS)
        assert 1 <= len(draft.plan.schedule.times) <= MOST_TIMES
        assert (draft.name, draft.account, draft.series, draft.places) == (
            DRAFT.name,
            DRAFT.account,
            DRAFT.series,
            DRAFT.places,
        )
