"""The log on Slack contains nothing personal: no token, no id, no payload, no answer, at any level."""

import io
import json
import logging
from pathlib import Path

import pytest

from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.slack_bot import begin, configured, name, serving, walk
from tests.support.telegram_bot import SECRET

PERSON = "U987654321"
CANARY = "Kanarie van der Vliet"
TELLING = ["xoxb-", "xapp-", PERSON, CANARY, "Een beetje", "Vraag 1", SECRET.decode(), "external_id", "trigger_id"]


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_no_log_line_identifies_anybody_with_every_library_at_debug(
    slack: SlackSimulator,
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
        slack.fail("views.open", errors.api_error("expired_trigger_id"))
        await ann.command("/groomingcheck")
        slack.fail("views.update", errors.api_error("some_new_error"))
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
    assert PERSON in unguarded.getvalue()  # the same records, unfiltered, contain it
    leaked = [path for path in database.parent.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert leaked == []
    assert CANARY not in json.dumps([call.parameters for call in slack.calls])
