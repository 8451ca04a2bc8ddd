"""The button at the foot of a modal: what it leads to comes with the acknowledgement, whatever happens meanwhile."""

import asyncio
import io
import json
import re
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.view import OpenView
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.slack_bot import (
    STEPS,
    begin,
    body,
    called,
    configured,
    counted,
    leads,
    press,
    serving,
    shown,
    walk,
)
from tests.support.store_reader import ask, due_in, later, locked, rows

TO_A_CARD = ("Beginnen", "Antwoord 1", "Antwoord 3")
EXPIRED = "Deze check is verlopen, begin opnieuw."


async def card(person: Person) -> OpenView:
    """Come to the card after question 2, and return its view."""
    await begin(person)
    await walk(person, *TO_A_CARD)
    assert person.modal
    assert leads(person, "Verder naar vraag 3")
    return person.modal


async def test_it_takes_no_call_and_moves_the_deadline(slack: SlackSimulator, worker: Person, database: Path) -> None:
    await card(worker)
    await later(database, 600)
    updates = called(slack, "views.update")
    await walk(worker, "Verder naar vraag 3")
    assert shown(worker).startswith("Vraag 3 van 9")
    await until(lambda: due_in(database) > 890)
    assert called(slack, "views.update") == updates


async def test_two_at_once_are_one_step(slack: SlackSimulator, worker: Person, database: Path) -> None:
    shows = await card(worker)
    await asyncio.gather(worker.submit(shows), worker.submit(shows))
    await slack.settled()
    assert shown(worker).startswith("Vraag 3 van 9")
    assert len(rows(database)) == 1
    assert worker.troubles == []


async def test_of_a_check_that_was_stopped_it_leads_to_nothing_but_a_start(
    slack: SlackSimulator, worker: Person, database: Path
) -> None:
    """In a client that lags behind. What is shown then is wiped as well."""
    shows = await card(worker)
    await walk(worker, "Stop en wis")
    await slack.settled()
    assert rows(database) == []
    await worker.submit(shows)
    assert body(worker).startswith(EXPIRED)
    assert worker.modal
    assert worker.modal.submit == ""
    await until(lambda: [row[2] for row in rows(database)] == ["text"])
    await slack.settled()
    await walk(worker, "Start: Groomingcheck")
    assert leads(worker, "Beginnen")


async def test_a_stop_that_is_still_under_way_wins(slack: SlackSimulator, worker: Person, database: Path) -> None:
    stopped = counted("stopped")
    await card(worker)
    slack.fail("views.update", Hang(1))
    await press(worker, "Stop en wis")
    await walk(worker, "Verder naar vraag 3")
    assert shown(worker).startswith("Vraag 3 van 9")
    await until(lambda: body(worker).startswith(("Gestopt.", EXPIRED)))
    await slack.settled()
    assert body(worker).startswith(("Gestopt.", EXPIRED))
    assert counted("stopped") == stopped + 1
    assert not [row for row in rows(database) if row[2] == "screen"]


async def test_a_check_that_was_stopped_goes_on_in_no_window_while_its_end_cannot_be_noted(
    worker: Person, database: Path
) -> None:
    shows, stopped = await card(worker), counted("stopped")
    with locked(database):
        await walk(worker, "Stop en wis")
        await until(lambda: counted("stopped") == stopped + 1)
        await worker.submit(shows)
        assert body(worker).startswith(EXPIRED)
    await until(lambda: len(ask(database, "SELECT run FROM ended")) == 1)


async def test_while_the_database_is_away_it_goes_on(worker: Person, database: Path) -> None:
    await begin(worker)
    await later(database, 600)
    with locked(database):
        await walk(worker, "Beginnen")
        assert shown(worker).startswith("Vraag 1 van 9")
    await until(lambda: due_in(database) > 890)


async def test_an_acknowledgement_that_never_arrives_is_told_and_costs_nothing(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database)):
        ann = slack.person("U1")
        shows = await card(ann)
        slack.delivery.patience = 0.5
        slack.sockets.mute()
        await ann.submit()
        assert (ann.troubles, ann.modal) == (["operation_timeout"], shows)
        slack.sockets.drop()
        await slack.connected(20)
        slack.delivery.patience = 3
        await walk(ann, "Verder naar vraag 3")
        assert shown(ann).startswith("Vraag 3 van 9")
    assert slack.errors == []


async def test_a_window_that_was_to_close_and_never_heard_of_it_is_wiped(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, *STEPS)
        slack.delivery.patience = 0.5
        slack.sockets.mute()
        await ann.submit()
        assert ann.troubles == ["operation_timeout"]
        await until(lambda: body(ann) == "Gewist.")
        await until(lambda: not rows(database))
    assert slack.errors == []


async def test_it_answers_in_the_language_of_the_window_also_after_a_restart(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    bob = slack.person("U2", "en-GB")
    async with serving(slack, shipped, configured(slack, database, http=True)):
        await begin(bob)
        await until(lambda: leads(bob, "Begin") and not leads(bob, "Beginnen"))
        await slack.settled()
    async with serving(slack, shipped, configured(slack, database, http=True)):
        asked = called(slack, "users.info")
        ack = await bob.submit()
        assert "Question 1 of 9" in json.dumps(ack.body)
        assert shown(bob).startswith("Question 1 of 9")
        assert called(slack, "users.info") == asked
    assert slack.errors == []


@pytest.fixture
def failing(tmp_path: Path) -> Content:
    """Texts whose advice fails on two points that no sample of it has together, and without guidance."""
    (tmp_path / "templates").mkdir()
    template = (SHIPPED / "templates" / "advice.html.j2").read_text()
    fault = """
{% set named = say.points | map(attribute="source") | list %}
{{ 1 // 0 if "recognise" in named and "basis" in named and not say.guidance }}
"""
    (tmp_path / "templates" / "advice.html.j2").write_text(template + fault)
    return load_content(Organisation(folder=tmp_path))


async def test_a_fault_is_told_in_the_window_with_a_reference(
    slack: SlackSimulator, failing: Content, database: Path, output: io.StringIO
) -> None:
    async with serving(slack, failing, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, *STEPS, "Antwoorden nakijken", "Naar het advies")
        assert body(ann).startswith("Er ging iets mis.")
        await slack.settled()
        lines = [json.loads(line) for line in output.getvalue().splitlines()]
        [fault] = [line for line in lines if line["event"] == "turn_failed"]
        assert re.findall(r"\b[0-9a-f]{6}\b", body(ann)) == [fault["reference"]]
        assert "Traceback" not in output.getvalue()
        await walk(ann, "Start: Groomingcheck")
        assert leads(ann, "Beginnen")
    assert (ann.troubles, slack.errors) == ([], [])
