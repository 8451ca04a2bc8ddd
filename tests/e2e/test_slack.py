"""Whole conversations on Slack: what is shown, and that nothing of it stays."""

from pathlib import Path

import pytest

from adapters.simulators.slack import rendered_blocks
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import STEPS, begin, body, called, configured, counted, name, serving, shown, walk
from tests.support.store_reader import due_in, later, rows

IN_ENGLISH = ("Begin", *("Answer 1",) * 8, "On to question 9", "Answer 1")


@pytest.mark.parametrize(
    ("locale", "words", "progress", "submit", "http"),
    [
        ("nl-NL", STEPS, "Vraag 1 van 9", "Klaar en wissen", False),
        ("en-GB", IN_ENGLISH, "Question 1 of 9", "Finish and wipe", True),
    ],
)
async def test_a_whole_check_leaves_nothing(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
    locale: str,
    words: tuple[str, ...],
    progress: str,
    submit: str,
    http: bool,  # noqa: FBT001
) -> None:
    async with serving(slack, shipped, configured(slack, database, http=http)):
        ann = slack.person("U1", locale)
        slack.channel("C1", ["U1"])
        await begin(ann)
        await until(lambda: ann.modal and ann.modal.submit == words[0])
        await walk(ann, words[0])
        assert progress in shown(ann)
        await walk(ann, *words[1:])
        assert ann.modal
        assert ann.modal.submit == submit
        assert (await ann.submit()).body == {"response_action": "clear"}
        assert ann.views == []
        await until(lambda: not rows(database))
        await slack.settled()
    assert slack.errors == []
    assert slack.delivery.unacked == []
    assert [channel.messages for channel in slack.workspace.channels.values() if channel.messages] == []
    assert ann.ephemerals == []
    assert {call.status for call in slack.calls} == {200}


async def test_the_question_stands_in_one_modal_with_buttons_that_stand_alone(worker: Person) -> None:
    await begin(worker)
    first = worker.modal
    assert first
    assert (first.title, first.submit, first.close) == ("Groomingcheck", "Beginnen", "Sluiten")
    await walk(worker, "Beginnen", "Antwoord 2: Een beetje")
    assert worker.modal
    assert worker.modal.id == first.id
    assert (worker.modal.title, worker.modal.submit, worker.modal.close) == ("Vraag 2 van 9", "", "Sluiten")
    assert body(worker).startswith("Je koos: Een beetje\n")
    assert body(worker).splitlines()[-2] == "Ken je de signalen van grooming?"
    labels = [(one.text, one.accessibility_label) for one in worker.modal.buttons]
    answers = ("Ja", "Antwoord 1: Ja"), ("Een paar", "Antwoord 2: Een paar"), ("Nee", "Antwoord 3: Nee")
    assert labels == [*answers, *((label, label) for label in ("Uitleg", "Hulp", "Vorige", "Stop en wis"))]


