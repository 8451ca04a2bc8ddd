"""Whole conversations on Slack: what is shown, and that nothing of it stays."""

from pathlib import Path

import pytest

from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import ask, later, rows
from tests.caller import until
from tests.slack_bot import STEPS, begin, called, configured, counted, name, serving, shown, walk

NINE_NL, NINE_EN = ("Antwoord 1",) * 9, ("Answer 1",) * 9
WAYS = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


@WAYS
@pytest.mark.parametrize(
    ("locale", "words", "progress", "submit"),
    [
        ("nl-NL", ("Beginnen", *NINE_NL), "Vraag 1 van 9", "Klaar en wissen"),
        ("en-GB", ("Begin", *NINE_EN), "Question 1 of 9", "Done and wipe"),
    ],
)
async def test_a_whole_check_leaves_nothing(
    slack: FakeSlack,
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
        await until(lambda: ann.modal and words[0] in [one.text for one in ann.modal.buttons])
        await walk(ann, words[0])
        assert progress in shown(ann)
        await walk(ann, *words[1:], "Naar het advies" if locale == "nl-NL" else "Go to the advice")
        assert ann.modal
        assert ann.modal.submit == submit
        assert (await ann.submit()).body == {"response_action": "clear"}
        assert ann.views == []
        await until(lambda: not rows(database))
        await slack.settled()
    assert slack.errors == []
    assert slack.unacked == []
    assert [channel.messages for channel in slack.workspace.channels.values() if channel.messages] == []
    assert ann.ephemerals == []
    assert {call.status for call in slack.calls} == {200}


async def test_the_question_stands_in_one_modal_with_buttons_that_stand_alone(worker: Person) -> None:
    await begin(worker)
    first = worker.modal
    await walk(worker, "Beginnen", "Antwoord 2: Een beetje")
    assert worker.modal
    assert first
    assert worker.modal.id == first.id
    assert worker.modal.title == "Groomingcheck"
    assert worker.modal.close == "Sluiten"
    assert "Je antwoord op vraag 1: Een beetje" in shown(worker)
    assert "Vraag 2 van 9" in shown(worker)
    labels = [(one.text, one.accessibility_label) for one in worker.modal.buttons]
    assert ("Een paar", "Antwoord 2: Een paar") in labels
    assert ("Uitleg", "Uitleg") in labels
    assert {"Hulp en nummers", "Vorige", "Stop en wis"} <= {label for label, _ in labels}


async def test_nothing_readable_stands_in_ids_and_metadata(worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 2")
    assert worker.modal
    content = worker.modal.content
    assert "private_metadata" not in content
    assert content["callback_id"] == "check"
    assert {one.action_id.rstrip("0123456789") for one in worker.modal.buttons} == {"press:"}
    assert {len(one.value) for one in worker.modal.buttons} == {42}


async def test_urgent_advice_is_an_alert_of_its_own(worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen", *("Antwoord 1",) * 9, "Naar het advies")
    assert worker.modal
    alerts = [block["text"]["text"] for block in worker.modal.blocks if block["type"] == "alert"]
    assert [alert[:11] for alert in alerts] == ["Eerst doen:"] * len(alerts)
    assert alerts
    assert "Eerst doen" not in "".join(
        piece["text"]
        for block in worker.modal.blocks
        if block["type"] == "rich_text"
        for piece in block["elements"][0]["elements"]
    )


async def test_closing_ends_the_check_at_any_step(slack: FakeSlack, worker: Person, database: Path) -> None:
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


async def test_stopping_says_so_and_counts_once(slack: FakeSlack, worker: Person, database: Path) -> None:
    stopped = counted("stopped")
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 1", "Stop en wis")
    assert shown(worker).startswith("Gestopt.")
    assert worker.modal
    assert worker.modal.buttons == []
    await until(lambda: not rows(database))
    await worker.close()
    await slack.settled()
    assert counted("stopped") == stopped + 1


async def test_the_last_submit_finishes_the_check(slack: FakeSlack, worker: Person, database: Path) -> None:
    started, finished, stopped = counted("started"), counted("finished"), counted("stopped")
    await begin(worker)
    await walk(worker, *STEPS)
    await worker.submit()
    await until(lambda: not rows(database))
    await slack.settled()
    assert (counted("started"), counted("finished"), counted("stopped")) == (started + 1, finished + 1, stopped)


async def test_a_modal_that_nobody_goes_on_with_is_wiped(slack: FakeSlack, worker: Person, database: Path) -> None:
    """The ledger knows the modal's own random name, and nothing of whose it is."""
    await begin(worker)
    await walk(worker, "Beginnen", "Antwoord 1")
    assert rows(database) == [(name(worker), name(worker), "screen")]
    assert all(b"U1" not in path.read_bytes() for path in database.parent.glob("ledger.db*"))
    expired = counted("expired")
    await slack.settled()
    await later(database, 901)
    await until(lambda: shown(worker) == "Gewist.")
    assert worker.modal
    assert worker.modal.buttons == []
    assert not worker.modal.submit
    await until(lambda: not rows(database))
    await worker.close()
    await slack.settled()
    assert counted("expired") == expired + 1


async def test_each_press_moves_the_deadline(slack: FakeSlack, worker: Person, database: Path) -> None:
    await begin(worker)
    await later(database, 600)
    await walk(worker, "Beginnen")
    await until(lambda: due_in(database) > 890)
    await later(database, 890)
    await slack.settled()
    assert "Vraag 1 van 9" in shown(worker)


async def test_two_people_at_once_have_a_check_each(slack: FakeSlack, worker: Person, database: Path) -> None:
    bob = slack.person("U2", "en-GB")
    await begin(worker)
    await begin(bob)
    await until(lambda: "Begin" in [one.text for one in bob.modal.buttons] if bob.modal else False)
    for step, other in zip(STEPS[:4], ("Begin", *("Answer 2",) * 3), strict=True):
        await walk(worker, step)
        await walk(bob, other)
    assert "Vraag 4 van 9" in shown(worker)
    assert "Question 4 of 9" in shown(bob)
    assert len({row[0] for row in rows(database)}) == 2


async def test_with_more_checks_a_command_starts_its_own(slack: FakeSlack, own: Content, database: Path) -> None:
    async with serving(slack, own, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann, "/somethingelse")
        assert shown(ann) == "Welke check wil je doen?"
        await walk(ann, "Start: Geldcheck")
        assert shown(ann).startswith("Geldcheck")
        await begin(ann, "/moneycheck")
        assert shown(ann).startswith("Geldcheck")
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck", "Start: Geldcheck"]
    assert slack.errors == []


def due_in(database: Path) -> float:
    [(seconds,)] = ask(database, "SELECT min(due_at) - (julianday('now') - 2440587.5) * 86400 FROM action")
    return float(seconds)
