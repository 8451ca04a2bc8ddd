"""The Slack simulator over HTTP: how people start, and the result."""

import pytest

from adapters.simulators.slack.server import SlackSimulator
from tests.support.listener import Listener
from tests.support.slack_caller import Caller, actions, button, modal


async def test_a_command_comes_with_all_its_fields(slack: SlackSimulator, listener: Listener) -> None:
    slack.channel("C1", members=["U1"])
    ack = await slack.person("U1").command("/groomingcheck", text="start nu", channel="C1")
    said = listener.heard[0].payload
    assert ack.status == 200
    assert ack.body == ""
    assert (said["command"], said["text"], said["user_id"]) == ("/groomingcheck", "start nu", "U1")
    assert (said["team_id"], said["channel_id"], said["is_enterprise_install"]) == ("T1", "C1", "false")
    assert said.keys() >= {"trigger_id", "api_app_id", "response_url"}


async def test_what_comes_with_the_acknowledgement_of_a_command_is_shown(
    slack: SlackSimulator, listener: Listener
) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    listener.answer = "Hoi"
    await ann.command("/groomingcheck", channel="C1")
    listener.answer = {"text": "Allen", "response_type": "in_channel"}
    await ann.command("/groomingcheck", channel="C1")
    assert [message.text for message in ann.ephemerals] == ["Hoi"]
    assert [message.text for message in channel.messages] == ["Allen"]
    listener.answer = {"text": "x", "blocks": [actions(button("a"), button("a"))]}
    await ann.command("/groomingcheck", channel="C1")
    assert ann.troubles == ["invalid_command_response"]
    assert len(ann.ephemerals) == 1


async def test_a_bot_that_does_not_respond_in_time_shows_the_person_a_timeout(
    slack: SlackSimulator, listener: Listener
) -> None:
    ann, slack.delivery.patience, listener.answer = slack.person("U1"), 0.1, 0.3
    ack = await ann.command("/groomingcheck")
    assert (ack.status, ack.body, ack.trouble) == (0, None, "operation_timeout")
    assert (ann.troubles, slack.delivery.unacked) == (["operation_timeout"], ["/groomingcheck"])
    listener.answer = 0.01
    assert (await ann.command("/groomingcheck")).status == 200
    assert len(slack.delivery.unacked) == 1


@pytest.mark.parametrize(("status", "trouble"), [(404, "http_client_error"), (500, "http_service_error")])
async def test_a_bot_that_answers_with_an_error(
    slack: SlackSimulator, listener: Listener, status: int, trouble: str
) -> None:
    ann, listener.answer = slack.person("U1"), status
    assert (await ann.shortcut("start")).status == status
    assert ann.troubles == [trouble]
    assert len(listener.heard) == 1
    slack.deliver_to("http://127.0.0.1:9/nobody")
    await ann.shortcut("start")
    assert ann.troubles[1:] == ["dispatch_failed"]


async def test_a_shortcut_opens_a_modal(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    ann = slack.person("U1")
    await ann.shortcut("start")
    heard = listener.heard[0].payload
    assert (heard["type"], heard["callback_id"], heard["user"]["id"]) == ("shortcut", "start", "U1")
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Vraag* 1 &lt;2&gt;: <https://x.nl|lees>"}}
    told = actions(button("a1", "Ja", value="v", accessibility_label="Ja, dat klopt"), block_id="b")
    await caller("views.open", trigger_id=heard["trigger_id"], view=modal(section, told))
    assert ann.modal
    assert (ann.modal.title, ann.modal.texts) == ("Check", ["Vraag 1 <2>: lees"])
    assert ann.modal.buttons == [("Ja", "a1", "b", "v", "Ja, dat klopt")]
    assert slack.errors == []


async def test_a_trigger_opens_one_view_and_only_for_three_seconds(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    await ann.command("/groomingcheck")
    first = listener.heard[0].payload["trigger_id"]
    assert (await caller("views.open", trigger_id="1.2.x", view=modal()))["error"] == "invalid_trigger_id"
    assert (await caller("views.open", view=modal()))["error"] == "invalid_arguments"
    assert (await caller("views.open", trigger_id=first, view=modal(title="t" * 25)))["error"] == "invalid_arguments"
    slack.clock.advance(2.5)
    assert (await caller("views.open", trigger_id=first, view=modal()))["ok"]
    assert (await caller("views.open", trigger_id=first, view=modal()))["error"] == "exchanged_trigger_id"
    await ann.command("/groomingcheck")
    slack.clock.advance(3.1)
    late = listener.heard[-1].payload["trigger_id"]
    assert (await caller("views.open", trigger_id=late, view=modal()))["error"] == "expired_trigger_id"


async def test_nothing_is_kept_of_somebody_who_is_forgotten(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    for person in (slack.person("U1"), slack.person("U2")):
        await person.command("/groomingcheck")
    slack.workspace.forget(slack.workspace.user("U1"))
    first, second = (heard.payload["trigger_id"] for heard in listener.heard)
    assert (await caller("views.open", trigger_id=first, view=modal()))["error"] == "invalid_trigger_id"
    assert (await caller("views.open", trigger_id=second, view=modal()))["ok"]
    assert [*slack.workspace.people, *slack.workspace.channels] == ["U2", "D2"]
    assert [url.user.id for url in slack.workspace.urls.values()] == ["U2"]


async def test_home_is_published_and_its_button_brings_a_trigger(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    await ann.open_home()
    event = listener.heard[0].payload["event"]
    assert (event["type"], event["user"], event["tab"]) == ("app_home_opened", "U1", "home")
    shown = {"type": "home", "blocks": [actions(button("start", "Beginnen"))]}
    view = (await caller("views.publish", user_id="U1", view=shown))["view"]
    assert "view" not in event
    await ann.open_home()
    assert listener.heard[-1].payload["event"]["view"]["hash"] == view["hash"]
    assert (await caller("views.publish", user_id="U1", view=shown, hash=view["hash"]))["ok"]
    assert (await caller("views.publish", user_id="U1", view=shown, hash=view["hash"]))["error"] == "hash_conflict"
    assert (await caller("views.publish", user_id="U9", view=shown))["error"] == "user_not_found"
    assert (await caller("views.publish", user_id="U1", view=modal()))["error"] == "invalid_arguments"
    await ann.press_home("Beginnen")
    assert (await caller("views.open", trigger_id=listener.heard[-1].payload["trigger_id"], view=modal()))["ok"]
    assert ann.home
    assert ann.modal


async def test_what_has_no_id_gets_one(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    ann = slack.person("U1")
    await ann.command("/groomingcheck")
    bare = modal(actions({"type": "button", "text": {"type": "plain_text", "text": "Ja"}}))
    await caller("views.open", trigger_id=listener.heard[-1].payload["trigger_id"], view=bare)
    await ann.press("Ja")
    action = listener.heard[-1].payload["actions"][0]
    assert action["action_id"]
    assert action["block_id"]
    assert action["text"]["emoji"] is True
