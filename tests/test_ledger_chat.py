"""What the ledger covers and knows of a chat: messages about to be posted, the newest screen, the end of it."""

from adapters.ledger import DELETABLE, Ledger, Part
from tests.test_ledger import CHANNEL, CHAT, EVERY, LEASE, OURS, SOON, message, numbers


async def test_an_intent_becomes_the_message_that_was_posted(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after="4")
    assert await ledger.screen(CHANNEL, CHAT) is None
    assert await ledger.posted(number, "5", SOON)
    assert await ledger.posted(number, "5", SOON)
    assert await ledger.screen(CHANNEL, CHAT) == "5"
    await ledger.end(CHANNEL, CHAT)
    (wipe,) = await ledger.claim(OURS, EVERY, LEASE)
    assert (wipe.message, wipe.after, wipe.part) == ("5", None, Part.NOTICE)  # a screen that is open no more


async def test_a_post_that_comes_in_while_its_intent_is_cleaned_up_is_covered(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=0, after=None)
    held = await ledger.claim(OURS, EVERY, LEASE)
    assert await ledger.posted(number, "5", 0)
    await ledger.finish(held)
    covering = await ledger.claim(OURS, EVERY, LEASE)
    assert [wipe.message for wipe in covering] == ["5"]
    await ledger.finish(covering)
    assert not await ledger.posted(number, "5", 0)


async def test_a_post_that_somebody_noted_already_is_covered_once(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after=None)
    await ledger.note([message(5, Part.SCREEN)], within=0)
    assert await ledger.posted(number, "5", 0)
    assert await numbers(ledger) == ["5"]
    assert (await ledger.backlog()).rows[Part.SCREEN] == 1


async def test_the_end_of_a_chat_makes_every_message_of_it_due_and_nothing_else(ledger: Ledger) -> None:
    await ledger.note([message(1), message(2), message(1, chat="1002")], within=0)
    held = await ledger.claim(OURS, 2, LEASE)
    await ledger.note([message(1, chat="1002")], within=SOON)
    await ledger.note([message(3), message(4), message(5, age=DELETABLE + 100)], within=SOON)
    await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after=None)
    await ledger.end(CHANNEL, CHAT)
    due = await ledger.claim(OURS, EVERY, LEASE)
    assert {wipe.chat for wipe in due} == {CHAT}
    assert {wipe.message for wipe in due} == {"3", "4", "5"}
    assert due[0].lateness >= 100  # what was due already is as late as it was
    await ledger.finish([*held, *due])
    assert (await ledger.backlog()).rows == dict.fromkeys(Part, 0) | {Part.PERSON: 1, Part.SCREEN: 1}


async def test_the_newest_screen_of_a_chat_is_known(ledger: Ledger) -> None:
    await ledger.note([message(100, Part.SCREEN)], within=SOON)
    await ledger.note([message(19, Part.SCREEN), message(30), message(40, Part.SCREEN, chat="1002")], within=SOON)
    await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after="40")
    assert await ledger.screen(CHANNEL, CHAT) == "100"
    assert await ledger.screen("slack", CHAT) is None


async def test_a_part_is_there_until_it_is_due(ledger: Ledger) -> None:
    assert not await ledger.has(CHANNEL, CHAT, Part.NOTICE)
    await ledger.intend(CHANNEL, CHAT, Part.NOTICE, within=SOON, after=None)
    assert await ledger.has(CHANNEL, CHAT, Part.NOTICE)
    assert not await ledger.has(CHANNEL, CHAT, Part.SCREEN)
    assert not await ledger.has(CHANNEL, "1002", Part.NOTICE)
    await ledger.note([message(9, Part.TEXT)], within=SOON)
    assert await ledger.has(CHANNEL, CHAT, Part.TEXT)
    await ledger.end(CHANNEL, CHAT)
    assert not await ledger.has(CHANNEL, CHAT, Part.TEXT)


async def test_every_message_of_a_chat_is_known(ledger: Ledger) -> None:
    await ledger.note([message(number) for number in (9, 10)], within=SOON)
    await ledger.note([message(12, chat="1002")], within=SOON)
    await ledger.intend(CHANNEL, CHAT, Part.NOTICE, within=SOON, after="11")
    assert await ledger.known(CHANNEL, CHAT) == {"9", "10"}


async def test_the_last_word_of_a_chat_may_be_spared(ledger: Ledger) -> None:
    await ledger.note([message(1), message(2, Part.SCREEN)], within=SOON)
    await ledger.end(CHANNEL, CHAT, spare="2")
    assert [wipe.message for wipe in await ledger.claim(OURS, EVERY, LEASE)] == ["1"]
    assert await ledger.screen(CHANNEL, CHAT) == "2"


async def test_of_two_that_are_posted_at_once_the_newer_stays(ledger: Ledger, url: str) -> None:
    """As when two processes are told to start by one person: each ends what came before its own."""
    replica = await Ledger.open(url)
    await ledger.note([message(8, Part.TEXT)], within=SOON)
    for one, own in ((ledger, 9), (replica, 10)):
        await one.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after=None)
        await one.note([message(own, Part.SCREEN), message(own, Part.SCREEN, chat="1002")], within=SOON)
    await ledger.end_before(CHANNEL, CHAT, "9")
    await replica.end_before(CHANNEL, CHAT, "10")
    await replica.close()
    assert await numbers(ledger) == ["8", "9"]
    assert await ledger.screen(CHANNEL, CHAT) == "10"


async def test_a_noted_message_may_become_another_part(ledger: Ledger) -> None:
    await ledger.note([message(2, Part.SCREEN)], within=SOON)
    await ledger.note([message(2, Part.NOTICE)], within=SOON)
    assert (await ledger.backlog()).rows == dict.fromkeys(Part, 0) | {Part.NOTICE: 1}


async def test_a_post_is_due_by_what_is_said_of_it_and_never_after_the_limit(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=0, after=None)
    await ledger.posted(number, "5", DELETABLE + 60)
    assert DELETABLE - 60 < (await ledger.next_due(OURS) or 0) <= DELETABLE


async def test_what_is_gone_already_is_forgotten_and_nothing_else(ledger: Ledger) -> None:
    await ledger.note([message(1), message(1, chat="1002")], within=SOON)
    await ledger.forget(CHANNEL, CHAT)
    assert not await ledger.known(CHANNEL, CHAT)
    assert await ledger.known(CHANNEL, "1002") == {"1"}
    await ledger.end(CHANNEL, "1002")
    held = await ledger.claim(OURS, EVERY, LEASE)
    await ledger.forget(CHANNEL, "1002")
    await ledger.finish(held)
    assert sum((await ledger.backlog()).rows.values()) == 0
