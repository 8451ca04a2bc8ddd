"""The Slack simulator's channels: posting, updating and deleting, buttons under messages, and response_urls."""

import pytest

from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from tests.support.listener import Listener
from tests.support.slack_caller import Caller, Json, actions, button, modal, section

BLOCKS = [section("Tijd voor een check"), actions(button("start", "Beginnen"))]


async def test_a_message_is_posted_updated_and_deleted(slack: SlackSimulator, caller: Caller) -> None:
    channel = slack.channel("C1")
    ts = (await caller("chat.postMessage", channel="C1", text="Check", blocks=BLOCKS))["ts"]
    (message,) = channel.messages
    assert (message.ts, message.text, message.texts) == (ts, "Check", ["Tijd voor een check"])
    assert [one.text for one in message.buttons] == ["Beginnen"]
    assert (await caller("chat.update", channel="C1", ts=ts, text="Anders"))["ok"]
    assert [(one.text, one.blocks) for one in channel.messages] == [("Anders", [])]
    assert (await caller("chat.delete", channel="C1", ts=ts))["ok"]
    assert channel.messages == []
    for method in ("chat.update", "chat.delete"):
        assert (await caller(method, channel="C1", ts=ts, text="x"))["error"] == "message_not_found"
    assert slack.errors == []


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ({"channel": "C9", "text": "x"}, "channel_not_found"),
        ({"channel": "C2", "text": "x"}, "not_in_channel"),
        ({"channel": "C3", "text": "x"}, "is_archived"),
        ({"channel": "C4", "text": "x"}, "channel_not_found"),
        ({"channel": "C5", "text": "x"}, "restricted_action"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "C1"}, "no_text"),
        ({"channel": "C1", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C1", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": "C1", "text": "x", "blocks": [{"type": "sectoin"}]}, "invalid_blocks"),
    ],
)
async def test_a_message_that_can_not_be_posted(
    slack: SlackSimulator, caller: Caller, sent: Json, refusal: str
) -> None:
    ours = slack.channel("C1")
    slack.channel("C2", bot_in=False)
    slack.channel("C3", archived=True)
    slack.channel("C4", bot_in=False, private=True)
    slack.channel("C5").restricted = True
    assert (await caller("chat.postMessage", **sent))["error"] == refusal
    assert ours.messages == []
    assert (await caller("chat.postMessage", channel="C1", text="x"))["ok"]


async def test_what_is_wrong_is_said_in_the_answer_and_kept(slack: SlackSimulator, caller: Caller) -> None:
    slack.channel("C1")
    answer = await caller("chat.postMessage", channel="C1", text="x", blocks=[section("s" * 3001)])
    line = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["errors"] == [line]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {line}"]
    assert [(fault.source, fault.pointer) for fault in slack.errors] == [("chat.postMessage", "/blocks/0/text/text")]


async def test_with_a_scope_for_it_the_bot_posts_in_any_public_channel(slack: SlackSimulator, caller: Caller) -> None:
    channel = slack.channel("C1", bot_in=False)
    slack.workspace.scopes = ("chat:write", "chat:write.public")
    assert (await caller("chat.postMessage", channel="C1", text="x"))["ok"]
    assert len(channel.messages) == 1


async def test_a_channel_takes_one_message_a_second(slack: SlackSimulator, caller: Caller) -> None:
    slack.channel("C1")
    slack.channel("C2")
    assert (await caller("chat.postMessage", channel="C1", text="x"))["ok"]
    assert (await caller("chat.postMessage", channel="C2", text="x"))["ok"]
    assert (await caller("chat.postMessage", channel="C1", text="x"))["error"] == "ratelimited"
    status, headers = caller.answered
    assert (status, headers["Retry-After"]) == (429, "1")
    slack.clock.advance(1)
    assert (await caller("chat.postMessage", channel="C1", text="x"))["ok"]
    assert caller.answered[0] == 200


async def test_a_person_alone_sees_an_ephemeral_message(slack: SlackSimulator, caller: Caller) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    slack.person("U2")
    assert (await caller("chat.postEphemeral", channel="C1", user="U1", text="Stil"))["ok"]
    assert (await caller("chat.postEphemeral", channel="C1", user="U2", text="x"))["error"] == "user_not_in_channel"
    assert ([one.text for one in ann.ephemerals], channel.messages) == (["Stil"], [])


async def test_a_persons_id_stands_for_what_they_have_with_the_bot(slack: SlackSimulator, caller: Caller) -> None:
    ann = slack.person("U1")
    assert (await caller("chat.postMessage", channel="U1", text="Hoi"))["channel"] == ann.direct.id
    assert [one.text for one in ann.direct.messages] == ["Hoi"]


async def test_a_button_under_a_message_brings_a_trigger(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    await caller("chat.postMessage", channel="C1", text="Check", blocks=BLOCKS)
    await ann.press_message_button(channel.messages[0], "Beginnen")
    heard = listener.heard[0].payload
    assert (heard["container"]["type"], heard["channel"]["id"]) == ("message", "C1")
    assert (heard["actions"][0]["action_id"], heard["message"]["ts"]) == ("start", channel.messages[0].ts)
    assert (await caller("views.open", trigger_id=heard["trigger_id"], view=modal()))["ok"]
    assert ann.modal


async def test_a_response_url_is_good_for_five_answers(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    await ann.command("/groomingcheck")
    url = listener.heard[0].payload["response_url"]
    for _ in range(5):
        async with caller.session.post(url, json={"text": "x", "replace_original": True}) as answer:
            assert answer.status == 200
    assert len(ann.ephemerals) == 1
    async with caller.session.post(url, json={"text": "x"}) as answer:
        assert (answer.status, (await answer.json())["error"]) == (404, "used_url")
    assert [made.method for made in slack.calls] == ["response_url"] * 6


async def test_a_response_url_replaces_or_deletes_the_message(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    await caller("chat.postMessage", channel="C1", text="Check", blocks=BLOCKS)
    await ann.press_message_button(channel.messages[0], "Beginnen")
    url = listener.heard[-1].payload["response_url"]
    for sent, left in (({"text": "y", "replace_original": True, "response_type": "in_channel"}, ["y"]), ({}, [])):
        async with caller.session.post(url, json=sent or {"delete_original": True}) as answer:
            assert answer.status == 200
        assert [one.text for one in channel.messages] == left
    async with caller.session.post(url, json={}) as answer:
        assert (await answer.json())["error"] == "no_text"


async def test_a_response_url_is_good_for_half_an_hour(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    await ann.command("/groomingcheck", channel="C1")
    url = listener.heard[0].payload["response_url"]
    slack.clock.advance(29 * 60)
    async with caller.session.post(url, json={"text": "x", "response_type": "in_channel"}) as answer:
        assert answer.status == 200
    assert [one.text for one in channel.messages] == ["x"]
    slack.clock.advance(2 * 60)
    async with caller.session.post(url, json={"text": "x"}) as answer:
        assert (await answer.json())["error"] == "expired_url"
    async with caller.session.post(f"{url}0", json={"text": "x"}) as answer:
        assert (await answer.json())["error"] == "invalid_url"
    slack.fail("response_url", errors.server_error(503))
    async with caller.session.post(url, json={"text": "x"}) as answer:
        assert answer.status == 503
