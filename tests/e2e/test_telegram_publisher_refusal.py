"""Reminders that Telegram refuses, delays, or posts without an answer."""

from pathlib import Path

import pytest

from adapters.checks.screen import Screen
from adapters.platforms.errors import UnavailableError
from adapters.reminders.publisher import ReminderPost
from adapters.simulators.network_failures import Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.errors import ApiError
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Destination
from adapters.telegram.api import Api
from adapters.telegram.group_api import GroupApi
from adapters.telegram.publisher import Publisher
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, due, kept, outcomes
from tests.support.telegram_bot import shown, walk
from tests.support.telegram_reminders import come, enter, look, make, plan, planning, reminders


async def test_what_may_have_been_posted_is_not_posted_again(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", Reset(done=True))
        await come(database, 1)
        await fake.settled()
        assert len(reminders(team)) == 1
        await look(cora)
        assert "Misschien niet geplaatst: " in shown(cora)
    assert outcomes(database) == ["unknown"]


async def test_one_that_must_wait_is_posted_after_the_wait(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", errors.rate_limited(1))
        await due(database)
        await until(lambda: outcomes(database) == ["sent"])
        assert len(reminders(team)) == 1


async def test_what_never_left_can_be_tried_again() -> None:
    async with TelegramSimulator() as away:
        api = Api(TelegramSettings(away.token, away.url, None, ""))
        publisher = Publisher(api, GroupApi(api), "x")
        prompt, place = ReminderPost("x", "groomingcheck", "x"), Destination("telegram:1", "-5")
        with pytest.raises(UnavailableError):  # Telegram hasn't said yet who the bot is
            await publisher.publish(place, prompt)
        await api.open()
    with pytest.raises(UnavailableError):
        await publisher.publish(place, prompt)
    with pytest.raises(UnavailableError):
        await publisher.retract(place, "4")
    await api.close()


async def test_it_tells_whether_what_was_posted_is_gone(fake: TelegramSimulator, team: Group) -> None:
    api = Api(TelegramSettings(fake.token, fake.url, None, ""))
    await api.open()
    publisher, place = Publisher(api, GroupApi(api), "Vervangen."), Destination("telegram:1", str(team.id))
    fresh, old = [await api.post(str(team.id), Screen("Vraag het eens.")) for _ in range(2)]
    assert await publisher.retract(place, fresh)
    assert await publisher.retract(place, fresh)
    fake.clock.advance(49 * 3600)
    assert not await publisher.retract(place, old)
    assert [message.text for message in reminders(team)] == ["Vervangen."]
    await api.close()


@pytest.mark.parametrize(
    ("refusal", "why", "words"),
    [
        (errors.bad_request("chat not found"), "gone", "Het kanaal is er niet meer."),
        (errors.bad_request("message thread not found"), "topic", "Het onderwerp is er niet meer."),
        (errors.bad_request("TOPIC_CLOSED"), "closed", "Het onderwerp is gesloten."),
        (
            errors.bad_request("not enough rights to send text messages to the chat"),
            "forbidden",
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
        ),
        (errors.forbidden("CHAT_WRITE_FORBIDDEN"), "forbidden", "De bot mag daar niets plaatsen. Vraag je beheerder."),
        (errors.bad_request("something new"), "rejected", "De chat-app liet het niet toe."),
        (errors.unauthorized(), "token", "De chat-app laat de bot niet meer toe."),
    ],
    ids=lambda one: one if isinstance(one, str) else one.description,
)
async def test_one_refusal_is_listed_and_the_next_time_comes(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    cora: Person,
    team: Group,
    refusal: ApiError,
    why: str,
    words: str,
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", refusal)
        await come(database, 1)
        [one] = kept(database)
        assert [(past.outcome, past.why) for past in one.occurrences] == [("refused", why)]
        assert (one.suspended, one.due_at is None) == ("", False)
        await until(lambda: cora.chat.messages)
        await look(cora)
        assert "Niet geplaatst: " in shown(cora)
        assert words in shown(cora)
        await come(database, 2)
        assert len(reminders(team)) == 1


async def test_what_is_refused_again_and_again_is_suspended(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        team.muted = True
        team.set_bot_status(cora, "member")
        for number in range(1, 3):
            await come(database, number)
            assert [one.suspended for one in kept(database)] == [""]
        await come(database, 3)
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("forbidden", None)])
        await fake.settled()
        await look(cora)
        assert "Staat uit: De bot mag daar niets plaatsen. Vraag je beheerder." in shown(cora)
        team.muted = False
        await walk(cora, "Weer aanzetten")
        assert [(one.suspended, one.occurrences) for one in kept(database)] == [("", ())]
        await come(database, 1)
        assert len(reminders(team)) == 1


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (errors.kicked("supergroup"), "left"),
        (errors.forbidden("bot is not a member of the supergroup chat"), "left"),
        (errors.forbidden("the group chat was deleted"), "gone"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.description,
)
async def test_what_can_not_pass_suspends_the_group_at_once(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, refusal: ApiError, why: str
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await plan(cora, team, 7)
        ask(database, "UPDATE reminder SET thread = ''")
        fake.fail("sendMessage", refusal)
        await due(database)
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [(why, None)] * 2)


async def test_a_topic_that_is_gone_costs_the_other_topics_of_its_group_nothing(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team, 7)
        await plan(cora, team, 8)
        fake.fail("sendMessage", errors.bad_request("message thread not found"))
        await due(database)
        await until(lambda: sorted(outcomes(database)) == ["refused", "sent"])
        assert len(reminders(team)) == 1


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_a_bot_that_is_put_out_of_a_group_posts_there_no_more(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, status: str
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        team.set_bot_status(cora, status)
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("left", None)])
        await until(lambda: cora.chat.messages)
        await look(cora)
        await walk(cora, "Weer aanzetten")
        assert "De bot zit niet meer in dit kanaal." in shown(cora).splitlines()[0]
        team.set_bot_status(cora, "member")
        await walk(cora, "Weer aanzetten")
        assert [one.suspended for one in kept(database)] == [""]


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            errors.bad_request("not enough rights to send text messages to the chat"),
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
        ),
        (errors.bad_request("TOPIC_CLOSED"), "Het onderwerp is gesloten."),
        (errors.forbidden("CHAT_WRITE_FORBIDDEN"), "De bot mag daar niets plaatsen. Vraag je beheerder."),
        (errors.kicked("supergroup"), "De bot zit daar niet in."),
        (errors.rate_limited(61), "De chat-app werkt nu even niet mee. Er is niets opgeslagen."),
    ],
    ids=lambda one: one if isinstance(one, str) else one.description,
)
async def test_where_the_bot_may_not_post_nothing_is_saved_whatever_its_rights_are_said_to_be(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, refusal: ApiError, words: str
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team, 7)
        await make(cora)
        fake.fail("sendMessage", refusal)
        await walk(cora, "Opslaan")
        assert words in shown(cora).splitlines()[0]
        assert kept(database) == ()
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
        await fake.settled()
        assert reminders(team) == []
        [trial] = [
            call for call in fake.calls if "kijkt of hier" in str(call.parameters.get("text")) and call.status == 200
        ]
        assert trial.parameters["disable_notification"]
        assert trial.parameters["message_thread_id"] == 7


async def test_a_restricted_bot_that_may_write_is_a_member(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        team.set_bot_status(cora, "restricted")
        await plan(cora, team)
        await come(database, 1)
        assert len(reminders(team)) == 1
        team.set_bot_status(cora, "restricted, left")
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("left", None)])


async def test_what_still_can_not_be_posted_is_not_resumed(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        team.set_bot_status(cora, "kicked")
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("left", None)])
        team.set_bot_status(cora, "member")
        team.muted = True
        await until(lambda: cora.chat.messages)
        await look(cora)
        await walk(cora, "Weer aanzetten")
        assert "De bot mag daar niets plaatsen. Vraag je beheerder." in shown(cora).splitlines()[0]
        assert [one.suspended for one in kept(database)] == ["left"]
