"""Reminders that come due on Telegram: what is posted, how often, and what becomes of the one before."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.ledger.reminder import Place
from adapters.reminder.poster import DelayedError, Prompt
from adapters.telegram import poster as posting
from adapters.telegram.api import Api
from adapters.telegram.fake import error
from adapters.telegram.fake.error import ApiError
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.poster import Poster
from adapters.telegram.setting import Setting
from messages.content import Content
from tests.bot import ask, begin, shown, walk
from tests.caller import until
from tests.coordinator import due, enter, kept, make, outcomes, planning, posts

pytestmark = pytest.mark.usefixtures("awake")


async def plan(cora: Person, group: Group, thread: int | None = None) -> None:
    """Make a reminder, and leave nothing but that behind."""
    await enter(cora, group, thread)
    await make(cora)
    await walk(cora, "Opslaan")
    await cora.press("Sluiten")
    await until(lambda: not cora.chat.messages)


def reminders(group: Group) -> list[Message]:
    """Give what was posted in this group but the way in."""
    return [message for message in posts(group) if "in een eigen chat" not in message.text]


async def come(database: Path, number: int) -> None:
    """Let it be due, and wait until so many moments have passed."""
    await due(database)
    await until(lambda: len(outcomes(database)) == number and "sending" not in outcomes(database))


async def test_a_reminder_is_neutral_rings_and_leads_into_the_private_chat(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team, 7)
        await come(database, 1)
        [message] = reminders(team)
        assert message.text == "Met wie heeft iemand online contact, en hoe voelt dat? Vraag het deze week eens."
        [[button]] = message.buttons
        assert (button.label, button.url, button.payload) == (
            "Start: Groomingcheck",
            "https://t.me/groomingcheck_bot?start=groomingcheck",
            None,
        )
        assert (message.thread, message.silent) == (7, False)


async def test_p31_each_replaces_the_one_before_and_the_texts_take_turns(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PACE", 0.0)
    told = []
    async with planning(fake, shipped, database):
        await plan(cora, team)
        for number in (1, 2, 3):
            await come(database, number)
            await until(lambda: len(reminders(team)) == 1)
            told.append(reminders(team)[0].text)
    assert len(set(told)) == 3
    assert not [text for text in told if "grooming" in text.lower() or "cliënt" in text.lower()]


async def test_p31_one_that_is_too_old_to_delete_says_that_there_is_a_newer_one(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PACE", 0.0)
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await come(database, 1)
        fake.clock.advance(49 * 3600)
        await come(database, 2)
        await until(lambda: reminders(team)[0].text == "Er is een nieuwere herinnering.")
        assert [message.labels for message in reminders(team)] == [[], ["Start: Groomingcheck"]]


async def test_p22_many_at_once_stay_within_the_limits_and_hold_up_no_check(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    groups = [fake.group(-2000 - number) for number in range(60)]
    async with planning(fake, shipped, database):
        await plan(cora, team)
        columns = (
            "channel, thread, check_id, minute, weekdays, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        copy = f"INSERT INTO reminder ({columns}, chat) SELECT {columns}, ? FROM reminder LIMIT 1"  # noqa: S608
        for group in groups:
            await asyncio.to_thread(ask, database, copy, str(group.id))
        await due(database)
        await until(lambda: reminders(groups[0]))
        await begin(cora)
        await walk(cora, "Beginnen", "1.", "1.")
        assert "Vraag 3 van 9" in shown(cora)
        await until(lambda: all(reminders(group) for group in groups))
        await until(lambda: set(outcomes(database)) == {"sent"})
    assert not [call for call in fake.calls if call.status == 429]
    assert all(len(reminders(group)) == 1 for group in groups)


async def test_p22_posts_in_one_group_are_spread(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PACE", 0.4)
    monkeypatch.setattr(posting, "LONGEST_WAIT", 0.5)
    async with planning(fake, shipped, database):
        await plan(cora, team)
        columns = (
            "channel, chat, thread, check_id, weekdays, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        copy = f"INSERT INTO reminder ({columns}, minute) SELECT {columns}, ? FROM reminder LIMIT 1"  # noqa: S608
        for minute in range(4):
            await asyncio.to_thread(ask, database, copy, minute)
        await due(database)
        await until(lambda: outcomes(database) == ["sent"] * 5, seconds=20)
    sent = [call.at for call in fake.calls if call.method == "sendMessage" and "protect_content" not in call.parameters]
    assert len(sent) == 5
    assert all(after - before >= 0.35 for before, after in pairwise(sent))


@pytest.mark.parametrize("told", [True, False])
async def test_p23_a_group_that_becomes_a_supergroup_is_followed(
    fake: FakeTelegram,
    shipped: Content,
    database: Path,
    cora: Person,
    told: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "PACE", 0.0)
    basic = fake.group(-5, supergroup=False, bot_admin=True)
    basic.join(cora)
    async with planning(fake, shipped, database):
        await plan(cora, basic)
        await come(database, 1)
        [(old,)] = kept(database, "message")
        await fake.settled()
        new = basic.migrate(to=-1005)
        if not told:
            fake.account.queue.clear()
        others = [await cora.say("hoi", chat=new) for _ in range(int(old) + 1)]
        await until(lambda: not told or kept(database, "chat") == [("-1005",)])
        await come(database, 2)
        await until(lambda: kept(database, "chat") == [("-1005",)])
        assert [message.labels for message in reminders(new)] == [["Start: Groomingcheck"]]
        await come(database, 3)
        await fake.settled()
        assert len(reminders(new)) == 1
        assert all(new.find(number) for number in others), "nobody else's message went"
    assert outcomes(database) == ["sent"] * 3


async def test_p27_what_may_have_been_posted_is_not_posted_again(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", error.reset(done=True))
        await come(database, 1)
        await fake.settled()
        assert len(reminders(team)) == 1
        await begin(cora, "/herinnering")
        await walk(cora, "1. 09:30")
        assert "Misschien niet geplaatst: " in shown(cora)
    assert outcomes(database) == ["unknown"]


async def test_one_that_must_wait_is_posted_after_the_wait(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", error.rate_limited(1))
        await due(database)
        await until(lambda: outcomes(database) == ["sent"])
        assert len(reminders(team)) == 1


async def test_what_never_left_can_be_tried_again() -> None:
    async with FakeTelegram() as away:
        api = Api(Setting(away.token, away.url, None, ""))
        poster = Poster(api, "x")
        prompt, place = Prompt("x", "groomingcheck", "x"), Place("telegram:1", "-5")
        with pytest.raises(DelayedError):  # nobody has said yet who the bot is
            await poster.post(place, prompt)
        await api.open()
    with pytest.raises(DelayedError):
        await poster.post(place, prompt)
    await poster.remove(place, "4")
    await api.close()


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (error.kicked("supergroup"), "left"),
        (error.forbidden("bot is not a member of the supergroup chat"), "left"),
        (error.forbidden("the group chat was deleted"), "gone"),
        (error.bad_request("chat not found"), "gone"),
        (error.bad_request("message thread not found"), "gone"),
        (error.bad_request("TOPIC_CLOSED"), "forbidden"),
        (error.bad_request("not enough rights to send text messages to the chat"), "forbidden"),
        (error.unauthorized(), "token"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.description,
)
async def test_p30_a_refusal_for_good_switches_it_off_and_is_told_once(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, refusal: ApiError, why: str
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", refusal)
        await due(database)
        await until(lambda: kept(database, "suspended", "due_at") == [(why, None)])
        await begin(cora, "/herinnering")
        await walk(cora, "1. 09:30")
        assert shown(cora).count("Staat uit: ") == 1
        assert reminders(team) == []
        await walk(cora, "Weer aanzetten")
        assert kept(database, "suspended") == [("",)]
        await due(database)
        await until(lambda: len(reminders(team)) == 1)


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_p30_a_bot_that_is_put_out_of_a_group_posts_there_no_more(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, status: str
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        team.place(cora, status)
        await until(lambda: kept(database, "suspended", "due_at") == [("left", None)])
        await begin(cora, "/herinnering")
        await walk(cora, "1. 09:30", "Weer aanzetten")
        assert shown(cora).startswith("De bot zit niet meer in dit kanaal.")
        team.place(cora, "member")
        await walk(cora, "Weer aanzetten")
        assert kept(database, "suspended") == [("",)]
