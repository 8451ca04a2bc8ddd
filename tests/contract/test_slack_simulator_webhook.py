"""The Slack simulator's deliveries over HTTP: encoded, signed and retried as by Slack."""

import json
import logging

import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.simulators.slack.server import SlackSimulator
from tests.support.listener import Listener
from tests.support.slack_caller import Caller, actions, button, modal, opened, section


async def test_what_comes_is_signed_and_written_as_slack_does(slack: SlackSimulator, listener: Listener) -> None:
    ann = slack.person("U1")
    await ann.command("/groomingcheck", text="één & twee")
    await ann.shortcut("start")
    await ann.open_home()
    verifier = SignatureVerifier(slack.signing_secret)
    assert all(verifier.is_valid_request(heard.body, heard.headers) for heard in listener.heard)
    assert not SignatureVerifier("another").is_valid_request(listener.heard[0].body, listener.heard[0].headers)
    kinds = [heard.headers["Content-Type"] for heard in listener.heard]
    assert kinds == ["application/x-www-form-urlencoded"] * 2 + ["application/json"]
    assert listener.heard[0].payload["text"] == "één & twee"
    assert listener.heard[1].body.startswith(b"payload=%7B")
    assert listener.heard[2].payload["type"] == "event_callback"


async def test_a_signature_is_of_now_however_far_the_clock_was_moved(slack: SlackSimulator, listener: Listener) -> None:
    slack.clock.advance(86400)
    await slack.person("U1").shortcut("start")
    verifier = SignatureVerifier(slack.signing_secret)
    assert verifier.is_valid_request(listener.heard[0].body, listener.heard[0].headers)


async def test_an_event_is_brought_again_until_it_is_taken(slack: SlackSimulator, listener: Listener) -> None:
    slack.delivery.pause, listener.answer = 0, 500
    ack = await slack.person("U1").open_home()
    await slack.settled()
    assert ack.status == 500
    assert [heard.headers.get("X-Slack-Retry-Num") for heard in listener.heard] == [None, "1", "2", "3"]
    assert listener.heard[1].headers["X-Slack-Retry-Reason"] == "http_error"
    assert len({heard.payload["event_id"] for heard in listener.heard}) == 1
    assert slack.delivery.unacked == ["app_home_opened"]


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_bot_can_say_that_it_wants_no_more_of_it(
    slack: SlackSimulator, listener: Listener, *, wanted: bool
) -> None:
    slack.delivery.pause, listener.answer = 0, 500
    listener.headers = {} if wanted else {"X-Slack-No-Retry": "1"}
    await slack.person("U1").open_home()
    await slack.settled()
    assert len(listener.heard) == (4 if wanted else 1)


async def test_what_slack_asks_when_an_address_is_entered(slack: SlackSimulator, listener: Listener) -> None:
    await slack.check_ssl()
    await slack.verify_url()
    assert listener.heard[0].payload["ssl_check"] == "1"
    assert listener.heard[1].payload["type"] == "url_verification"
    assert listener.heard[1].payload["challenge"]


async def test_anything_can_be_posted(slack: SlackSimulator, listener: Listener) -> None:
    body = b"payload=%7B%7D\xff"
    verifier = SignatureVerifier(slack.signing_secret)
    assert await slack.deliver_raw(body, {"X-Slack-Signature": "v0=0"}) == (200, "")
    old = slack.signed(b"x", at=1)
    assert not verifier.is_valid_request(b"x", old)
    assert verifier.is_valid_request(b"x", slack.signed(b"x"))
    assert listener.heard[0].body == body
    assert listener.heard[0].headers["X-Slack-Signature"] == "v0=0"


async def test_a_bot_is_told_when_it_is_removed(slack: SlackSimulator, listener: Listener) -> None:
    acks = await slack.uninstall()
    assert [heard.payload["event"]["type"] for heard in listener.heard] == ["tokens_revoked", "app_uninstalled"]
    assert [ack.status for ack in acks] == [200, 200]


async def test_nothing_that_was_said_is_in_a_log(
    slack: SlackSimulator, listener: Listener, caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    ann = slack.person("U1")
    with caplog.at_level(logging.DEBUG):
        view = modal(section("geheim"), actions(button("a1", "geheim", value="geheim")))
        await opened(ann, listener, caller, view)
        await ann.command("/groomingcheck", text="geheim")
        await ann.press("geheim")
        await caller("views.open", view={"geheim": json.loads('"geheim"')})
        async with caller.session.post(f"{slack.url}auth.test", data=b"\xffgeheim") as answer:
            assert answer.status
    assert "geheim" not in caplog.text
