"""Who may set reminders up on Telegram, checked at every press; in doubt nobody."""

from pathlib import Path

import pytest

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.errors import ApiError
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import kept, later
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, follow, link, make, payload, planning, posts

ONLY = "Alleen coördinatoren stellen herinneringen in. Ben je coördinator? Vraag dan je beheerder."
UNSURE = "We weten nu niet zeker of je coördinator bent. Probeer het straks nog eens."
DOUBTS = [errors.forbidden(), errors.bad_request("CHAT_ADMIN_REQUIRED"), errors.rate_limited(600)]


@pytest.fixture
def bob(fake: TelegramSimulator, team: Group) -> Person:
    """Somebody in the team's group who is no coordinator in the settings."""
    bob = fake.person(1002, language_code="nl", first_name="Bob")
    team.join(bob)
    return bob


@pytest.mark.parametrize("administrators", [True, False])
async def test_who_is_no_coordinator_is_told_so_in_private(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    bob: Person,
    team: Group,
    administrators: bool,  # noqa: FBT001
) -> None:
    team.promote(bob, "member" if administrators else "administrator")
    async with planning(fake, shipped, database, administrators=administrators):
        await enter(bob, team)
        assert shown(bob) == ONLY
        assert said(bob)[0].labels == []
        assert len(posts(team)) == 1
        await fake.settled()
        await later(database, 61)
        await until(lambda: not bob.chat.messages and not posts(team))
        await begin(bob, "/herinnering")
        assert shown(bob) == ONLY


@pytest.mark.parametrize("status", ["administrator", "creator"])
async def test_an_administrator_may_for_that_very_group(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, bob: Person, team: Group, status: str
) -> None:
    other = fake.group(-1003)
    other.join(cora)
    team.promote(bob, status)
    async with planning(fake, shipped, database, administrators=True):
        await enter(cora, other)
        await walk(cora, "Opslaan")
        await follow(bob, await link(cora, other))
        assert shown(bob) == ONLY, "a link of another group's"
        await enter(bob, team)
        await walk(bob, "Opslaan")
        await begin(bob, "/herinnering")
        await until(lambda: shown(bob).startswith("Herinneringen"))
        assert [label[:2] for label in said(bob)[-1].labels] == ["1.", "Sl"], "only what is of that group"
    assert [one.place.chat for one in kept(database)] == ["-1003", "-1002"]


async def test_a_button_of_a_former_administrator_does_and_shows_nothing_any_more(
    fake: TelegramSimulator, shipped: Content, database: Path, bob: Person, team: Group
) -> None:
    team.promote(bob, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        await enter(bob, team)
        await walk(bob, "Opslaan", "Verwijderen")
        team.promote(bob, "member")
        await walk(bob, "Ja, verwijderen")
        assert shown(bob) == ONLY
        assert said(bob)[-1].labels == []
    assert len(kept(database)) == 1


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: str(doubt.status))
async def test_in_doubt_nothing_is_done_and_nothing_is_lost(
    fake: TelegramSimulator, shipped: Content, database: Path, bob: Person, team: Group, doubt: ApiError
) -> None:
    team.promote(bob, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        fake.fail("getChatMember", doubt)
        await enter(bob, team)
        assert shown(bob) == UNSURE
        await enter(bob, team)
        await make(bob)
        before = said(bob)
        fake.fail("getChatMember", doubt)
        await bob.press("Opslaan")
        await until(lambda: [toast.text for toast in bob.toasts] == [UNSURE])
        assert said(bob) == before
        assert kept(database) == ()
        await walk(bob, "Opslaan")
        fake.fail("getChatMember", doubt)
        await bob.say("/herinnering")
        await until(lambda: shown(bob) == UNSURE)
    assert len(kept(database)) == 1


async def test_somebody_elses_button_is_no_way_in(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, bob: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        stolen = payload(cora, "Opslaan")
        await begin(bob)
        await bob.press_payload(stolen, said(bob)[-1].id)
        await until(lambda: shown(bob).startswith("Deze knop is te oud"))


async def test_a_link_that_was_made_up_begins_a_check(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        argument = await link(cora, team)
        await follow(cora, ("A" if argument[0] != "A" else "B") + argument[1:])
        assert shown(cora).startswith("Groomingcheck")


@pytest.mark.parametrize("admin", [True, False])
async def test_an_anonymous_administrator_is_told_why_it_does_not_work(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    cora: Person,
    team: Group,
    admin: bool,  # noqa: FBT001
) -> None:
    team.set_bot_status(cora, "administrator" if admin else "member")
    async with planning(fake, shipped, database, administrators=True):
        number = await cora.say_as_group("/herinnering", team, thread=7)
        await until(lambda: posts(team))
        [told] = posts(team)
        assert told.text.startswith("Je bent hier anoniem, dus de bot weet niet wie je bent.")
        assert (told.thread, told.buttons) == (7, ())
        assert (team.find(number) is None) == admin


async def test_a_channel_that_speaks_in_a_group_is_not_answered(
    fake: TelegramSimulator, shipped: Content, database: Path, team: Group
) -> None:
    channel = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    async with planning(fake, shipped, database):
        await fake.settled()
        fake.inject(
            {
                "message": {
                    "message_id": 99,
                    "date": 1,
                    "chat": team.object(),
                    "from": channel,
                    "sender_chat": {"id": -1009, "type": "channel"},
                    "text": "/herinnering",
                }
            }
        )
        await fake.settled()
        assert not [call for call in fake.calls if call.parameters.get("chat_id") == team.id]


async def test_every_language_has_its_own_command(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    cora.language_code = "en"
    async with planning(fake, shipped, database):
        await follow(cora, await link(cora, team, command="/reminder@groomingcheck_bot"))
        assert shown(cora).startswith("New reminder\nWhere: Team\nEvery week on Monday at 10:00")
