"""The seal: what it gives opens for its own person and nobody else, and says nothing to who looks at it."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.seal import PAYLOAD, SEAL, Opened, Person, Seal
from bot.check import Check
from bot.event import Answered
from bot.state import Form, State
from messages.capacity import STATE

WORKER = Person("telegram", "1001")
SECRET, OLDER, FOREIGN = b"a" * 32, b"b" * 32, b"c" * 32
NOW = 1_800_000_000.125
QUICK = settings(max_examples=300, deadline=None, database=None, derandomize=True)


@QUICK
@given(st.binary(max_size=STATE), st.integers(0, 2**47), st.text(max_size=30), st.text(max_size=30))
def test_what_was_sealed_comes_back(packed: bytes, milliseconds: int, channel: str, person: str) -> None:
    seal, who, at = Seal([SECRET]), Person(channel, person), milliseconds / 1000
    assert seal.unseal(seal.seal(packed, who, at), who) == Opened(packed, at)


@QUICK
@given(st.text(max_size=80) | st.text(string.ascii_letters + string.digits + "-_", min_size=30, max_size=80))
def test_whatever_else_comes_in_is_refused(payload: str) -> None:
    assert Seal([SECRET]).unseal(payload, WORKER) is None


def test_a_change_anywhere_is_refused() -> None:
    seal = Seal([SECRET])
    payload = seal.seal(b"123456789", WORKER, NOW)
    assert seal.unseal(payload, WORKER)
    for place, letter in enumerate(payload[:-1]):  # the last character has bits to spare
        other = "A" if letter != "A" else "B"
        assert seal.unseal(payload[:place] + other + payload[place + 1 :], WORKER) is None


def test_a_character_that_does_not_belong_is_refused() -> None:
    seal = Seal([SECRET])
    payload = seal.seal(b"123456789", WORKER, NOW)
    for strange in "!*+/ \n=é":
        assert seal.unseal(payload[:10] + strange + payload[10:], WORKER) is None


def test_a_part_of_it_is_refused() -> None:
    seal = Seal([SECRET])
    payload = seal.seal(b"123456789", WORKER, NOW)
    assert all(seal.unseal(payload[:length], WORKER) is None for length in range(len(payload)))


@pytest.mark.parametrize("other", [Person("telegram", "1002"), Person("slack", "1001"), Person("telegram1", "001")])
def test_it_opens_for_nobody_else_and_in_no_other_channel(other: Person) -> None:
    seal = Seal([SECRET])
    assert seal.unseal(seal.seal(b"state", WORKER, NOW), other) is None


def test_the_first_secret_seals_and_every_one_opens() -> None:
    before = Seal([OLDER]).seal(b"state", WORKER, NOW)
    rotated = Seal([SECRET, OLDER])
    assert rotated.unseal(before, WORKER) == Opened(b"state", NOW)
    assert Seal([OLDER]).unseal(rotated.seal(b"state", WORKER, NOW), WORKER) is None
    assert Seal([FOREIGN]).unseal(before, WORKER) is None


def test_it_fits_in_a_button_and_the_limit_of_a_state_is_exact() -> None:
    seal = Seal([SECRET])
    assert len(seal.seal(bytes(STATE), WORKER, NOW)) == PAYLOAD
    assert len(seal.seal(bytes(STATE + 1), WORKER, NOW)) > PAYLOAD
    assert PAYLOAD <= 64
    assert SEAL + STATE == PAYLOAD * 3 // 4


def test_it_can_stand_in_an_address() -> None:
    payload = "".join(Seal([SECRET]).seal(bytes([number]), WORKER, NOW) for number in range(200))
    assert set(payload) <= set(string.ascii_letters + string.digits + "-_")


def test_its_length_tells_nothing_of_the_answers(check: Check) -> None:
    form, seal = Form(check), Seal([SECRET])
    states = [State((None,) * 9), State((0, 1, 2, 3, 3, 2, 3, 3, 3), 11), State((0, *(None,) * 8), 2, 0)]
    payloads = [seal.seal(form.pack(state, Answered(0, 1)), WORKER, NOW) for state in states]
    assert len({len(payload) for payload in payloads}) == 1
    assert len(set(payloads)) == len(payloads)


def test_the_secret_is_in_nothing_that_is_shown() -> None:
    seal = Seal([SECRET])
    assert SECRET.decode() not in repr(seal)
    assert SECRET.decode() not in repr(vars(seal))
