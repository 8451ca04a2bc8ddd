"""One reminder in several groups and topics on Telegram."""

from pathlib import Path

import pytest

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import due, kept, outcomes
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, plan, planning, posts

ONLY = "Alleen coördinatoren stellen herinneringen in. Ben je coördinator? Vraag dan je beheerder."
LEFT = "De bot zit daar niet in. Nodig de bot eerst uit."


@pytest.fixture
def night(fake: TelegramSimulator, cora: Person) -> Group:
    """Another group of the coordinator's."""
    night = fake.group(-1003, bot_admin=True)
    night.title = "Nacht <b>& co</b>"
    night.join(cora)
    return night


@pytest.fixture
def bob(fake: TelegramSimulator, team: Group, night: Group) -> Person:
    """An administrator of both groups who is no coordinator in the settings."""
    bob = fake.person(1002, language_code="nl", first_name="Bob")
    for group in (team, night):
        group.join(bob)
        group.promote(bob, "administrator")
    return bob


async def test_a_second_group_joins(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team, 7)
        await enter(cora, night)
        assert shown(cora).splitlines()[:2] == ["Nieuwe herinnering", "Waar: Nacht <b>& co</b>"]
        await walk(cora, "Laat ook hier komen: 10:00, Team (onderwerp)")
        assert shown(cora).splitlines()[:2] == [
            "Herinnering wijzigen",
            "Waar: Team (onderwerp) en Nacht <b>& co</b>",
        ]
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
        first, second = kept(database)
        assert first.series == second.series
        assert [(one.place.chat, one.place.thread) for one in (first, second)] == [("-1002", "7"), ("-1003", "")]
        await walk(cora, "Nu plaatsen")
        await until(lambda: outcomes(database) == ["sent", "sent"])
        assert len(posts(night)) >= 1
        await begin(cora, "/herinnering")
        await until(lambda: shown(cora).splitlines()[2:3] == ["1. Team (onderwerp) en Nacht <b>& co</b>"])


async def test_groups_are_switched_on_and_off_and_at_least_one_stays(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await enter(cora, night)
        await walk(cora, "Waar", "Team", "✓ Nacht", "✓ Team", "Klaar")
        assert shown(cora).startswith("Kies minstens één plek.")
        await walk(cora, "Team", "Nacht", "Klaar", "Opslaan")
        assert [one.place.chat for one in kept(database)] == ["-1002", "-1002", "-1003"]
        await walk(cora, "Wijzigen", "Waar", "✓ Team", "Klaar", "Opslaan")
        assert [one.place.chat for one in kept(database)] == ["-1002", "-1003"]


async def test_a_place_that_refuses_keeps_all_from_being_saved_and_can_be_left_out(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await enter(cora, night)
        await walk(cora, "Laat ook hier", "Hoe vaak", "vrijdag", "Klaar")
        night.set_bot_status(cora, "kicked")
        await walk(cora, "Opslaan")
        assert shown(cora).splitlines()[0] == f"een plek die de bot niet ziet: {LEFT}"
        assert "op maandag en vrijdag" in shown(cora)
        assert [one.place.chat for one in kept(database)] == ["-1002"]
        night.set_bot_status(cora, "member")
        night.muted = True
        await walk(cora, "Opslaan")
        assert shown(cora).splitlines()[0] == "Nacht <b>& co</b>: De bot mag daar niets plaatsen. Vraag je beheerder."
        await walk(cora, "Zonder Nacht <b>& co</b>", "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
        assert [one.place.chat for one in kept(database)] == ["-1002"]


async def test_rights_lost_in_one_of_the_groups_take_the_reminder_away(
    fake: TelegramSimulator, shipped: Content, database: Path, bob: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database, administrators=True):
        await plan(bob, team)
        await enter(bob, night)
        await walk(bob, "Laat ook hier", "Opslaan")
        assert len(kept(database)) == 2
        team.promote(bob, "member")
        await walk(bob, "Nu plaatsen")
        assert shown(bob) == ONLY
        assert said(bob)[-1].labels == []
        await enter(bob, night)
        assert shown(bob).startswith("Nieuwe herinnering"), "what one has no rights for isn't shown"
        assert not [label for label in said(bob)[-1].labels if label.startswith("Laat ook hier")]
        await walk(bob, "Waar")
        assert said(bob)[-1].labels == ["✓ Nacht <b>& co</b>", "Klaar", "Sluiten"]
    assert outcomes(database) == []


async def test_rights_lost_in_one_of_the_groups_of_a_draft_are_noticed_when_it_is_saved(
    fake: TelegramSimulator, shipped: Content, database: Path, bob: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database, administrators=True):
        await plan(bob, team)
        before = kept(database)
        await enter(bob, night)
        await walk(bob, "Laat ook hier")
        team.promote(bob, "member")
        await walk(bob, "Opslaan")
        assert shown(bob) == ONLY
    assert kept(database) == before


async def test_one_that_fails_does_not_hold_the_others_and_the_list_says_what_became_of_each(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, night: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await enter(cora, night)
        await walk(cora, "Laat ook hier", "Opslaan")
        night.set_bot_status(cora, "member")
        night.muted = True
        await due(database)
        await until(lambda: sorted(outcomes(database)) == ["refused", "sent"])
        await walk(cora, "Terug", "1. ")
        blocks = [block.splitlines() for block in wizard(cora).split("\n\n")]
        assert [block[0] for block in blocks[1:3]] == ["Team", "Nacht <b>& co</b>"]
        assert blocks[1][1:] == ["De laatste keren: ✓ (1 geplaatst)"]
        assert blocks[2][1] == "De laatste keren: ✗ (1 geweigerd)"
        assert blocks[2][2].startswith("Niet geplaatst: ")
        await walk(cora, "Terug")
        *_, marks, why = wizard(cora).split("\n\n")[1].splitlines()
        assert marks == "De laatste keren: ✗ (1 geplaatst, 1 geweigerd)"
        assert why.startswith("Nacht <b>& co</b>: Niet geplaatst: ")


def wizard(person: Person) -> str:
    """Return what the wizard shows, whatever alert may have come below it."""
    return next(message.text for message in said(person) if "Sluiten" in message.labels)
