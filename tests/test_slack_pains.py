"""What users of bots like this one report elsewhere, and what doesn't happen on Slack. P is the number of it there."""

import asyncio
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages import content
from messages.content import Content
from messages.folder import SHIPPED
from messages.organisation import Organisation
from tests.bot import later, rows
from tests.caller import until
from tests.slack_bot import STEPS, begin, called, configured, name, offered, serving, shown, walk

EXPIRED = "Deze check is verlopen, begin opnieuw."
RESERVED = (
    "&lt;&amp; \"quoted\" 'single' *_~`>#+-=|.! <3 <!channel> <@U1> :smile: &copy; \u202e \U0001f469\u200d\U0001f467"
)


async def expired(person: Person) -> None:
    """Wait until the check is said to have expired, and start again by its one button."""
    await until(lambda: shown(person).startswith(EXPIRED))
    await walk(person, "Start: Groomingcheck")
    assert shown(person).startswith("Groomingcheck")


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_p1_a_check_goes_on_after_a_restart_between_any_two_steps(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    http: bool,  # noqa: FBT001
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database, http=http)):
        await begin(ann)
    for step in STEPS:
        async with serving(slack, shipped, configured(slack, database, http=http)):
            await walk(ann, step)
    async with serving(slack, shipped, configured(slack, database, http=http)):
        await ann.submit()
        await until(lambda: not rows(database))
    assert (ann.views, slack.errors, slack.unacked) == ([], [], [])


