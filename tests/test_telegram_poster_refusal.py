"""Reminders that Telegram refuses, puts off, or posts without saying so."""

from pathlib import Path

import pytest

from adapters.ledger.reminder import Place
from adapters.reminder.poster import DelayedError, Prompt
from adapters.telegram.api import Api
from adapters.telegram.fake import error
from adapters.telegram.fake.error import ApiError
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.layout import Post
from adapters.telegram.poster import Poster
from adapters.telegram.setting import Setting
from messages.content import Content
from tests.bot import begin, shown, walk
from tests.caller import until
from tests.coordinator import come, due, kept, outcomes, plan, planning, reminders


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
    assert not await poster.remove(place, "4")
    await api.close()


async def test_it_tells_whether_what_was_posted_is_gone(fake: FakeTelegram, team: Group) -> None:
    api = Api(Setting(fake.token, fake.url, None, ""))
    await api.open()
    poster, place = Poster(api, "Vervangen."), Place("telegram:1", str(team.id))
    fresh, old = [str(await api.post(team.id, Post("Vraag het eens."))) for _ in range(2)]
    assert await poster.remove(place, fresh)
    assert await poster.remove(place, fresh)
    fake.clock.advance(49 * 3600)
    assert not await poster.remove(place, old)
    assert [message.text for message in reminders(team)] == ["Vervangen."]
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


async def test_p30_a_topic_that_is_gone_costs_the_other_topics_of_its_group_nothing(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team, 7)
        await plan(cora, team, 8)
        fake.fail("sendMessage", error.bad_request("message thread not found"))
        await due(database)
        await until(lambda: sorted(kept(database, "suspended")) == [("",), ("gone",)] and reminders(team))
        [posted] = reminders(team)
        [thread] = [thread for thread, why in kept(database, "thread", "suspended") if not why]
        assert str(posted.thread) == thread


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
