"""Whole conversations on Telegram: what is shown, and that nothing of it stays."""

import asyncio
import time
from pathlib import Path

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import due_in, later, moved, rows
from tests.support.telegram_bot import TO_ADVICE, begin, configured, running, shown, walk


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
@pytest.mark.parametrize(
    ("locale", "words", "advice"),
    [
        ("nl", (*TO_ADVICE, "Klaar en wissen"), "Klaar. Je check is gewist."),
        ("en", ("Begin", *("1.",) * 8, "On to", "1.", "Finish and wipe"), "Done. Your check is wiped."),
    ],
)
async def test_a_whole_check_leaves_one_word_and_then_nothing(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    locale: str,
    words: tuple[str, ...],
    advice: str,
    webhook: bool,  # noqa: FBT001
) -> None:
    async with running(shipped, configured(fake, database, webhook=webhook)):
        ann = fake.person(1001, language_code=locale)
        await begin(ann)
        await walk(ann, *words)
        assert shown(ann).startswith(advice)
        [message] = ann.chat.messages
        assert message.labels == []
        await until(lambda: rows(database) == [("1001", str(message.id), "notice")])
        await later(database, 61)
        await until(lambda: not ann.chat.messages and not rows(database))


@pytest.mark.usefixtures("bot")
async def test_the_screen_is_one_protected_silent_message_without_previews(fake: TelegramSimulator) -> None:
    ann = fake.person(1001, language_code="nl")
    await begin(ann)
    [message] = ann.chat.messages
    await walk(ann, "Beginnen", "2.")
    [after] = ann.chat.messages
    assert after.id == message.id
    assert after.protected
    assert after.silent
    assert after.preview == {"is_disabled": True}


@pytest.mark.usefixtures("bot")
async def test_a_press_is_answered_and_shown_at_once(fake: TelegramSimulator) -> None:
    """Both calls are sent before either has returned."""
    ann = fake.person(1001)
    await begin(ann)
    fake.latency = 0.3
    await walk(ann, "Beginnen")
    last = {call.method: call.at for call in fake.calls}
    assert abs(last["answerCallbackQuery"] - last["editMessageText"]) < 0.2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("way", "word"), [("Stop en wis", "Gestopt."), ("/stop", "Gestopt.")])
async def test_stopping_wipes_all_but_one_word(fake: TelegramSimulator, database: Path, way: str, word: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen", "1.")
    if way.startswith("/"):
        await begin(ann, way)
    else:
        await walk(ann, way)
    await until(lambda: [message.text[:8] for message in ann.chat.messages] == [word])
    await until(lambda: [part for _, message, part in rows(database) if message] == ["notice"])
    await later(database, 61)
    await until(lambda: not ann.chat.messages and not rows(database))


@pytest.mark.usefixtures("bot")
async def test_each_press_moves_the_deadline_and_a_check_that_nobody_goes_on_with_is_wiped(
    fake: TelegramSimulator, database: Path
) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await until(lambda: rows(database)[0][1])
    await asyncio.sleep(1)  # so that the next deadline differs from the one that is noted with the screen
    before = time.time() + due_in(database)
    await walk(ann, "Beginnen")
    await asyncio.wait_for(moved(database, before), 10)
    await later(database, 890)
    await fake.settled()
    assert shown(ann)
    await later(database, 11)
    await until(lambda: not ann.chat.messages and not rows(database))


@pytest.mark.usefixtures("bot")
async def test_a_new_start_takes_the_place_of_the_old_check(fake: TelegramSimulator, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen", "1.")
    [old] = ann.chat.messages
    await ann.say("/groomingcheck")
    await until(lambda: ann.chat.find(old.id) is None and len(ann.chat.messages) == 1)
    assert shown(ann).startswith("Groomingcheck")
    await until(lambda: [part for _, _, part in rows(database)] == ["screen"])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "command", ["/start", "/start groomingcheck", "/groomingcheck@groomingcheck_bot", "/GroomingCheck"]
)
async def test_every_way_to_start(fake: TelegramSimulator, command: str) -> None:
    ann = fake.person(1001)
    await begin(ann, command)
    assert shown(ann).startswith("Groomingcheck")


async def test_with_more_checks_start_asks_which_one(fake: TelegramSimulator, own: Content, database: Path) -> None:
    async with running(own, configured(fake, database)):
        ann = fake.person(1001)
        await begin(ann, "/start")
        assert shown(ann) == "Welke check wil je doen?"
        await walk(ann, "2. Start: Geldcheck")
        assert shown(ann).startswith("Geldcheck")
        bob = fake.person(1002)
        await begin(bob, "/start")
        await bob.say("2")
        await until(lambda: shown(bob).startswith("Geldcheck"))
        await begin(ann, "/moneycheck")
        assert ann.chat.messages[-1].text.startswith("Geldcheck")


@pytest.mark.usefixtures("bot")
async def test_commands_and_descriptions_stand_in_each_language(fake: TelegramSimulator) -> None:
    await until(lambda: len(fake.descriptions) == 4)
    told = {key: [command["command"] for command in commands] for key, commands in fake.commands.items()}
    assert told == {
        key: commands
        for language, word in (("", "herinnering"), ("nl", "herinnering"), ("en", "reminder"))
        for key, commands in {
            ("all_private_chats", language): ["groomingcheck", "help", "privacy", "stop", word],
            ("all_group_chats", language): ["groomingcheck"],
            ("all_chat_administrators", language): ["groomingcheck", word],
        }.items()
    }
    assert "begeleiders" in fake.descriptions["short_description", ""]
    assert "support workers" in fake.descriptions["short_description", "en"]


async def test_a_bot_that_starts_again_sets_nothing_anew(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    for _ in range(2):
        async with running(shipped, configured(fake, database)):
            await until(lambda: len(fake.descriptions) == 4)
            await fake.settled()
    assert sum(call.method.startswith("setMy") for call in fake.calls) == 13
