"""The Home tab, the language of each person, and that nothing waits for what need not be waited for."""

import sqlite3
from pathlib import Path

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import ask, rows
from tests.caller import until
from tests.slack_bot import NINE, begin, called, configured, offered, serving, shown, walk


async def test_the_home_tab_says_what_it_is_what_is_kept_and_whom_to_call(worker: Person) -> None:
    await worker.open_home()
    await until(lambda: worker.home)
    assert worker.home
    said = "\n".join(worker.home.texts)
    assert "Noem geen namen" in said
    assert "Wat bewaren we?" in said
    assert "112" in said
    assert [one.text for one in worker.home.buttons] == ["Start: Groomingcheck"]


async def test_the_home_tab_is_in_the_persons_language(slack: FakeSlack, worker: Person) -> None:
    bob = slack.person("U2", "en-GB")
    await bob.open_home()
    await until(lambda: bob.home)
    assert bob.home
    assert "What do we keep?" in "\n".join(bob.home.texts)
    assert worker.home is None


async def test_the_messages_tab_is_nothing_to_it(slack: FakeSlack, worker: Person) -> None:
    assert (await worker.open_home("messages")).status == 200
    await slack.settled()
    assert worker.home is None


async def test_the_language_is_asked_for_beside_the_first_view_and_never_before_it(
    slack: FakeSlack, worker: Person
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
async def test_a_language_without_words_is_the_default(slack: FakeSlack, worker: Person, locale: str) -> None:
    worker.locale = locale
    await begin(worker)
    await slack.settled()
    await walk(worker, "Beginnen")
    assert "Vraag 1 van 9" in shown(worker)


async def test_when_the_language_cannot_be_asked_for_the_check_goes_on(slack: FakeSlack, worker: Person) -> None:
    worker.locale = "en-GB"
    slack.fail("users.info", error.server_error(503))
    await begin(worker)
    await slack.settled()
    await walk(worker, "Beginnen", "Antwoord 1")
    assert "Vraag 2 van 9" in shown(worker)


async def test_without_the_scope_nobody_is_asked_about(shipped: Content, database: Path) -> None:
    async with FakeSlack(scopes=("commands", "chat:write")) as slack:
        async with serving(slack, shipped, configured(slack, database)):
            ann = slack.person("U1", "en-GB")
            await begin(ann)
            await walk(ann, "Beginnen")
            assert "Vraag 1 van 9" in shown(ann)
        assert called(slack, "users.info") == 0
        assert slack.errors == []


async def test_an_ack_comes_while_the_call_it_leads_to_hangs(slack: FakeSlack, worker: Person) -> None:
    slack.fail("views.open", error.hang(1))
    assert (await worker.command("/groomingcheck")).status == 200
    assert worker.modal is None
    assert not any(call.status for call in slack.calls if call.method == "views.open")
    await until(lambda: worker.modal)
    slack.fail("views.update", error.hang(1))
    before = worker.modal
    assert (await worker.press(offered(worker, "Beginnen"))).status == 200
    assert worker.modal is before
    await until(lambda: "Vraag 1 van 9" in shown(worker))
    slack.fail("views.publish", error.hang(1))
    assert (await worker.open_home()).status == 200
    assert worker.home is None


@pytest.mark.parametrize(
    "trouble", [error.rate_limited(1), error.reset(), error.reset(done=True), error.server_error(502)]
)
async def test_a_screen_that_was_lost_is_sent_again(slack: FakeSlack, worker: Person, trouble: error.Trouble) -> None:
    await begin(worker)
    slack.fail("views.update", trouble)
    await walk(worker, "Beginnen")
    await slack.settled()
    await walk(worker, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(worker)


async def test_a_check_starts_while_the_database_is_busy_and_is_noted_after(worker: Person, database: Path) -> None:
    held = sqlite3.connect(database, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")
    held.execute("COMMIT")
    held.close()
    await until(lambda: [row[2] for row in rows(database)] == ["screen"])
    assert ask(database, "SELECT count(*) FROM action") == [(1,)]


async def test_where_slack_knows_no_alert_the_same_words_are_text(slack: FakeSlack, worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen", *NINE)
    slack.fail("views.update", error.api_error("invalid_arguments"))
    await walk(worker, "Naar het advies")
    assert worker.modal
    assert {block["type"] for block in worker.modal.blocks} == {"rich_text", "actions"}
    assert "Eerst doen:" in shown(worker)
