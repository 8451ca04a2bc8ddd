"""Who may set up reminders on Slack: people who are named, members of a named user group, and nobody else."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.reminders.access import Access, Right
from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.api import Api
from adapters.slack.settings import SlackSettings
from adapters.slack.user_groups import UserGroups
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, body, called, configured, serving
from tests.support.slack_reminders import NEW, asked, labels, made, planning, posted, pressed
from tests.support.store_reader import kept

ONLY = "Alleen coördinatoren stellen herinneringen in. Ben je coördinator? Vraag dan je beheerder."
UNSURE = "We weten nu niet zeker of je coördinator bent. Probeer het straks nog eens."
GROUP = "slack:S1"


async def test_whoever_is_no_coordinator_is_told_so_and_nobody_else_sees_it(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database, "slack:U9", "telegram:1") as ann:
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: body(ann) == ONLY)
        await slack.settled()
        assert body(ann) == ONLY
        assert ann.modal
        assert ann.modal.buttons == []
        assert posted(slack) == []
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck"]
        assert "Herinneringen" not in "\n".join(ann.home.texts)
    assert slack.errors == []


async def test_nobody_is_one_where_nobody_is_named(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1", "en-GB")
        await ann.command(COMMAND, "herinnering")
        await until(lambda: body(ann).startswith("Only coordinators"))


async def test_a_right_that_was_taken_away_is_gone_at_the_next_press(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Everything that is still open: the list, a reminder, drafts with and without a channel, the Home tab.

    Pressed in a process that has to ask, as one that has asked caches the answer for a minute.
    """
    slack.workspace.groups["S1"] = ["U1"]
    stale: dict[str, tuple[str, str]] = {}
    async with planning(slack, shipped, database, GROUP) as ann:
        await made(ann)
        stale |= _buttons(ann)
        await asked(ann)
        stale |= _buttons(ann)
        await pressed(ann, NEW)
        empty = _buttons(ann)["Klaar"]
        await asked(ann)
        await pressed(ann, "1. ", "Wijzigen")
        stale |= _buttons(ann) | {"Klaar": empty}
        await ann.open_home()
        await until(lambda: ann.home)
        assert {NEW, "Klaar", "Wijzigen", "Nu plaatsen", "Verwijderen", "Opslaan", "Waar"} <= stale.keys()
    slack.workspace.groups["S1"] = []
    async with planning(slack, shipped, database, GROUP) as bob:
        before = kept(database)
        for button in stale.values():
            bob.home, bob.views = ann.home, ann.views
            await bob.press_raw(*button)
            await until(lambda: body(bob) == ONLY)
        bob.views = ann.views
        await bob.press_home("Herinneringen instellen")
        await until(lambda: body(bob) == ONLY)
        assert kept(database) == before
        assert posted(slack) == []
        assert bob.ephemerals == []


async def test_who_may_for_the_moment_not_be_known_tries_again_and_loses_nothing(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    async with planning(slack, shipped, database, GROUP) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "vrijdag", "Klaar")
    slack.fail("usergroups.users.list", errors.server_error(502))
    async with planning(slack, shipped, database, GROUP) as bob:
        bob.views = ann.views
        await pressed(bob, "Opslaan")
        assert body(bob) == UNSURE
        assert kept(database) == ()
        await pressed(bob, "Nog eens proberen")
        assert "Elke week op maandag en vrijdag" in body(bob)
        assert len(kept(database)) == 1


@pytest.mark.parametrize("trouble", [
    errors.api_error("plan_upgrade_required"),
    errors.api_error("no_such_subteam"),
    errors.rate_limited(1),
    errors.server_error(502),
    Reset(),
])  # fmt: skip
async def test_a_group_that_slack_does_not_tell_of_has_nobody_in_it(
    slack: SlackSimulator, shipped: Content, database: Path, trouble: errors.Failure
) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    slack.fail("usergroups.users.list", trouble)
    async with planning(slack, shipped, database, GROUP, "slack:U2") as ann:
        bob = slack.person("U2")
        await asked(bob)
        assert NEW in labels(bob)
        await ann.command(COMMAND, "herinnering")
        await until(lambda: body(ann) == UNSURE)
        await asked(ann)
        assert "nog geen herinneringen" in body(ann)
    assert slack.errors == []


async def test_the_modal_opens_before_the_group_is_asked_for(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    slack.fail("usergroups.users.list", Hang(4))
    async with planning(slack, shipped, database, GROUP) as ann:
        assert (await ann.command(COMMAND, "herinnering")).status == 200
        await until(lambda: body(ann) == "Een moment…", 2)
        await until(lambda: "nog geen herinneringen" in body(ann))
    assert slack.errors == []


async def test_members_are_remembered_for_a_minute(slack: SlackSimulator) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    api = Api(SlackSettings("xoxb-test", "", "", slack.url))
    await api.open()
    access = Access("slack", [GROUP, "telegram:3"], UserGroups(api, ["S1"], seconds=0.5).is_coordinator)
    assert access.known("U1") is None
    assert [await access.of("U1"), await access.of("U2")] == [Right.YES, Right.NO]
    slack.workspace.groups["S1"] = ["U2"]
    assert [await access.of("U1"), await access.of("U2")] == [Right.YES, Right.NO]
    assert called(slack, "usergroups.users.list") == 1
    await asyncio.sleep(0.6)
    many = frozenset(f"C{number}" for number in range(20))
    assert await access.among("U2", many) == (Right.YES, many)
    assert await access.of("U1") is Right.NO
    assert called(slack, "usergroups.users.list") == 2
    await asyncio.sleep(0.6)
    slack.fail("usergroups.users.list", errors.api_error("plan_upgrade_required"))
    assert await access.of("U2") is Right.UNSURE
    await api.close()


async def test_without_the_scope_a_group_has_nobody_in_it(shipped: Content, database: Path) -> None:
    async with SlackSimulator(scopes=("commands", "chat:write", "users:read")) as slack:
        slack.workspace.groups["S1"] = ["U1"]
        chosen_ = replace(configured(slack, database, http=True), coordinators=frozenset({GROUP}))
        async with serving(slack, shipped, chosen_):
            ann = slack.person("U1")
            await ann.command(COMMAND, "herinnering")
            await until(lambda: body(ann) == UNSURE)


async def test_a_trigger_that_came_too_late_is_told_where_it_was_asked(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.fail("views.open", errors.api_error("some_new_error"))
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: ann.ephemerals)
        assert ann.ephemerals.pop().text.startswith("Er ging iets mis.")
        slack.fail("views.open", errors.api_error("expired_trigger_id"))
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: ann.ephemerals)
        assert ann.ephemerals[0].text == "Dat duurde te lang. Probeer het nog eens."
        assert posted(slack) == []
        await asked(ann)
    assert slack.errors == []


def _buttons(person: Person) -> dict[str, tuple[str, str]]:
    assert person.modal
    return {one.text: (one.action_id, one.value) for one in person.modal.buttons}
