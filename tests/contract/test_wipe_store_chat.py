"""What the wipe store knows of a chat: messages about to be posted, the newest screen, the end of it."""

from dataclasses import replace

from adapters.channels import registry
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import MessageKind
from adapters.telegram.limits import WIPEABLE
from tests.contract.test_wipe_store import CHANNEL, CHAT, EVERY, LEASE, OURS, SOON, message, numbers


async def test_an_intent_becomes_the_message_that_was_posted(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after="4")
    assert await wipe_store.screen(CHANNEL, CHAT) is None
    assert await wipe_store.posted(number, "5", SOON)
    assert await wipe_store.posted(number, "5", SOON)
    assert await wipe_store.screen(CHANNEL, CHAT) == "5"
    await wipe_store.end_until(CHANNEL, CHAT, "9")
    (wipe,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert (wipe.message, wipe.after, wipe.part) == ("5", None, MessageKind.NOTICE)  # a screen that is open no more


async def test_a_post_that_comes_in_while_its_intent_is_cleaned_up_is_covered(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=0, after=None)
    held = await wipe_store.claim(OURS, EVERY, LEASE)
    assert await wipe_store.posted(number, "5", 0)
    await wipe_store.finish(held)
    covering = await wipe_store.claim(OURS, EVERY, LEASE)
    assert [wipe.message for wipe in covering] == ["5"]
    await wipe_store.finish(covering)
    assert not await wipe_store.posted(number, "5", 0)


async def test_a_post_that_somebody_noted_already_is_covered_once(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
    await wipe_store.note([message(5, MessageKind.SCREEN)], within=0)
    assert await wipe_store.posted(number, "5", 0)
    assert await numbers(wipe_store) == ["5"]
    assert (await wipe_store.backlog()).rows[MessageKind.SCREEN] == 1


async def test_the_end_of_a_chat_makes_every_message_of_it_due_and_nothing_else(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(2), message(1, chat="1002")], within=0)
    held = await wipe_store.claim(OURS, 2, LEASE)
    await wipe_store.note([message(1, chat="1002")], within=SOON)
    await wipe_store.note([message(3), message(4), message(5, age=WIPEABLE + 100)], within=SOON)
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
    await wipe_store.end_until(CHANNEL, CHAT, "9")
    due = await wipe_store.claim(OURS, EVERY, LEASE)
    assert {wipe.chat for wipe in due} == {CHAT}
    assert {wipe.message for wipe in due} == {"3", "4", "5"}
    assert due[0].message == "5"  # what was due already is as late as it was
    await wipe_store.finish([*held, *due])
    assert (await wipe_store.backlog()).rows == dict.fromkeys(MessageKind, 0) | {
        MessageKind.PERSON: 1,
        MessageKind.SCREEN: 1,
    }


async def test_the_newest_screen_of_a_chat_is_known(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(100, MessageKind.SCREEN)], within=SOON)
    await wipe_store.note(
        [message(19, MessageKind.SCREEN), message(30), message(40, MessageKind.SCREEN, chat="1002")], within=SOON
    )
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after="40")
    assert await wipe_store.screen(CHANNEL, CHAT) == "100"
    assert await wipe_store.screen("slack", CHAT) is None


async def test_a_part_is_there_until_it_is_due(wipe_store: WipeStore) -> None:
    assert not await wipe_store.has(CHANNEL, CHAT, MessageKind.NOTICE)
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.NOTICE, within=SOON, after=None)
    assert await wipe_store.has(CHANNEL, CHAT, MessageKind.NOTICE)
    assert not await wipe_store.has(CHANNEL, CHAT, MessageKind.SCREEN)
    assert not await wipe_store.has(CHANNEL, "1002", MessageKind.NOTICE)
    await wipe_store.note([message(9, MessageKind.TEXT)], within=SOON)
    assert await wipe_store.has(CHANNEL, CHAT, MessageKind.TEXT)
    await wipe_store.end_until(CHANNEL, CHAT, "9")
    assert not await wipe_store.has(CHANNEL, CHAT, MessageKind.TEXT)


async def test_every_message_of_a_chat_is_known(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(number) for number in (9, 10)], within=SOON)
    await wipe_store.note([message(12, chat="1002")], within=SOON)
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.NOTICE, within=0, after="11")
    assert await wipe_store.known(CHANNEL, CHAT) == frozenset({"9", "10"})
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.NOTICE, within=SOON, after="11")
    assert await wipe_store.known(CHANNEL, CHAT) is None


