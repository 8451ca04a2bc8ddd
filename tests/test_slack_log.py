"""What the process says of itself on Slack tells of nobody: no token, no id, no payload, no answer, at any level."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters import log
from adapters.slack.fake import error
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import SECRET
from tests.slack_bot import begin, configured, name, serving, walk

PERSON = "U987654321"
CANARY = "Kanarie van der Vliet"
TELLING = ["xoxb-", "xapp-", PERSON, CANARY, "Een beetje", "Vraag 1", SECRET.decode(), "external_id", "trigger_id"]


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """What the process writes at its most talkative; afterwards logging is as pytest wants it."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    log.configure("debug", stream)
    yield stream
    log.configure("info")
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_p34_p36_no_line_tells_of_anybody_with_every_library_at_debug(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    output: io.StringIO,
    http: bool,  # noqa: FBT001
) -> None:
    unguarded = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(unguarded))
    async with serving(slack, shipped, configured(slack, database, http=http)):
        ann = slack.person(PERSON)
        await ann.command("/groomingcheck", CANARY)
        await slack.settled()
        await begin(ann)
        await walk(ann, "Beginnen", "Antwoord 2")
        named = name(ann)
        await ann.press_raw("unknown", CANARY)
        await ann.shortcut(CANARY)
        slack.fail("views.open", error.api_error("expired_trigger_id"))
        await ann.command("/groomingcheck")
        slack.fail("views.update", error.api_error("some_new_error"))
        await walk(ann, "Antwoord 1")
        if http:
            body = f"payload={CANARY}".encode()
            await slack.deliver_raw(body, slack.signed(body))
            await slack.deliver_raw(body, {})
        await slack.settled()
    said = output.getvalue()
    assert "listening" in said
    assert '"library": "slack_sdk' in said
    assert '"reason": "some_new_error"' in said
    assert not [word for word in [*TELLING, named] if word in said]
    assert PERSON in unguarded.getvalue()  # the same records, unguarded, do tell
    leaked = [path for path in database.parent.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert leaked == []
    assert CANARY not in json.dumps([call.parameters for call in slack.calls])
