"""What a button of the wizard carries, without any platform."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.checks.state_token import SEAL
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import VALUES, WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.codec import CHATS, SIZE, THREADS, VERSION, pack, unpack
from adapters.reminders.wizard.presses import DAYS, FIRST_DAY
from adapters.reminders.wizard.state import PAGES, WizardState
from adapters.storage.reminders import Destination

QUICK = settings(max_examples=300)
CARRIED = 64
"""The most bytes that a button of Telegram's carries."""
PRESSES = st.builds(WizardPress, st.sampled_from(WizardAction), st.integers(0, VALUES - 1))
STATES = st.builds(
    WizardState,
    subject=st.just("") | st.integers(1, 2**64 - 1).map("{:016x}".format),
    chat=st.integers(-CHATS, CHATS - 1) | st.just(0),
    thread=st.integers(0, THREADS - 1),
    page=st.integers(0, PAGES - 1),
)
LARGEST = WizardState("f" * 16, CHATS - 1, THREADS - 1, PAGES - 1)


@QUICK
@given(STATES, PRESSES)
def test_a_state_comes_out_of_its_bytes_as_it_went_in(state: WizardState, press: WizardPress) -> None:
    packed = pack(b"ab", state, press)
    assert len(packed) == SIZE
    assert unpack(b"ab", packed) == (state, press)
    assert unpack(b"ac", packed) is None


@QUICK
@given(st.binary(max_size=SIZE + 2) | st.binary(min_size=SIZE - VERSION, max_size=SIZE - VERSION).map(b"ab".__add__))
def test_other_bytes_are_none_or_a_state_that_packs_to_them(packed: bytes) -> None:
    found = unpack(b"ab", packed)
    assert found is None or pack(b"ab", *found) == packed


def test_the_largest_state_fits_in_a_button() -> None:
    press = WizardPress(tuple(WizardAction)[-1], VALUES - 1)
    assert unpack(b"ab", pack(b"ab", LARGEST, press)) == (LARGEST, press)
    assert 1 + -(-(SEAL + SIZE) * 4 // 3) <= CARRIED


@pytest.mark.parametrize("state", [WizardState("g" * 16), WizardState(chat=CHATS), WizardState(thread=THREADS)])
def test_what_no_platform_gives_is_refused(state: WizardState) -> None:
    with pytest.raises(ValueError, match=r"g|\d"):
        pack(b"ab", state, WizardPress(WizardAction.CLOSE))


@pytest.mark.parametrize("screen", WizardScreen)
@pytest.mark.parametrize("argument", [0, 1, presses.DAY * 24 + 23, presses.MARKS - 1])
def test_a_press_leads_to_its_screen_and_argument(screen: WizardScreen, argument: int) -> None:
    press = presses.show(screen, argument)
    assert press.value < VALUES
    assert presses.shown(press) == (screen, argument)


@QUICK
@given(st.integers(0, presses.DAY), st.integers(0, presses.DAY - 1), st.dates(FIRST_DAY, presses.day(DAYS - 1)))
def test_every_value_fits(old: int, new: int, date: dt.date) -> None:
    assert divmod(presses.timed(old, new).value, presses.DAY) == (old, new)
    skip = presses.skipped(date, presses.WINDOWS - 1, on=True)
    assert max(presses.timed(old, new).value, skip.value) < VALUES
    item, on = presses.switch(skip)
    assert (presses.day(item // presses.WINDOWS), item % presses.WINDOWS, on) == (date, presses.WINDOWS - 1, True)


def test_a_day_is_the_nearest_there_is() -> None:
    days = (FIRST_DAY, dt.date(2019, 1, 1), dt.date.max)
    assert [presses.number(day) for day in days] == [0, 0, DAYS - 1]
    assert presses.day(presses.number(dt.date(2026, 11, 22))) == dt.date(2026, 11, 22)


def test_two_places_have_two_marks() -> None:
    places = [Destination("telegram", str(-1000 - chat), thread) for chat in range(50) for thread in ("", "7")]
    assert len({presses.place_mark(place) for place in places}) == len(places)


def test_screens_and_actions_about_drafts_are_told_apart() -> None:
    assert [screen for screen in WizardScreen if not screen.drafting] == list(WizardScreen)[:5]
    assert WizardAction.SAVE.drafting
    assert not WizardAction.DELETE.drafting
