"""A check that is over stays over, whatever button of it is still pressed, and leaves nothing in the chat."""

import time
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.checks.state_token import Participant, Purpose, TokenCipher
from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from messages.content import Content
from tests.support import slack_bot
from tests.support.caller import until
from tests.support.erasing_process import erased
from tests.support.slack_bot import offered, serving
from tests.support.store_reader import ask, later, locked, rows
from tests.support.telegram_bot import SECRET, begin, configured, running, said, shown, walk

STOP = "Stop en wis"
IDLE = 900.0


def payload(person: Person, label: str) -> tuple[str, int]:
    """Return the payload of a button that starts like this, and the id of its message."""
    found = [
        (button.payload, message.id)
        for message in said(person)
        for row in message.buttons
        for button in row
        if button.label.startswith(label)
    ]
    return str(found[0][0]), found[0][1]


async def asked(fake: TelegramSimulator, number: int = 1001) -> Person:
    """Return somebody who has the first question on their screen."""
    ann = fake.person(number)
    await begin(ann)
    await walk(ann, "Beginnen")
    return ann


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("first", ["s", "1."])
async def test_two_quick_taps_end_with_the_stop(fake: TelegramSimulator, database: Path, first: str) -> None:
    """In either order; and the notice that it was stopped stays for as long as it does otherwise."""
    ann = await asked(fake)
    stop, answer = payload(ann, STOP), payload(ann, "1.")
    for pressed in (stop, answer) if first == "s" else (answer, stop):
        await ann.press_payload(*pressed)
    await until(lambda: shown(ann).startswith("Gestopt."))
    await fake.settled()
    assert [(message.text[:8], message.labels) for message in said(ann)] == [("Gestopt.", [])]
    await until(lambda: [part for _, _, part in rows(database)] == ["notice"])
    await later(database, 61)
    await until(lambda: not ann.chat.messages)


@pytest.mark.usefixtures("bot")
async def test_a_screen_that_could_not_be_deleted_says_that_its_check_is_over(fake: TelegramSimulator) -> None:
    """After /stop, and after a new start, while Telegram deletes nothing."""
    ann = await asked(fake)
    answer, number = payload(ann, "1.")
    for method in ("deleteMessage", "deleteMessages", "editMessageText"):
        fake.fail(method, errors.rate_limited(1), times=3)
    await ann.say("/stop")
    await until(lambda: shown(ann).startswith("Gestopt."))
    await ann.press_payload(answer, number)
    await fake.settled()
    assert not any("Vraag 2" in message.text for message in said(ann))


async def test_it_stays_over_through_a_restart(fake: TelegramSimulator, shipped: Content, database: Path) -> None:
    async with running(shipped, configured(fake, database), fake):
        ann = await asked(fake)
        answer, number = payload(ann, "1.")
        await walk(ann, STOP)
    async with running(shipped, configured(fake, database), fake):
        await ann.press_payload(answer, number)
        await fake.settled()
        assert shown(ann).startswith("Gestopt.")


