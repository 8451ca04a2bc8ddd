"""State tokens: one opens only for its own person and purpose, and reveals nothing."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.checks.button_mark import MARK
from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher, Unsealed, length
from adapters.telegram.limits import LIMITS
from bot.check import Check
from bot.events import Answered
from bot.state import NUMBER, State, StateCodec

CHECK, LINK = Purpose.CHECK, Purpose.GROUP_LINK
STATE = (LIMITS.packed_state or 0) + RUN
WORKER = Participant("telegram", "1001")
SECRET, OLDER, FOREIGN = b"a" * 32, b"b" * 32, b"c" * 32
NOW = 1_800_000_000.125
QUICK = settings(max_examples=300)


@QUICK
@given(st.binary(min_size=NUMBER, max_size=STATE), st.integers(0, 2**47), st.text(max_size=30), st.text(max_size=30))
def test_what_was_sealed_comes_back(packed: bytes, milliseconds: int, channel: str, person: str) -> None:
    seal, who, at = TokenCipher([SECRET]), Participant(channel, person), milliseconds / 1000
    assert seal.unseal(CHECK, seal.seal(CHECK, packed, who, at), who) == Unsealed(packed, at)


@QUICK
@given(st.text(max_size=80) | st.text(string.ascii_letters + string.digits + "-_", min_size=30, max_size=80))
def test_whatever_else_comes_in_is_refused(payload: str) -> None:
    assert TokenCipher([SECRET]).unseal(CHECK, payload, WORKER) is None


def test_a_change_anywhere_is_refused() -> None:
    seal = TokenCipher([SECRET])
    payload = seal.seal(LINK, b"123456789", WORKER, NOW)
    assert seal.unseal(LINK, payload, WORKER)
    for place, letter in enumerate(payload[:-1]):  # the last character has bits to spare
        other = "A" if letter != "A" else "B"
        assert seal.unseal(LINK, payload[:place] + other + payload[place + 1 :], WORKER) is None


def test_of_a_check_nothing_can_be_changed_but_which_button_of_its_screen_it_is() -> None:
    seal = TokenCipher([SECRET])
    payload = seal.seal(CHECK, b"123456789", WORKER, NOW)
    for place, letter in enumerate(payload):
        for other in set("ABQa-_") - {letter}:
            found = seal.unseal(CHECK, payload[:place] + other + payload[place + 1 :], WORKER)
            assert found is None or place >= len(payload) - MARK
            assert found is None or (found.packed[:-NUMBER], found.at) == (b"1234567", NOW)


def test_the_button_that_was_pressed_cannot_be_read_from_its_token() -> None:
    """A browser keeps the button that was pressed on each screen: the same one never looks the same, nor nearly so."""
    seal = TokenCipher([SECRET])
    marks = [seal.seal(CHECK, b"state" + bytes(NUMBER), WORKER, NOW + number)[-MARK:] for number in range(1000)]
    assert len(set(marks)) > 950
    other = TokenCipher([OLDER]).seal(CHECK, b"state" + bytes(NUMBER), WORKER, NOW)
    assert other[-MARK:] != marks[0]


def test_the_buttons_of_a_screen_are_those_that_are_sealed_by_themselves() -> None:
    seal = TokenCipher([SECRET])
    make = seal.buttons(b"state", WORKER, NOW)
    for number in (0, 1, 255, 256, 65_535):
        assert make(number) == seal.seal(CHECK, b"state" + number.to_bytes(NUMBER, "big"), WORKER, NOW)


def test_a_character_that_does_not_belong_is_refused() -> None:
    seal = TokenCipher([SECRET])
    payload = seal.seal(CHECK, b"123456789", WORKER, NOW)
    for strange in "!*+/ \n=é":
        assert seal.unseal(CHECK, payload[:10] + strange + payload[10:], WORKER) is None


def test_a_part_of_it_is_refused() -> None:
    seal = TokenCipher([SECRET])
    payload = seal.seal(CHECK, b"123456789", WORKER, NOW)
    assert all(seal.unseal(CHECK, payload[:length], WORKER) is None for length in range(len(payload)))


@pytest.mark.parametrize(
    "other", [Participant("telegram", "1002"), Participant("slack", "1001"), Participant("telegram1", "001")]
)
def test_a_token_is_valid_for_one_person_on_one_channel(other: Participant) -> None:
    seal = TokenCipher([SECRET])
    assert seal.unseal(CHECK, seal.seal(CHECK, b"state", WORKER, NOW), other) is None


def test_the_first_secret_seals_and_every_one_opens() -> None:
    before = TokenCipher([OLDER]).seal(CHECK, b"state", WORKER, NOW)
    rotated = TokenCipher([SECRET, OLDER])
    assert rotated.unseal(CHECK, before, WORKER) == Unsealed(b"state", NOW)
    assert TokenCipher([OLDER]).unseal(CHECK, rotated.seal(CHECK, b"state", WORKER, NOW), WORKER) is None
    assert TokenCipher([FOREIGN]).unseal(CHECK, before, WORKER) is None


def test_it_fits_in_a_button_and_the_limit_of_a_state_is_exact() -> None:
    seal = TokenCipher([SECRET])
    assert [len(seal.seal(CHECK, bytes(size), WORKER, NOW)) for size in range(NUMBER, 40)] == [
        length(size) for size in range(NUMBER, 40)
    ]
    assert length(STATE) <= 64 < length(STATE + 1)


@pytest.mark.parametrize("other", [Purpose.REMINDER, Purpose.GROUP_LINK])
def test_it_opens_for_no_other_purpose_and_says_by_its_first_character_what_it_is_for(other: Purpose) -> None:
    seal = TokenCipher([SECRET])
    payload = seal.seal(other, b"state", WORKER, NOW)
    assert payload[0] == other.value
    assert seal.unseal(other, payload, WORKER)
    assert seal.unseal(CHECK, payload, WORKER) is None
    assert seal.unseal(CHECK, CHECK + payload[1:], WORKER) is None


def test_it_can_stand_in_an_address() -> None:
    payload = "".join(TokenCipher([SECRET]).seal(CHECK, bytes([number]), WORKER, NOW) for number in range(200))
    assert set(payload) <= set(string.ascii_letters + string.digits + "-_")


def test_its_length_tells_nothing_of_the_answers(check: Check) -> None:
    form, seal = StateCodec(check), TokenCipher([SECRET])
    states = [State((None,) * 9), State((0, 1, 2, 3, 3, 2, 3, 3, 3), 11), State((0, *(None,) * 8), 2, 0)]
    payloads = [seal.seal(CHECK, form.pack(state, Answered(0, 1)), WORKER, NOW) for state in states]
    assert len({len(payload) for payload in payloads}) == 1
    assert len(set(payloads)) == len(payloads)


def test_the_secret_is_in_nothing_that_is_shown() -> None:
    seal = TokenCipher([SECRET])
    assert SECRET.decode() not in repr(seal)
    assert SECRET.decode() not in repr(vars(seal))


@pytest.mark.parametrize(("age", "fresh"), [(0, True), (900, True), (901, False), (-60, True), (-61, False)])
def test_it_is_good_for_a_while_and_not_before_its_time_has_come(age: float, *, fresh: bool) -> None:
    """Also for the reminder wizard, and for links from a group. The clocks of two machines may differ a little."""
    assert Unsealed(b"", NOW).fresh(NOW + age, 900) == fresh
