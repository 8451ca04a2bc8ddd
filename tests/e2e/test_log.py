"""The log contains nothing personal: no token, no id, no payload, no answer, at any level."""

import io
import json
import logging
from pathlib import Path

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telemetry import log
from messages.content import Content
from tests.support.caller import until
from tests.support.telegram_bot import HOOK_SECRET, SECRET, begin, configured, running, said, walk

TOKEN = "1:test"  # noqa: S105 - of nothing real
PERSON = 987654321
CANARY = "Kanarie van der Vliet"
TELLING = [TOKEN, str(PERSON), CANARY, "Een beetje", "Vraag 1", SECRET.decode(), HOOK_SECRET, "inline_keyboard"]


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_no_log_line_identifies_anybody_with_every_library_at_debug(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    output: io.StringIO,
    webhook: bool,  # noqa: FBT001
) -> None:
    unguarded = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(unguarded))
    async with running(shipped, configured(fake, database, webhook=webhook)):
        ann = fake.person(PERSON, language_code="nl")
        await begin(ann)
        await walk(ann, "Beginnen", "2.")
        await ann.say(CANARY)
        await ann.press_payload(CANARY, ann.chat.messages[0].id)
        await until(lambda: "verlopen" in ann.chat.messages[0].text)
        await fake.settled()
        logging.getLogger("telegram.any").debug("chat_id=%s", PERSON)  # as a library might
    said = output.getvalue()
    assert "listening" in said
    assert '"library": "telegram' in said
    assert not [word for word in TELLING if word in said]
    payloads = [button.payload for message in ann.chat.messages for row in message.buttons for button in row]
    assert not [payload for payload in payloads if payload and len(payload) > 20 and payload in said]
    assert TOKEN in unguarded.getvalue()  # the same records, unfiltered, contain it
    assert str(PERSON) in unguarded.getvalue()
    leaked = [path for path in database.parent.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert leaked == []


def test_each_event_is_one_line_of_json_with_fields_from_the_list(output: io.StringIO) -> None:
    log.event("stopped", channel="telegram", chat="1001", text="Jan", count=2)
    [line] = output.getvalue().splitlines()
    told = json.loads(line)
    assert {name: told[name] for name in ("event", "channel", "count", "level")} == {
        "event": "stopped",
        "channel": "telegram",
        "count": 2,
        "level": "info",
    }
    assert set(told) <= log.FIELDS
    assert "1001" not in line


def test_a_fault_is_told_by_its_place_and_a_reference_and_not_by_its_words(output: io.StringIO) -> None:
    with pytest.raises(AttributeError) as caught:
        log.configure("everything", output)
    reference = log.failure("turn_failed", caught.value, channel="telegram")
    told = json.loads(output.getvalue())
    assert told["reference"] == reference
    assert told["error"] == "AttributeError"
    assert told["at"].startswith("log.py:")
    assert "EVERYTHING" not in output.getvalue()


def test_a_fault_without_a_traceback_has_no_place(output: io.StringIO) -> None:
    log.failure("turn_failed", ValueError(CANARY))
    assert "at" not in json.loads(output.getvalue())


def test_of_a_library_only_its_name_and_place_are_told(output: io.StringIO) -> None:
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("some.library").exception("%s said %s", PERSON, CANARY)
    told = json.loads(output.getvalue())
    assert (told["library"], told["error"], told["level"]) == ("some.library", "ValueError", "error")
    assert CANARY not in output.getvalue()


def test_a_library_is_not_heard_below_warning_unless_at_debug() -> None:
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    log.configure("info", stream)
    logging.getLogger("some.library").info("x")
    log.event("quiet", "debug")
    assert stream.getvalue() == ""
    logging.getLogger("some.library").warning("x")
    assert "some.library" in stream.getvalue()
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before


@pytest.mark.parametrize("way", ["press", "command"])
async def test_a_fault_of_the_program_is_told_with_the_reference_that_stands_in_the_log(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    output: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    """A part of the program is removed under it, to simulate an unexpected fault."""
    async with running(shipped, configured(fake, database)):
        ann = fake.person(PERSON, language_code="nl")
        await begin(ann)
        await fake.settled()
        monkeypatch.delattr(
            "adapters.checks.dialogue.Dialogue.press" if way == "press" else "adapters.checks.dialogue.Dialogue.tell"
        )
        await (ann.press("Beginnen") if way == "press" else ann.say("/help"))
        await until(lambda: ann.toasts if way == "press" else len(said(ann)) == 2)
        told = ann.toasts[0].text if way == "press" else said(ann)[-1].text
        await fake.settled()
        monkeypatch.undo()
    failed = [line for line in map(json.loads, output.getvalue().splitlines()) if line["event"] == "turn_failed"]
    assert [line["reference"] for line in failed] == [told.rpartition(" ")[2]]
    assert failed[0]["error"] == "AttributeError"
    assert "Er ging iets mis." in told
