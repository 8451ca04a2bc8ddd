"""Introductions: there is one in each place, and the previous one is always wiped."""

import asyncio

import pytest

from adapters.storage.introduction_store import Introduction, IntroductionStore
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore

PLACE = Destination("telegram:1", "-5", "7")
OTHER = Destination("telegram:1", "-5")


@pytest.fixture
def introductions(session: Session, wipe_store: WipeStore) -> IntroductionStore:
    return IntroductionStore(session, wipe_store)


async def noted(wipe_store: WipeStore) -> set[str]:
    return {*(await wipe_store.known("telegram:1", "-5") or ())}


async def test_the_next_one_replaces_it_and_the_one_before_is_to_be_wiped(
    introductions: IntroductionStore, wipe_store: WipeStore
) -> None:
    assert await introductions.put(PLACE, "1") is None
    assert await introductions.put(OTHER, "2") is None
    assert await noted(wipe_store) == set()
    assert await introductions.put(PLACE, "3") == "1"
    assert await introductions.put(PLACE, "3") is None
    assert await noted(wipe_store) == {"1"}
    assert await introductions.all() == (Introduction(OTHER, "2"), Introduction(PLACE, "3"))
    assert await introductions.all(["slack"]) == ()


async def test_of_two_concurrent_posts_one_stays_and_the_other_is_wiped(
    introductions: IntroductionStore, wipe_store: WipeStore
) -> None:
    found = await asyncio.gather(*(introductions.put(PLACE, str(number)) for number in range(5)))
    (left,) = await introductions.all()
    assert await noted(wipe_store) == {"0", "1", "2", "3", "4"} - {left.message}
    assert sorted(filter(None, found)) == sorted({"0", "1", "2", "3", "4"} - {left.message})


async def test_one_that_is_removed_is_to_be_wiped(introductions: IntroductionStore, wipe_store: WipeStore) -> None:
    await introductions.put(PLACE, "1")
    assert not await introductions.remove(Introduction(PLACE, "9"))
    assert await introductions.remove(Introduction(PLACE, "1"))
    assert not await introductions.remove(Introduction(PLACE, "1"))
    assert await noted(wipe_store) == {"1"}
    assert await introductions.all() == ()


async def test_one_in_a_chat_that_has_another_id_now_is_forgotten(
    introductions: IntroductionStore, reminder_store: ReminderStore, wipe_store: WipeStore
) -> None:
    """In the other chat, its id may belong to another message."""
    await introductions.put(PLACE, "1")
    await reminder_store.move("telegram:1", "-5", "-1005")
    assert await introductions.all() == ()
    assert await noted(wipe_store) == set()