async def test_the_last_message_of_a_chat_may_be_kept(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(2, MessageKind.SCREEN)], within=SOON)
    await wipe_store.end_before(CHANNEL, CHAT, "2")
    assert [wipe.message for wipe in await wipe_store.claim(OURS, EVERY, LEASE)] == ["1"]
    assert await wipe_store.screen(CHANNEL, CHAT) == "2"


async def test_of_two_that_are_posted_at_once_the_newer_stays(wipe_store: WipeStore, url: str) -> None:
    """As when two processes get the command of one person: each ends what came before its own."""
    replica = await WipeStore.open(url, registry.wipeable())
    await wipe_store.note([message(8, MessageKind.TEXT)], within=SOON)
    for one, own in ((wipe_store, 9), (replica, 10)):
        await one.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
        await one.note([message(own, MessageKind.SCREEN), message(own, MessageKind.SCREEN, chat="1002")], within=SOON)
    await wipe_store.end_before(CHANNEL, CHAT, "9")
    await replica.end_before(CHANNEL, CHAT, "10")
    await replica.close()
    assert await numbers(wipe_store) == ["8", "9"]
    assert await wipe_store.screen(CHANNEL, CHAT) == "10"


async def test_a_first_screen_ends_in_one_step_what_is_older_and_nothing_else(wipe_store: WipeStore) -> None:
    older = replace(message(4, MessageKind.SCREEN), run="A" * 16)
    await wipe_store.note([older, message(9), message(1, chat="1002")], within=SOON)
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after="4")
    changed = wipe_store.changed.next
    assert await wipe_store.opened(number, message(5, MessageKind.SCREEN), SOON) == (True, True)
    assert changed.is_set()
    assert older.run in wipe_store.ended.known
    assert await numbers(wipe_store) == ["4"]
    assert sorted(await wipe_store.known(CHANNEL, CHAT) or ()) == ["4", "5", "9"]
    assert await wipe_store.screen(CHANNEL, CHAT) == "5"


async def test_a_first_screen_that_ends_nothing_wakes_nobody(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
    changed = wipe_store.changed.next
    for _ in range(2):  # once more, as when the answer was lost
        assert await wipe_store.opened(number, message(5, MessageKind.SCREEN), SOON) == (True, False)
    assert not changed.is_set()


async def test_a_first_screen_that_somebody_noted_already_is_covered_once(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
    await wipe_store.note([message(4), message(5, MessageKind.SCREEN)], within=SOON)
    assert await wipe_store.opened(number, message(5, MessageKind.SCREEN), SOON) == (True, False)
    assert await numbers(wipe_store) == ["4"]
    assert (await wipe_store.backlog()).rows[MessageKind.SCREEN] == 1


async def test_a_first_screen_whose_row_was_wiped_is_not_covered(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=0, after=None)
    await wipe_store.finish(await wipe_store.claim(OURS, EVERY, LEASE))
    await wipe_store.note([message(4)], within=SOON)
    assert await wipe_store.opened(number, message(5, MessageKind.SCREEN), SOON) == (False, False)
    assert await numbers(wipe_store) == ["4"]


async def test_a_noted_message_may_become_another_part(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(2, MessageKind.SCREEN)], within=SOON)
    await wipe_store.note([message(2, MessageKind.NOTICE)], within=SOON)
    assert (await wipe_store.backlog()).rows == dict.fromkeys(MessageKind, 0) | {MessageKind.NOTICE: 1}


async def test_a_post_is_due_by_what_is_said_of_it_and_never_after_the_limit(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=0, after=None)
    await wipe_store.posted(number, "5", WIPEABLE + 60)
    assert WIPEABLE - 60 < (await wipe_store.next_due(OURS) or 0) <= WIPEABLE


async def test_what_is_gone_already_is_forgotten_and_nothing_else(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(1, chat="1002")], within=SOON)
    await wipe_store.forget(CHANNEL, CHAT)
    assert not await wipe_store.known(CHANNEL, CHAT)
    assert await wipe_store.known(CHANNEL, "1002") == frozenset({"1"})
    await wipe_store.end_until(CHANNEL, "1002", "9")
    held = await wipe_store.claim(OURS, EVERY, LEASE)
    await wipe_store.forget(CHANNEL, "1002")
    await wipe_store.finish(held)
    assert sum((await wipe_store.backlog()).rows.values()) == 0
