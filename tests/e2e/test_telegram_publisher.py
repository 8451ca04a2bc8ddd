"""Reminders that come due on Telegram: what is posted, how often, and what happens to the previous post."""

from itertools import pairwise
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import copied, due, kept, outcomes
from tests.support.telegram_bot import begin, shown, walk
from tests.support.telegram_reminders import come, plan, planning, reminders


async def test_a_reminder_is_neutral_rings_and_leads_into_the_private_chat(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team, 7)
        await come(database, 1)
        [message] = reminders(team)
        assert message.text == "Vraag deze week eens: met wie praat je online, en hoe is dat?"
        [[button]] = message.buttons
        assert (button.label, button.url, button.payload) == (
            "Start: Groomingcheck",
            "https://t.me/groomingcheck_bot?start=groomingcheck",
            None,
        )
        assert (message.thread, message.silent) == (7, False)


async def test_each_post_replaces_the_one_before_and_the_texts_take_turns(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    told = []
    async with planning(fake, shipped, database):
        await plan(cora, team)
        for number in (1, 2, 3):
            await come(database, number)
            await until(lambda: len(reminders(team)) == 1)
            told.append(reminders(team)[0].text)
    assert len(set(told)) == 3
    assert not [text for text in told if "grooming" in text.lower() or "cliënt" in text.lower()]


@pytest.mark.parametrize("trouble", [errors.rate_limited(1), errors.forbidden("odd"), Reset(), Reset(done=True)])
async def test_the_previous_post_is_deleted_though_the_first_try_fails(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, trouble: errors.Failure
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await come(database, 1)
        [first] = reminders(team)
        fake.fail("deleteMessage", trouble)
        fake.fail("editMessageText", trouble)
        await come(database, 2)
        await until(lambda: len(reminders(team)) == 1)
        assert reminders(team)[0].id != first.id


async def test_a_post_too_old_to_delete_says_that_there_is_a_newer_one(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await come(database, 1)
        fake.clock.advance(49 * 3600)
        await come(database, 2)
        await until(lambda: reminders(team)[0].text == "Er is een nieuwer bericht van de bot.")
        assert [message.labels for message in reminders(team)] == [[], ["Start: Groomingcheck"]]


async def test_many_posts_at_once_stay_within_the_limits_and_hold_up_no_check(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    groups = [fake.group(-2000 - number) for number in range(60)]
    async with planning(fake, shipped, database):
        await plan(cora, team)
        for group in groups:
            await copied(database, chat=str(group.id))
        await due(database)
        await until(lambda: reminders(groups[0]))
        await begin(cora)
        await walk(cora, "Beginnen", "1.", "1.")
        assert "Vraag 3 van 9" in shown(cora)
        await until(lambda: all(reminders(group) for group in groups))
        await until(lambda: set(outcomes(database)) == {"sent"})
    assert not [call for call in fake.calls if call.status == 429]
    sent = [call.at for call in fake.calls if posts_reminder(call)]
    assert all(after - before > 0.8 for before, after in zip(sent, sent[27:], strict=False)), "27 a second, spread"
    assert all(len(reminders(group)) == 1 for group in groups)


async def test_posts_in_one_group_are_spread(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        for _ in range(4):
            await copied(database)
        await due(database)
        await until(lambda: outcomes(database) == ["sent"] * 5, seconds=60)
    sent = [call.at for call in fake.calls if posts_reminder(call)]
    assert len(sent) == 5
    assert all(after - before >= 2 for before, after in pairwise(sent))


@pytest.mark.parametrize("told", [True, False])
async def test_a_group_that_becomes_a_supergroup_is_followed(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    cora: Person,
    told: bool,  # noqa: FBT001
) -> None:
    basic = fake.group(-5, supergroup=False, bot_admin=True)
    basic.join(cora)
    async with planning(fake, shipped, database):
        await plan(cora, basic)
        await come(database, 1)
        [old] = [one.message or "" for one in kept(database)]
        await fake.settled()
        new = basic.migrate(to=-1005)
        if not told:
            fake.account.queue.clear()
        others = [await cora.say("hoi", chat=new) for _ in range(int(old) + 1)]
        await until(lambda: not told or [one.place.chat for one in kept(database)] == ["-1005"])
        await come(database, 2)
        await until(lambda: [one.place.chat for one in kept(database)] == ["-1005"])
        assert [message.labels for message in reminders(new)] == [["Start: Groomingcheck"]]
        await come(database, 3)
        await fake.settled()
        assert len(reminders(new)) == 1
        assert all(new.find(number) for number in others), "nobody else's message went"
    assert outcomes(database) == ["sent"] * 3


def posts_reminder(call: RecordedCall) -> bool:
    """Return whether this posts a reminder, and isn't the trial when it is saved."""
    asked = call.parameters
    return call.method == "sendMessage" and "protect_content" not in asked and not asked.get("disable_notification")
