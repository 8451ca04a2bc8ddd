"""Who may set up reminders on Slack: those who are named, members of a named user group, and nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.api import Api
from adapters.slack.coordinator import Coordinators, Right
from adapters.slack.fake import error
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import Setting
from adapters.slack.wire import Sender
from messages.content import Content
from tests.caller import until
from tests.slack_bot import COMMAND, called, configured, serving, shown
from tests.slack_plan import NEW, asked, chosen, kept, labels, made, planning, posted, pressed

ONLY = "Alleen coördinatoren stellen herinneringen in. Vraag het je coördinator."
UNSURE = "We weten nu niet zeker of je coördinator bent. Probeer het straks nog eens."
GROUP = "slack:S1"


async def test_whoever_is_no_coordinator_is_told_so_and_nobody_else_sees_it(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database, "slack:U9", "telegram:1") as ann:
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: shown(ann) == ONLY)
        await slack.settled()
        assert shown(ann) == ONLY
        assert ann.modal
        assert ann.modal.buttons == []
        assert posted(slack) == []
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck"]
        assert "Herinneringen" not in "\n".join(ann.home.texts)
    assert slack.errors == []


async def test_nobody_is_one_where_nobody_is_named(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1", "en-GB")
        await ann.command(COMMAND, "herinnering")
        await until(lambda: shown(ann).startswith("Only coordinators"))


async def test_a_right_that_was_taken_away_is_gone_at_the_next_press(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    """Whatever is still open: the list, the form, the button on the Home tab."""
    slack.workspace.groups["S1"] = ["U1"]
    async with planning(slack, shipped, database, GROUP) as ann:
        await made(ann)
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.modal
        stale = {one.text: one for one in ann.modal.buttons}
        assert {"Veranderen", "Nu plaatsen", "Verwijderen", NEW} <= stale.keys()
    slack.workspace.groups["S1"] = []
    async with planning(slack, shipped, database, GROUP) as bob:
        bob.home, bob.views = ann.home, ann.views
        before = kept(database)
        for button in stale.values():
            bob.views = ann.views
            await bob.press_raw(button.action_id, button.value)
            await until(lambda: shown(bob) == ONLY)
        bob.views = ann.views
        await bob.press_home("Herinneringen instellen")
        await until(lambda: shown(bob) == ONLY)
        assert kept(database) == before
        assert posted(slack) == []


async def test_a_form_that_is_open_is_worth_nothing_without_the_right(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    """Sent to a process that has to ask, as one that asked is right for a minute."""
    slack.workspace.groups["S1"] = ["U1"]
    async with planning(slack, shipped, database, GROUP) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        await chosen(ann, "form:chat", "C1")
        await chosen(ann, "form:days", ["maandag"])
    slack.workspace.groups["S1"] = []
    async with planning(slack, shipped, database, GROUP) as bob:
        bob.views = ann.views
        await bob.submit()
        await until(lambda: shown(bob) == ONLY)
        assert kept(database) == []
        assert bob.ephemerals == []


@pytest.mark.parametrize("trouble", [
    error.api_error("plan_upgrade_required"),
    error.api_error("no_such_subteam"),
    error.rate_limited(1),
    error.server_error(502),
    error.reset(),
])  # fmt: skip
async def test_a_group_that_slack_does_not_tell_of_has_nobody_in_it(
    slack: FakeSlack, shipped: Content, database: Path, trouble: error.Trouble
) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    slack.fail("usergroups.users.list", trouble)
    async with planning(slack, shipped, database, GROUP, "slack:U2") as ann:
        bob = slack.person("U2")
        await asked(bob)
        assert NEW in labels(bob)
        await ann.command(COMMAND, "herinnering")
        await until(lambda: shown(ann) == UNSURE)
        await asked(ann)
        assert "nog geen herinneringen" in shown(ann)
    assert slack.errors == []


async def test_the_modal_opens_before_the_group_is_asked_for(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    slack.workspace.groups["S1"] = ["U1"]
    slack.fail("usergroups.users.list", error.hang(4))
    async with planning(slack, shipped, database, GROUP) as ann:
        assert (await ann.command(COMMAND, "herinnering")).status == 200
        await until(lambda: shown(ann) == "Een moment…", 2)
        await until(lambda: "nog geen herinneringen" in shown(ann))
    assert slack.errors == []


async def test_members_are_remembered_for_a_minute(slack: FakeSlack) -> None:
    now, ann, bob = [0.0], Sender("T1", "U1"), Sender("T1", "U2")
    slack.workspace.groups["S1"] = ["U1"]
    api = Api(Setting("xoxb-test", "", "", slack.url))
    await api.open()
    found = Coordinators(api, [GROUP, "telegram:3"], lambda: now[0])
    assert found.known(ann) is None
    assert [await found.of(ann), await found.of(bob)] == [Right.YES, Right.NO]
    slack.workspace.groups["S1"] = ["U2"]
    assert [await found.of(ann), await found.of(bob)] == [Right.YES, Right.NO]
    assert called(slack, "usergroups.users.list") == 1
    now[0] = 61.0
    assert [await found.of(ann), await found.of(bob)] == [Right.NO, Right.YES]
    now[0] = 122.0
    slack.fail("usergroups.users.list", error.api_error("plan_upgrade_required"))
    assert await found.of(bob) is Right.UNSURE
    await api.close()


async def test_without_the_scope_a_group_has_nobody_in_it(shipped: Content, database: Path) -> None:
    async with FakeSlack(scopes=("commands", "chat:write", "users:read")) as slack:
        slack.workspace.groups["S1"] = ["U1"]
        chosen_ = replace(configured(slack, database, http=True), coordinators=frozenset({GROUP}))
        async with serving(slack, shipped, chosen_):
            ann = slack.person("U1")
            await ann.command(COMMAND, "herinnering")
            await until(lambda: shown(ann) == UNSURE)


async def test_a_trigger_that_came_too_late_is_told_where_it_was_asked(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.fail("views.open", error.api_error("some_new_error"))
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: ann.ephemerals)
        assert ann.ephemerals.pop().text.startswith("Er ging iets mis.")
        slack.fail("views.open", error.api_error("expired_trigger_id"))
        await ann.command(COMMAND, "herinnering", "C1")
        await until(lambda: ann.ephemerals)
        assert ann.ephemerals[0].text == "Dat duurde te lang. Probeer het nog eens."
        assert posted(slack) == []
        await asked(ann)
    assert slack.errors == []