async def test_p2_a_modal_left_open_is_wiped_by_the_next_process(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
        await walk(ann, "Beginnen", "Antwoord 1")
    await later(database, 901)
    async with serving(slack, shipped, configured(slack, database)):
        await until(lambda: shown(ann) == "Gewist.")


async def test_p4_new_texts_in_the_middle_of_a_check_end_it_politely(
    slack: FakeSlack, shipped: Content, database: Path, tmp_path: Path
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
        await walk(ann, "Beginnen", "Antwoord 1")
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / "nl.toml").read_text().replace("[A] Een beetje", "[A] Een klein beetje")
    (tmp_path / "groomingcheck" / "nl.toml").write_text(text)
    async with serving(slack, content.load(Organisation(folder=tmp_path)), configured(slack, database)):
        await walk(ann, "Antwoord 1")
        await expired(ann)


@pytest.mark.parametrize("steps", [1, 3, len(STEPS)])
async def test_p5_the_command_works_in_every_state_and_after_every_error(
    slack: FakeSlack, worker: Person, steps: int
) -> None:
    await begin(worker)
    await walk(worker, *STEPS[:steps])
    slack.fail("views.update", error.api_error("some_new_error"))
    await worker.press(offered(worker, "Hulp en nummers") if steps < len(STEPS) else offered(worker, "Uitleg"))
    await until(lambda: shown(worker).startswith("Er ging iets mis."))
    await walk(worker, "Start: Groomingcheck")
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")


async def test_p6_p10_twenty_presses_at_once_are_one_step(slack: FakeSlack, worker: Person, database: Path) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    slack.latency = 0.01
    button = offered(worker, "Antwoord 2: Een beetje")
    acks = await asyncio.gather(*(worker.press(button) for _ in range(20)))
    await slack.settled()
    assert {ack.status for ack in acks} == {200}
    assert "Je antwoord op vraag 1: Een beetje" in shown(worker)
    assert "Vraag 2 van 9" in shown(worker)
    answers = [call.answer.get("error", "") for call in slack.calls if call.method == "views.update"]
    assert answers[1:].count("") == 1
    assert set(answers) == {"", "hash_conflict"}
    assert len(rows(database)) == 1


async def test_p6_two_answers_at_once_are_the_first_one(slack: FakeSlack, worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    buttons = [offered(worker, f"Antwoord {number}") for number in (2, 3)]
    await asyncio.gather(*map(worker.press, buttons))
    await slack.settled()
    assert "Vraag 2 van 9" in shown(worker)
    assert shown(worker).count("Je antwoord op vraag 1") == 1


@pytest.mark.parametrize("payload", ["", "x", "A" * 42, "é" * 20, "groomingchec", "x" * 2000])
async def test_p8_a_payload_that_is_none_gets_a_friendly_start(worker: Person, payload: str) -> None:
    await begin(worker)
    await worker.press_raw("press:0", payload)
    await expired(worker)


async def test_p8_a_press_after_the_modal_was_closed_is_nothing(slack: FakeSlack, worker: Person) -> None:
    await begin(worker)
    assert worker.modal
    value = worker.modal.buttons[0].value
    await worker.close()
    await worker.press_raw("press:0", value)
    await slack.settled()
    assert worker.views == []


async def test_p8_too_old_is_told_by_the_payload_itself(slack: FakeSlack, shipped: Content, database: Path) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
    async with serving(slack, shipped, replace(configured(slack, database), idle=0.001)):
        await walk(ann, "Beginnen")
        await until(lambda: shown(ann).startswith((EXPIRED, "Gewist.")))


async def test_p11_somebody_elses_button_does_nothing_of_theirs(slack: FakeSlack, worker: Person) -> None:
    bob = slack.person("U2")
    await begin(worker)
    await begin(bob)
    await walk(worker, "Beginnen", "Antwoord 1")
    assert worker.modal
    before = worker.modal
    await bob.press_raw("press:0", worker.modal.buttons[0].value)
    await until(lambda: shown(bob).startswith(EXPIRED))
    assert worker.modal is before


async def test_p13_whatever_an_author_writes_arrives(slack: FakeSlack, database: Path, tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    source = (SHIPPED / "groomingcheck" / "nl.toml").read_text()
    written = RESERVED.replace("\\", "\\\\").replace('"', '\\"')
    (tmp_path / "groomingcheck" / "nl.toml").write_text(
        source.replace("Weet je met wie je cliënt online contact heeft?", written)
    )
    async with serving(slack, content.load(Organisation(folder=tmp_path)), configured(slack, database)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        assert RESERVED in shown(ann)
    assert slack.errors == []


@pytest.mark.parametrize("word", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
async def test_p14_p20_a_trigger_that_came_too_late_gets_a_line_with_a_start_button(
    slack: FakeSlack, worker: Person, database: Path, word: str
) -> None:
    slack.fail("views.open", error.api_error(word))
    assert (await worker.command("/groomingcheck")).status == 200
    await until(lambda: worker.ephemerals)
    [line] = worker.ephemerals
    assert line.text == "Dat duurde te lang. Start de check hier nog eens."
    assert line.texts == [line.text]
    await until(lambda: not rows(database))
    await worker.press_message_button(line, "Start: Groomingcheck")
    await until(lambda: shown(worker).startswith("Groomingcheck"))


async def test_p14_where_no_line_can_be_posted_the_home_tab_says_it(slack: FakeSlack, worker: Person) -> None:
    slack.fail("views.open", error.api_error("expired_trigger_id"))
    await worker.shortcut("check")
    await until(lambda: worker.home)
    assert worker.home
    assert worker.home.texts[0] == "Dat duurde te lang. Start de check hier nog eens."
    await worker.press_home("Start: Groomingcheck")
    await until(lambda: shown(worker).startswith("Groomingcheck"))


async def test_p14_who_asks_again_does_not_wait_for_a_press_that_hangs(slack: FakeSlack, worker: Person) -> None:
    await begin(worker)
    slack.fail("views.update", error.hang(2))
    await worker.press(offered(worker, "Beginnen"))
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")


async def test_p15_an_event_that_comes_twice_is_taken_once(slack: FakeSlack, shipped: Content, database: Path) -> None:
    slack.person("U1")
    event = {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"}
    known = {"type": "event_callback", "team_id": "T1", "api_app_id": "A111", "event_time": int(time.time())}
    async with serving(slack, shipped, configured(slack, database, http=True)):
        for number in ("Ev1", "Ev1", "Ev2"):
            body = json.dumps({**known, "event": event, "event_id": number}).encode()
            more = {"Content-Type": "application/json", "X-Slack-Retry-Num": "1"}
            assert (await slack.deliver_raw(body, {**more, **slack.signed(body)}))[0] == 200
        await slack.settled()
    assert called(slack, "views.publish") == 2


async def test_p19_every_way_in_opens_the_same_modal(worker: Person) -> None:
    await begin(worker)
    by_command = shown(worker)
    for ask in (worker.shortcut("check"), worker.open_home()):
        await worker.close()
        await ask
        await until(lambda: worker.modal or worker.home)
        if worker.home:
            await worker.press_home("Start: Groomingcheck")
        await until(lambda: shown(worker) == by_command)


async def test_p34_what_is_typed_behind_the_command_goes_nowhere(
    slack: FakeSlack, worker: Person, database: Path
) -> None:
    await worker.command("/groomingcheck", "Kanarie van der Vliet")
    await until(lambda: worker.modal)
    await slack.settled()
    assert "Kanarie" not in json.dumps([call.parameters for call in slack.calls])
    assert all(b"Kanarie" not in path.read_bytes() for path in database.parent.glob("*.db*"))
    assert "U1" not in name(worker)
