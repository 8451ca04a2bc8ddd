"""The Slack simulator's Web API: who may call what, failures on request, and how the real SDK handles them."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.simulators.clock import Clock
from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.workspace import Workspace
from tests.support.slack_caller import Caller, modal


@pytest.mark.parametrize(
    ("token", "method", "refusal"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-test", "auth.test", "not_allowed_token_type"),
        ("xoxb-test", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-test", "files.upload", "unknown_method"),
        ("xoxb-test", "conversations.info", "missing_scope"),
        ("xoxb-test", "auth.test", None),
        ("xapp-test", "apps.connections.open", None),
    ],
)
async def test_who_may_call_what(caller: Caller, token: str, method: str, refusal: str | None) -> None:
    caller.token = token
    assert (await caller(method)).get("error") == refusal


async def test_a_missing_scope_is_named(slack: SlackSimulator, caller: Caller) -> None:
    slack.person("U1", locale="nl-NL")
    slack.workspace.scopes = ("commands",)
    answer = await caller("users.info", user="U1")
    assert (answer["needed"], answer["provided"]) == ("users:read", "commands")
    assert caller.answered[1]["X-OAuth-Scopes"] == "commands"
    slack.workspace.scopes = ("commands", "users:read")
    assert "locale" not in (await caller("users.info", user="U1"))["user"]
    assert (await caller("users.info", user="U1", include_locale=True))["user"]["locale"] == "nl-NL"
    assert (await caller("users.info", user="U9"))["error"] == "user_not_found"


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        ("chat.delete", "chat:write"),
        ("chat.postEphemeral", "chat:write"),
        ("chat.postMessage", "chat:write"),
        ("chat.update", "chat:write"),
        ("conversations.info", "channels:read"),
        ("usergroups.users.list", "usergroups:read"),
        ("users.info", "users:read"),
    ],
)
async def test_a_method_needs_its_scope(slack: SlackSimulator, caller: Caller, method: str, needed: str) -> None:
    slack.workspace.scopes = ()
    assert (await caller(method)).get("needed") == needed
    slack.workspace.scopes = (needed,)
    assert (await caller(method))["error"] == "invalid_arguments"


async def test_a_user_group(slack: SlackSimulator, caller: Caller) -> None:
    slack.workspace.groups["S1"] = ["U1", "U2"]
    assert (await caller("usergroups.users.list", usergroup="S1"))["users"] == ["U1", "U2"]
    assert (await caller("usergroups.users.list", usergroup="S2"))["error"] == "no_such_subteam"
    slack.fail("usergroups.users.list", errors.api_error("plan_upgrade_required"))
    assert (await caller("usergroups.users.list", usergroup="S1"))["error"] == "plan_upgrade_required"


async def test_a_channel_can_be_looked_at(slack: SlackSimulator, caller: Caller) -> None:
    slack.channel("C1", archived=True)
    slack.workspace.scopes = ("channels:read",)
    channel = (await caller("conversations.info", channel="C1"))["channel"]
    assert (channel["is_archived"], channel["is_member"]) == (True, True)
    assert (await caller("conversations.info", channel="C2"))["error"] == "channel_not_found"


async def test_failures_happen_as_often_as_planned(slack: SlackSimulator, caller: Caller) -> None:
    slack.fail("auth.test", errors.rate_limited(7))
    slack.fail("*", errors.server_error(502))
    slack.fail("auth.test", Reset(), times=2)
    assert (await caller("auth.test"))["error"] == "ratelimited"
    assert (caller.answered[0], caller.answered[1]["Retry-After"]) == (429, "7")
    for _ in range(2):
        with pytest.raises(aiohttp.ClientConnectionError):
            await caller("auth.test")
    with pytest.raises(aiohttp.ContentTypeError):
        await caller("auth.test")
    assert (await caller("auth.test"))["ok"]
    assert [made.status for made in slack.calls] == [429, 0, 0, 502, 200]


async def test_an_answer_can_be_lost_after_all_was_done(slack: SlackSimulator, caller: Caller) -> None:
    channel = slack.channel("C1")
    slack.fail("chat.postMessage", Reset(done=True))
    with pytest.raises(aiohttp.ClientConnectionError):
        await caller("chat.postMessage", channel="C1", text="x")
    assert len(channel.messages) == 1


async def test_a_response_can_be_delayed(slack: SlackSimulator, caller: Caller) -> None:
    slack.fail("auth.test", Hang(30))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller("auth.test"), 0.2)
    assert (await caller("auth.test"))["ok"]
    slack.latency = 30
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller("auth.test"), 0.2)


async def test_a_body_that_is_no_json(slack: SlackSimulator, caller: Caller) -> None:
    kind = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-test"}
    for body, refusal in ((b"{", "invalid_json"), (b"[]", "json_not_object"), (b"{}", None)):
        async with caller.session.post(f"{slack.url}auth.test", data=body, headers=kind) as answer:
            assert (await answer.json()).get("error") == refusal


async def test_a_token_in_a_body_of_json_counts_for_nothing(slack: SlackSimulator, caller: Caller) -> None:
    caller.token = ""
    assert (await caller("auth.test", token="xoxb-test"))["error"] == "not_authed"
    async with caller.session.post(f"{slack.url}auth.test", data={"token": "xoxb-test"}) as answer:
        assert (await answer.json())["ok"]


async def test_a_removed_app_may_do_nothing(slack: SlackSimulator, caller: Caller) -> None:
    assert (await caller("auth.test"))["ok"]
    slack.delivery.patience = 0.05
    slack.delivery.pause = 0
    slack.deliver_to("http://127.0.0.1:9/nobody")
    await slack.uninstall()
    assert (await caller("auth.test"))["error"] == "account_inactive"
    await slack.settled()
    assert slack.delivery.unacked == ["tokens_revoked", "app_uninstalled"]


async def test_the_real_sdk_reads_it(slack: SlackSimulator) -> None:
    slack.person("U1", locale="en-GB")
    slack.channel("C1")
    client = AsyncWebClient("xoxb-test", base_url=slack.url)
    assert (await client.auth_test())["bot_id"]
    assert (await client.users_info(user="U1", include_locale=True))["user"]["locale"] == "en-GB"
    posted = await client.chat_postMessage(channel="C1", text="Hoi")
    assert (await client.chat_delete(channel="C1", ts=posted["ts"]))["ok"]
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client.views_open(trigger_id="x", view=modal())
    slack.fail("auth.test", errors.server_error())
    with pytest.raises(SlackApiError):
        await client.auth_test()
    assert [made.method for made in slack.calls][:2] == ["auth.test", "users.info"]


def test_no_time_is_given_twice() -> None:
    clock = Clock()
    workspace = Workspace(clock, (), "T1", limits=True)
    stamps = [workspace.timestamp()]
    clock.advance(-60)
    stamps += [workspace.timestamp() for _ in range(1000)]
    assert sorted(set(stamps)) == stamps
    assert abs(float(stamps[0]) - time.time()) < 60


async def test_a_method_is_taken_as_often_as_its_tier_says() -> None:
    async with SlackSimulator(clock=Clock(1_800_000_000.0)) as slack:
        slack.person("U1")
        client = AsyncWebClient("xoxb-test", slack.url)
        for _ in range(100):
            await client.users_info(user="U1")
        with pytest.raises(SlackApiError) as refused:
            await client.users_info(user="U1")
        assert (refused.value.response.status_code, refused.value.response["error"]) == (429, "ratelimited")
        assert refused.value.response.headers["Retry-After"] == "1"
        await client.auth_test()
        slack.clock.advance(1)
        await client.users_info(user="U1")
        slack.clock.advance(60)
        for _ in range(100):
            slack.workspace.limit.call("users.info")