async def test_what_leads_on_is_at_the_foot_and_what_wipes_is_red(worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 1", "Antwoord 3")
    assert worker.modal
    assert body(worker).startswith("Signalen van grooming")
    assert worker.modal.submit == "Verder naar vraag 3"
    assert [one.text for one in worker.modal.buttons] == ["Hulp", "Vorige", "Stop en wis"]
    assert [one.get("style") for one in worker.modal.blocks[-1]["elements"]] == [None, None, "danger"]
    await walk(worker, "Verder")
    assert shown(worker).startswith("Vraag 3 van 9\nJe koos: Nee\n")


async def test_nothing_readable_stands_in_ids_and_metadata(worker: Person) -> None:
    await begin(worker)
    assert worker.modal
    locale, sealed = worker.modal.content["private_metadata"].split()
    assert (locale, len(sealed)) == ("nl", 55)
    await walk(worker, "Beginnen", "Antwoord 2")
    content = worker.modal.content
    assert content["private_metadata"] == "nl"
    assert content["callback_id"] == "check"
    assert {one.action_id.rstrip("0123456789") for one in worker.modal.buttons} == {"press:"}
    assert {len(one.value) for one in worker.modal.buttons} == {55}


async def test_urgent_advice_is_an_alert_of_its_own_where_slack_can_refuse_it(worker: Person) -> None:
    """After the ninth answer. What the foot leads back to has the same words as text: no refusal of it is known."""
    await begin(worker)
    await walk(worker, *STEPS)
    assert worker.modal
    alerts = [block["text"]["text"] for block in worker.modal.blocks if block["type"] == "alert"]
    assert len(alerts) == 2
    text = read(worker)
    assert alerts[0] in text  # the first stands as text as well, for a client that draws no alert
    assert alerts[1] not in text
    await walk(worker, "Hulp", "Terug naar de check")
    assert {block["type"] for block in worker.modal.blocks} == {"rich_text", "actions"}
    assert all(alert in read(worker) for alert in alerts)


def read(person: Person) -> str:
    """Return the text of the modal without its alerts."""
    assert person.modal
    return "\n".join(rendered_blocks.texts([block for block in person.modal.blocks if block["type"] != "alert"]))


async def test_closing_ends_the_check_at_any_step(slack: SlackSimulator, worker: Person, database: Path) -> None:
    for steps in range(len(STEPS) + 1):
        stopped = counted("stopped")
        await begin(worker)
        await walk(worker, *STEPS[:steps])
        assert [row[2] for row in rows(database)] == ["screen"]
        updates = called(slack, "views.update")
        await worker.close()
        await until(lambda: not rows(database))
        assert counted("stopped") == stopped + 1
        await slack.settled()
        assert called(slack, "views.update") == updates


async def test_stopping_says_so_and_counts_once(slack: SlackSimulator, worker: Person, database: Path) -> None:
    stopped = counted("stopped")
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 1", "Stop en wis")
    assert body(worker).startswith("Gestopt.")
    assert worker.modal
    assert worker.modal.buttons == []
    await until(lambda: not rows(database))
    await worker.close()
    await slack.settled()
    assert counted("stopped") == stopped + 1


async def test_the_last_submit_finishes_the_check(slack: SlackSimulator, worker: Person, database: Path) -> None:
    started, finished, stopped = counted("started"), counted("finished"), counted("stopped")
    await begin(worker)
    await walk(worker, *STEPS)
    await worker.submit()
    await until(lambda: not rows(database))
    await slack.settled()
    assert (counted("started"), counted("finished"), counted("stopped")) == (started + 1, finished + 1, stopped)


async def test_a_modal_that_nobody_goes_on_with_is_wiped(slack: SlackSimulator, worker: Person, database: Path) -> None:
    """The database knows the modal's own random name, and nothing of the person."""
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 1")
    assert rows(database) == [(name(worker), name(worker), "screen")]
    assert all(b"U1" not in path.read_bytes() for path in database.parent.glob("ledger.db*"))
    expired = counted("expired")
    await slack.settled()
    await later(database, 901)
    await until(lambda: body(worker) == "Gewist.")
    assert worker.modal
    assert worker.modal.buttons == []
    assert not worker.modal.submit
    await until(lambda: not rows(database))
    await worker.close()
    await slack.settled()
    assert counted("expired") == expired + 1


async def test_each_press_moves_the_deadline(slack: SlackSimulator, worker: Person, database: Path) -> None:
    await begin(worker)
    await later(database, 600)
    await walk(worker, "Beginnen")
    await until(lambda: due_in(database) > 890)
    await later(database, 890)
    await slack.settled()
    assert "Vraag 1 van 9" in shown(worker)


async def test_two_people_at_once_have_a_check_each(slack: SlackSimulator, worker: Person, database: Path) -> None:
    bob = slack.person("U2", "en-GB")
    await begin(worker)
    await begin(bob)
    await until(lambda: bob.modal and bob.modal.submit == "Begin")
    for step, other in zip(STEPS[:4], IN_ENGLISH[:4], strict=True):
        await walk(worker, step)
        await walk(bob, other)
    assert "Vraag 4 van 9" in shown(worker)
    assert "Question 4 of 9" in shown(bob)
    assert len({row[0] for row in rows(database)}) == 2


async def test_with_more_checks_a_command_starts_its_own(slack: SlackSimulator, own: Content, database: Path) -> None:
    async with serving(slack, own, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann, "/somethingelse")
        assert body(ann) == "Welke check wil je doen?"
        await walk(ann, "Start: Geldcheck")
        assert shown(ann).startswith("Geldcheck")
        await begin(ann, "/moneycheck")
        assert shown(ann).startswith("Geldcheck")
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck", "Start: Geldcheck"]
    assert slack.errors == []
