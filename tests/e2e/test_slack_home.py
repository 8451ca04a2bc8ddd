"""The Home tab, the language of each person, and that nothing waits unnecessarily."""

import sqlite3
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import STEPS, begin, called, configured, press, serving, shown, walk
from tests.support.store_reader import rows


async def test_the_home_tab_says_what_it_is_what_is_kept_and_whom_to_call(worker: Person) -> None:
    await worker.open_home()
    await until(lambda: worker.home)
    assert worker.home
    said = "\n".join(worker.home.texts)
    assert "Noem geen namen" in said
    assert "Wat bewaren we?" in said
    assert "112" in said
    assert [one.text for one in worker.home.buttons] == ["Start: Groomingcheck"]


async def test_the_home_tab_is_in_the_persons_language(slack: SlackSimulator, worker: Person) -> None:
    bob = slack.person("U2", "en-GB")
    await bob.open_home()
    await until(lambda: bob.home)
    assert bob.home
    assert "What do we keep?" in "\n".join(bob.home.texts)
    assert worker.home is None


async def test_the_messages_tab_is_nothing_to_it(slack: SlackSimulator, worker: Person) -> None:
    assert (await worker.open_home("messages")).status == 200
    await slack.settled()
    assert worker.home is None


async def test_the_language_is_asked_for_beside_the_first_view_and_never_before_it(
    slack: SlackSimulator, worker: Person
) -> None:
    await begin(worker)
    await slack.settled()
    await walk(worker, "Beginnen", "Antwoord 1")
    await worker.close()
    await begin(worker)
    await slack.settled()
    methods = [call.method for call in slack.calls]
    assert methods.count("users.info") == 1
    assert methods.index("users.info") > methods.index("views.open")


@pytest.mark.parametrize("locale", ["fr-FR", ""])
async def test_a_language_without_words_is_the_default(slack: SlackSimulator, worker: Person, locale: str) -> None:
    worker.locale = locale
    await begin(worker)
    await slack.settled()
    await walk(worker, "Beginnen")
    assert "Vraag 1 van 9" in shown(worker)


async def test_when_the_language_cannot_be_asked_for_the_check_goes_on(slack: SlackSimulator, worker: Person) -> None:
    worker.locale = "en-GB"
    slack.fail("users.info", errors.server_error(503))
    await begin(worker)
    await slack.settled()
    await walk(worker, "Beginnen", "Antwoord 1")
    assert "Vraag 2 van 9" in shown(worker)


async def test_without_the_scope_nobody_is_asked_about(shipped: Content, database: Path) -> None:
    async with SlackSimulator(scopes=("commands", "chat:write")) as slack:
        async with serving(slack, shipped, configured(slack, database)):
            ann = slack.person("U1", "en-GB")
            await begin(ann)
            await walk(ann, "Beginnen")
            assert "Vraag 1 van 9" in shown(ann)
        assert called(slack, "users.info") == 0
        assert slack.errors == []


async def test_an_ack_comes_while_the_call_it_leads_to_hangs(slack: SlackSimulator, worker: Person) -> None:
    slack.fail("views.open", Hang(1))
    assert (await worker.command("/groomingcheck")).status == 200
    assert worker.modal is None
    assert not any(call.status for call in slack.calls if call.method == "views.open")
    await until(lambda: worker.modal)
    await walk(worker, "Beginnen")
    slack.fail("views.update", Hang(1))
    before = worker.modal
    assert (await press(worker, "Antwoord 1")).status == 200
    assert worker.modal is before
    await until(lambda: "Vraag 2 van 9" in shown(worker))
    slack.fail("views.publish", Hang(1))
    assert (await worker.open_home()).status == 200
    assert worker.home is None


@pytest.mark.parametrize("trouble", [errors.rate_limited(1), Reset(), Reset(done=True), errors.server_error(502)])
async def test_a_screen_that_was_lost_is_sent_again(
    slack: SlackSimulator, worker: Person, trouble: errors.Failure
) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    slack.fail("views.update", trouble)
    await walk(worker, "Antwoord 1")
    await slack.settled()
    await walk(worker, "Antwoord 1")
    assert "Vraag 3 van 9" in shown(worker)


async def test_a_check_starts_while_the_database_is_busy_and_is_noted_after(worker: Person, database: Path) -> None:
    held = sqlite3.connect(database, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")
    held.execute("COMMIT")
    held.close()
    await until(lambda: [row[2] for row in rows(database)] == ["screen"])


async def test_where_slack_knows_no_alert_the_same_words_are_text(slack: SlackSimulator, worker: Person) -> None:
    await begin(worker)
    await walk(worker, *STEPS[:-1])
    slack.fail("views.update", errors.api_error("invalid_arguments"))
    await walk(worker, STEPS[-1])
    assert worker.modal
    assert {block["type"] for block in worker.modal.blocks} == {"rich_text", "actions"}
    assert "Doe nu" in shown(worker)