async def test_what_was_erased_stays_over_in_a_bot_that_runs(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    """Though another process erased it, and Telegram still shows a message with a button of it."""
    async with running(shipped, configured(fake, database), fake):
        ann = await asked(fake)
        answer, _ = payload(ann, "1.")
        settings = {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}
        await erased("telegram:1001", f"sqlite:///{database}", **settings)
        assert not said(ann)
        left = ann.chat.add(fake.account.user(), from_bot=True, text="x")
        await ann.press_payload(answer, left.id)
        await until(lambda: shown(ann) != "x")
        assert "verlopen" in shown(ann)


async def test_one_that_ends_while_the_database_hangs_is_over_at_once_and_stays_so(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    """Through a restart too, as it is noted once the database is back."""
    async with running(shipped, configured(fake, database), fake):
        ann = await asked(fake)
        answer, number = payload(ann, "1.")
        with locked(database):
            await walk(ann, STOP)
            await ann.press_payload(answer, number)
        await until(lambda: len(ask(database, "SELECT run FROM ended")) == 1)
        await fake.settled()
    async with running(shipped, configured(fake, database), fake):
        await ann.press_payload(answer, number)
        await fake.settled()
    assert not any("Vraag 2" in str(call.parameters) for call in fake.calls)


def aged(answer: str) -> str:
    """Return this payload as it would be if its button had been shown longer ago than it is good for."""
    cipher, ann = TokenCipher([SECRET], IDLE), Participant("telegram", "1001")
    opened = cipher.unseal(Purpose.CHECK, answer, ann)
    assert opened
    return cipher.seal(Purpose.CHECK, opened.packed, ann, time.time() - IDLE - 1)


async def test_no_check_comes_back_once_buttons_are_good_for_longer(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    """That it is over is forgotten when its buttons aren't good any more, by the time that was set when it ended."""
    async with running(shipped, configured(fake, database, idle=IDLE), fake):
        ann = await asked(fake)
        answer, number = payload(ann, "1.")
        await walk(ann, STOP)
        await until(lambda: ask(database, "SELECT run FROM ended"))
    ask(database, "DELETE FROM ended")  # as after so many minutes
    async with running(shipped, configured(fake, database, idle=4 * IDLE), fake):
        await ann.press_payload(aged(answer), number)
        await fake.settled()
    assert not any("Vraag 2" in str(call.parameters) for call in fake.calls)


async def test_one_that_is_too_old_while_the_database_takes_nothing_is_noted_later(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    """Its message is of no check any more, so that no wipe of it would note that."""
    async with running(shipped, configured(fake, database, idle=IDLE), fake):
        ann = await asked(fake)
        answer, number = payload(ann, "1.")
        ask(database, "ALTER TABLE ended RENAME TO elsewhere")
        await ann.press_payload(aged(answer), number)
        await until(lambda: "verlopen" in shown(ann))
        ask(database, "ALTER TABLE elsewhere RENAME TO ended")
        await until(lambda: len(ask(database, "SELECT run FROM ended")) == 1)


@pytest.mark.usefixtures("bot")
async def test_a_new_round_ends_the_old_one(fake: TelegramSimulator) -> None:
    """The second of two taps on an answer of the round before doesn't bring that round back."""
    ann = await asked(fake)
    answer, number = payload(ann, "1.")
    await begin(ann)
    await until(lambda: [message.id for message in said(ann)] > [number])
    await ann.press_payload(answer, said(ann)[-1].id)
    await until(lambda: "verlopen" in shown(ann))


async def test_on_slack_a_check_that_was_stopped_goes_on_in_no_window(
    slack: SlackSimulator, worker: SlackPerson
) -> None:
    """Not even where the client claims to have seen the newest view."""
    await slack_bot.begin(worker)
    await slack_bot.walk(worker, "Beginnen")
    assert worker.modal
    answer = next(one for one in worker.modal.buttons if one.action_id == offered(worker, "Antwoord 1"))
    await slack_bot.walk(worker, "Stop en wis")
    await worker.press_raw(answer.action_id, answer.value)
    await slack.settled()
    assert "Vraag 2" not in slack_bot.shown(worker)
    await worker.close()
    await slack_bot.begin(worker)
    await worker.press_raw(answer.action_id, answer.value)
    await until(lambda: "verlopen" in slack_bot.shown(worker))


async def test_on_slack_a_check_whose_window_was_closed_goes_on_in_no_other(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Also after a restart."""
    chosen = slack_bot.configured(slack, database, http=True)
    async with serving(slack, shipped, chosen):
        ann = slack.person("U1")
        await slack_bot.begin(ann)
        await slack_bot.walk(ann, "Beginnen")
        assert ann.modal
        answer = next(one for one in ann.modal.buttons if one.action_id == offered(ann, "Antwoord 1"))
        await ann.close()
        await until(lambda: not rows(database))
    async with serving(slack, shipped, slack_bot.configured(slack, database, http=True)):
        await slack_bot.begin(ann)
        await ann.press_raw(answer.action_id, answer.value)
        await until(lambda: "verlopen" in slack_bot.shown(ann))


@pytest.mark.usefixtures("bot")
async def test_all_that_is_remembered_is_a_random_name_and_until_when(fake: TelegramSimulator, database: Path) -> None:
    ann = await asked(fake)
    await walk(ann, STOP)
    [(run, expires_at)] = ask(database, "SELECT run, expires_at FROM ended")
    assert len(bytes.fromhex(run)) == 8
    assert expires_at > 0
    store = WipeStore(await Session.open(f"sqlite:///{database}"), registry.wipeable())
    assert await store.ended.count() == 1
    ask(database, "UPDATE ended SET expires_at = expires_at - 3600")
    await store.ended.forget()
    assert await store.ended.count() == 0
    await store.close()
