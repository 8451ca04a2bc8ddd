"""What is accepted over HTTP: 401, 400 and 413 for what is not, and never 500."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from adapters.platforms import post_route
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.slack_bot import configured, serving
from tests.support.telegram_bot import Bot

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
COMMAND = urlencode({"command": "/groomingcheck", "team_id": "T1", "user_id": "U1", "trigger_id": "1.2.3"}).encode()


@pytest.fixture
async def bot(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    async with serving(slack, shipped, configured(slack, database, http=True)) as made:
        yield made


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=1", FORM),
        (b"payload=%7Bno+json", FORM),
        (b"payload=", FORM),
        (b"payload=%5B1%5D", FORM),
        (b"payload=" + b"[" * 100_000, FORM),
        (b"{no json", JSON),
        (b"[1]", JSON),
        (b"\xff{}", JSON),
        (b"null", JSON),
        (b"[" * 100_000, JSON),
        (b'{"type": "event_callback", "event": ' + b'{"a":' * 100_000, JSON),
        (b'{"type": "url_verification", "event": "x"}', JSON),
        (b'{"type": "url_verification", "event": null}', JSON),
    ],
)
async def test_an_unreadable_body_is_400(slack: SlackSimulator, body: bytes, kind: dict[str, str]) -> None:
    assert (await slack.deliver_raw(body, {**kind, **slack.signed(body)}))[0] == 400


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"payload={}",
        b'payload={"type":"block_actions"}',
        b'payload={"type":"block_actions","actions":[],"user":{"id":"U1"},"team":null}',
        b'payload={"type":"block_actions","actions":[{"type":"button","action_id":"press:0"}],"user":{"id":7}}',
        b'payload={"type":"view_submission","view":{"callback_id":"check"},"user":{"id":"U1"}}',
        b'payload={"type":"view_closed","view":{"callback_id":"other"},"user":{"id":"U1"}}',
        b'payload={"type":"block_suggestion","action_id":"x","user":{"id":"U1"}}',
        b'payload={"type":"something_new"}',
        b"command=/groomingcheck",
        b"command=&team_id=&user_id=",
        b"ssl_check=1&token=x",
    ],
)
async def test_a_signed_but_meaningless_request_does_nothing(slack: SlackSimulator, body: bytes) -> None:
    assert (await slack.deliver_raw(body, {**FORM, **slack.signed(body)}))[0] in {200, 400}
    await slack.settled()
    assert [call.method for call in slack.calls] == ["auth.test"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("event", [{}, {"type": "app_home_opened"}, {"type": "x"}, None, "x", {"type": 7}])
async def test_an_event_that_means_nothing_does_nothing(slack: SlackSimulator, event: object) -> None:
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}).encode()
    assert (await slack.deliver_raw(body, {**JSON, **slack.signed(body)}))[0] in {200, 400}
    await slack.settled()
    assert [call.method for call in slack.calls] == ["auth.test"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "spoilt",
    [
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "é"},
        {"X-Slack-Request-Timestamp": "nu"},
        {"X-Slack-Request-Timestamp": "²"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 5000},
    ],
)
async def test_a_request_not_signed_by_slack_is_401(slack: SlackSimulator, spoilt: dict[str, str]) -> None:
    headers = {**FORM, **slack.signed(COMMAND), **spoilt}
    assert (await slack.deliver_raw(COMMAND, headers))[0] == 401
    assert [call.method for call in slack.calls] == ["auth.test"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("age", "status"), [(290, 200), (310, 401), (-290, 200), (-310, 401)])
async def test_a_signature_is_good_for_five_minutes(slack: SlackSimulator, age: int, status: int) -> None:
    headers = {**FORM, **slack.signed(COMMAND, int(time.time()) - age)}
    assert (await slack.deliver_raw(COMMAND, headers))[0] == status


@pytest.mark.usefixtures("bot")
async def test_a_signature_of_another_secret_or_body_is_401(slack: SlackSimulator) -> None:
    assert (await slack.deliver_raw(COMMAND + b"x", {**FORM, **slack.signed(COMMAND)}))[0] == 401
    slack.signing_secret = "f" * 32
    assert (await slack.deliver_raw(COMMAND, {**FORM, **slack.signed(COMMAND)}))[0] == 401


@pytest.mark.usefixtures("bot")
async def test_a_body_that_is_too_large_is_413_signed_or_not(slack: SlackSimulator) -> None:
    body = b"payload=" + b"x" * post_route.LARGEST
    assert (await slack.deliver_raw(body, {**FORM, **slack.signed(body)}))[0] == 413
    assert (await slack.deliver_raw(body, FORM))[0] == 413


@pytest.mark.usefixtures("bot")
async def test_slacks_own_questions_are_answered(slack: SlackSimulator) -> None:
    assert (await slack.check_ssl())[0] == 200
    status, answer = await slack.verify_url()
    assert status == 200
    assert "3eZbrw1aB" in answer
