"""What users of bots like this one report elsewhere, and what doesn't happen here, on Slack."""

import asyncio
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.slack_bot import STEPS, begin, body, called, configured, name, offered, press, serving, shown, walk
from tests.support.store_reader import later, rows

EXPIRED = "Deze check is verlopen, begin opnieuw."
RESERVED = "&lt;&amp; \"quoted\" 'single' *_~`>#+-=|.! <3 <!channel> <@U1> :smile: &copy; \U0001f469\u200d\U0001f467"


async def expired(person: Person) -> None:
    """Wait until the check is said to have expired, and start again by its one button."""
    await until(lambda: body(person).startswith(EXPIRED))
    await walk(person, "Start: Groomingcheck")
    assert shown(person).startswith("Groomingcheck")


async def test_a_check_goes_on_after_a_restart_between_any_two_steps(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database, http=True)):
        await begin(ann)
    for step in STEPS:
        async with serving(slack, shipped, configured(slack, database, http=True)):
            await walk(ann, step)
    async with serving(slack, shipped, configured(slack, database, http=True)):
        await ann.submit()
        await until(lambda: not rows(database))
    assert (ann.views, slack.errors, slack.delivery.unacked) == ([], [], [])


async def test_a_modal_left_open_is_wiped_by_the_next_process(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
        await walk(ann, "Beginnen", "Antwoord 1")
    await later(database, 901)
    async with serving(slack, shipped, configured(slack, database)):
        await until(lambda: body(ann) == "Gewist.")


async def test_new_texts_in_the_middle_of_a_check_end_it_politely(
    slack: SlackSimulator, shipped: Content, database: Path, tmp_path: Path
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
        await walk(ann, "Beginnen", "Antwoord 1")
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / "nl.toml").read_text().replace("[A] Een beetje", "[A] Een klein beetje")
    (tmp_path / "groomingcheck" / "nl.toml").write_text(text)
    async with serving(slack, load_content(Organisation(folder=tmp_path)), configured(slack, database)):
        await walk(ann, "Antwoord 1")
        await expired(ann)


@pytest.mark.parametrize("steps", [1, 3, len(STEPS)])
async def test_the_command_works_in_every_state_and_after_every_error(
    slack: SlackSimulator, worker: Person, steps: int
) -> None:
    await begin(worker)
    await walk(worker, *STEPS[:steps])
    slack.fail("views.update", errors.api_error("some_new_error"))
    await press(worker, "Hulp")
    await until(lambda: body(worker).startswith("Er ging iets mis."))
    await walk(worker, "Start: Groomingcheck")
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")


async def test_twenty_presses_at_once_are_one_step(slack: SlackSimulator, worker: Person, database: Path) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    slack.latency = 0.01
    button = offered(worker, "Antwoord 2: Een beetje")
    acks = await asyncio.gather(*(worker.press(button) for _ in range(20)))
    await slack.settled()
    assert {ack.status for ack in acks} == {200}
    assert shown(worker).startswith("Vraag 2 van 9\nJe koos: Een beetje\n")
    answers = [call.answer.get("error", "") for call in slack.calls if call.method == "views.update"]
    assert answers.count("") == 1
    assert set(answers) == {"", "hash_conflict"}
    assert len(rows(database)) == 1


async def test_two_answers_at_once_are_the_first_one(slack: SlackSimulator, worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    buttons = [offered(worker, f"Antwoord {number}") for number in (2, 3)]
    await asyncio.gather(*map(worker.press, buttons))
    await slack.settled()
    assert "Vraag 2 van 9" in shown(worker)
    assert body(worker).startswith("Je koos: Een beetje")


@pytest.mark.parametrize("payload", ["", "x", "A" * 42, "é" * 20, "groomingchec", "x" * 2000])
async def test_an_invalid_payload_gets_a_friendly_start(worker: Person, payload: str) -> None:
    await begin(worker)
    await worker.press_raw("press:0", payload)
    await expired(worker)


async def test_a_press_after_the_modal_was_closed_is_nothing(slack: SlackSimulator, worker: Person) -> None:
    await begin(worker)
    assert worker.modal
    value = worker.modal.buttons[0].value
    await worker.close()
    await worker.press_raw("press:0", value)
    await slack.settled()
    assert worker.views == []


async def test_the_payload_itself_tells_that_it_has_expired(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    ann = slack.person("U1")
    async with serving(slack, shipped, configured(slack, database)):
        await begin(ann)
    async with serving(slack, shipped, replace(configured(slack, database), idle=0.001)):
        await walk(ann, "Beginnen")
        await until(lambda: body(ann).startswith((EXPIRED, "Gewist.")))


async def test_a_button_of_somebody_else_changes_nothing_of_theirs(slack: SlackSimulator, worker: Person) -> None:
    bob = slack.person("U2")
    await begin(worker)
    await begin(bob)
    await walk(worker, "Beginnen", "Antwoord 1")
    assert worker.modal
    before = worker.modal
    await bob.press_raw("press:0", worker.modal.buttons[0].value)
    await until(lambda: body(bob).startswith(EXPIRED))
    assert worker.modal is before


async def test_whatever_an_author_writes_arrives(slack: SlackSimulator, database: Path, tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    source = (SHIPPED / "groomingcheck" / "nl.toml").read_text()
    written = RESERVED.replace("\\", "\\\\").replace('"', '\\"')
    (tmp_path / "groomingcheck" / "nl.toml").write_text(
        source.replace("Weet je met wie je cliënt online contact heeft?", written)
    )
    async with serving(slack, load_content(Organisation(folder=tmp_path)), configured(slack, database)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        assert RESERVED in shown(ann)
    assert slack.errors == []


@pytest.mark.parametrize("word", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
async def test_a_trigger_that_came_too_late_gets_a_line_with_a_start_button(
    slack: SlackSimulator, worker: Person, database: Path, word: str
) -> None:
    slack.fail("views.open", errors.api_error(word))
    assert (await worker.command("/groomingcheck")).status == 200
    await until(lambda: worker.ephemerals)
    [line] = worker.ephemerals
    assert line.text == "Dat duurde te lang. Start de check hier nog eens."
    assert line.texts == [line.text]
    await until(lambda: not rows(database))
    await worker.press_message_button(line, "Start: Groomingcheck")
    await until(lambda: shown(worker).startswith("Groomingcheck"))


async def test_where_no_line_can_be_posted_the_home_tab_says_it(slack: SlackSimulator, worker: Person) -> None:
    slack.fail("views.open", errors.api_error("expired_trigger_id"))
    await worker.shortcut("check")
    await until(lambda: worker.home)
    assert worker.home
    assert worker.home.texts[0] == "Dat duurde te lang. Start de check hier nog eens."
    await worker.press_home("Start: Groomingcheck")
    await until(lambda: shown(worker).startswith("Groomingcheck"))


async def test_a_new_command_does_not_wait_for_a_press_that_hangs(slack: SlackSimulator, worker: Person) -> None:
    await begin(worker)
    await walk(worker, "Beginnen")
    slack.fail("views.update", Hang(2))
    await press(worker, "Antwoord 1")
    await begin(worker)
    assert shown(worker).startswith("Groomingcheck")


async def test_an_event_that_comes_twice_is_taken_once(slack: SlackSimulator, shipped: Content, database: Path) -> None:
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


async def test_every_way_in_opens_the_same_modal(worker: Person) -> None:
    await begin(worker)
    by_command = shown(worker)
    for ask in (worker.shortcut("check"), worker.open_home()):
        await worker.close()
        await ask
        await until(lambda: worker.modal or worker.home)
        if worker.home:
            await worker.press_home("Start: Groomingcheck")
        await until(lambda: shown(worker) == by_command)


async def test_what_is_typed_behind_the_command_goes_nowhere(
    slack: SlackSimulator, worker: Person, database: Path
) -> None:
    await worker.command("/groomingcheck", "Kanarie van der Vliet")
    await until(lambda: worker.modal)
    await slack.settled()
    assert "Kanarie" not in json.dumps([call.parameters for call in slack.calls])
    assert all(b"Kanarie" not in path.read_bytes() for path in database.parent.glob("*.db*"))
    assert "U1" not in name(worker)
