"""The Slack simulator's Socket Mode: URLs, acknowledgements, broken connections."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.socket_mode import FRAME
from tests.support.slack_caller import Caller

Socket = aiohttp.ClientWebSocketResponse


async def address(caller: Caller) -> str:
    caller.token = "xapp-test"  # noqa: S105  # made up
    return str((await caller("apps.connections.open"))["url"])


async def joined(caller: Caller) -> tuple[Socket, dict[str, Any]]:
    """Open a websocket; return it and the hello."""
    socket = await caller.session.ws_connect(await address(caller))
    caller.sockets.append(socket)
    return socket, await socket.receive_json(timeout=5)


async def acknowledge(socket: Socket, **more: object) -> dict[str, Any]:
    envelope: dict[str, Any] = await socket.receive_json(timeout=5)
    await socket.send_json({"envelope_id": envelope["envelope_id"], **more})
    return envelope


async def test_an_address_is_good_for_one_connection(caller: Caller) -> None:
    url = await address(caller)
    caller.sockets.append(await caller.session.ws_connect(url))
    hello = await caller.sockets[0].receive_json(timeout=5)
    assert (hello["type"], hello["num_connections"], hello["connection_info"]) == ("hello", 1, {"app_id": "A111"})
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await caller.session.ws_connect(url)
    assert caught.value.status == 404
    assert (await joined(caller))[1]["num_connections"] == 2


async def test_the_eleventh_connection_is_one_too_many(slack: SlackSimulator, caller: Caller) -> None:
    kept = [await joined(caller) for _ in range(10)]
    assert [hello["num_connections"] for _, hello in kept] == [*range(1, 11)]
    assert (await joined(caller))[1]["reason"] == "too_many_websockets"
    assert slack.sockets.count == 10


async def test_an_envelope_goes_to_one_connection_and_is_acknowledged_by_its_id(
    slack: SlackSimulator, caller: Caller
) -> None:
    ann = slack.person("U1")
    sockets = [(await joined(caller))[0] for _ in range(2)]
    waiting = [asyncio.create_task(acknowledge(socket, payload={"text": "Hoi"})) for socket in sockets]
    acks = [await ann.command("/groomingcheck") for _ in range(2)]
    envelopes = await asyncio.gather(*waiting)
    assert [envelope["type"] for envelope in envelopes] == ["slash_commands"] * 2
    assert [envelope["accepts_response_payload"] for envelope in envelopes] == [True] * 2
    assert [ack.body for ack in acks] == [{"text": "Hoi"}] * 2
    assert [message.text for message in ann.ephemerals] == ["Hoi", "Hoi"]


async def test_without_a_connection_a_person_reads_of_it_at_once(slack: SlackSimulator, caller: Caller) -> None:
    ann = slack.person("U1")
    assert (await ann.shortcut("start")).trouble == "dispatch_failed"
    socket, _ = await joined(caller)
    waiting = asyncio.create_task(acknowledge(socket))
    assert (await ann.shortcut("start")).status == 200
    assert (await waiting)["payload"]["type"] == "shortcut"
    assert slack.delivery.unacked == ["shortcut"]


async def test_what_a_person_did_is_not_brought_again(slack: SlackSimulator, caller: Caller) -> None:
    ann, slack.delivery.patience = slack.person("U1"), 0.2
    first, _ = await joined(caller)
    assert (await ann.shortcut("start")).trouble == "operation_timeout"
    slack.sockets.drop()
    second, _ = await joined(caller)
    with pytest.raises(TimeoutError):
        await second.receive(timeout=0.3)
    assert (await first.receive_json(timeout=5))["payload"]["callback_id"] == "start"
    assert ann.troubles == ["operation_timeout"]


async def test_an_event_is_brought_again_over_another_connection(slack: SlackSimulator, caller: Caller) -> None:
    ann, slack.delivery.patience, slack.delivery.pause = slack.person("U1"), 0.2, 0
    first, _ = await joined(caller)
    lost = asyncio.create_task(ann.open_home())
    before = await first.receive_json(timeout=5)
    slack.sockets.drop()
    assert (await lost).trouble == "operation_timeout"
    await asyncio.sleep(0.1)  # long enough for all attempts, if it didn't wait for a connection
    second, _ = await joined(caller)
    again = await acknowledge(second)
    assert (before["retry_attempt"], again["retry_attempt"], again["retry_reason"]) == (0, 1, "http_timeout")
    assert again["payload"]["event_id"] == before["payload"]["event_id"]
    await slack.settled()
    assert (slack.delivery.unacked, ann.troubles) == ([], [])


async def test_an_event_is_brought_four_times_and_no_more(slack: SlackSimulator, caller: Caller) -> None:
    slack.delivery.patience, slack.delivery.pause = 0.05, 0
    socket, _ = await joined(caller)
    await slack.person("U1").open_home()
    attempts = [(await socket.receive_json(timeout=5))["retry_attempt"] for _ in range(4)]
    await slack.settled()
    assert (attempts, slack.delivery.unacked) == ([0, 1, 2, 3], ["app_home_opened"])


async def test_a_connection_that_is_to_be_refreshed_gets_nothing_new(slack: SlackSimulator, caller: Caller) -> None:
    ann = slack.person("U1")
    old, _ = await joined(caller)
    await slack.sockets.disconnect("warning")
    assert (await old.receive_json(timeout=5))["reason"] == "warning"
    waiting = asyncio.create_task(acknowledge(old))
    assert (await ann.shortcut("start")).status == 200
    await waiting
    await slack.sockets.disconnect("refresh_requested")
    assert (await old.receive_json(timeout=5))["reason"] == "refresh_requested"
    new, _ = await joined(caller)
    for _ in range(3):
        waiting = asyncio.create_task(acknowledge(new))
        assert (await ann.shortcut("start")).status == 200
        await waiting
    await slack.sockets.disconnect("link_disabled")
    assert (await new.receive_json(timeout=5))["reason"] == "link_disabled"
    assert (await new.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE


async def test_a_connection_that_is_warned_goes_on_getting_its_share(slack: SlackSimulator, caller: Caller) -> None:
    ann = slack.person("U1")
    old, _ = await joined(caller)
    await slack.sockets.disconnect("warning")
    assert (await old.receive_json(timeout=5))["reason"] == "warning"
    new, _ = await joined(caller)
    waiting = [asyncio.create_task(acknowledge(socket)) for socket in (old, new)]
    assert [(await ann.shortcut("start")).status for _ in waiting] == [200, 200]
    await asyncio.gather(*waiting)


async def test_what_is_no_acknowledgement_is_remarked_on(slack: SlackSimulator, caller: Caller) -> None:
    socket, _ = await joined(caller)
    for sent in ("hoi", "[]", json.dumps({"payload": {}})):
        await socket.send_str(sent)
    waiting = asyncio.create_task(acknowledge(socket))
    await slack.person("U1").shortcut("start")
    await waiting
    assert [fault.source for fault in slack.errors] == ["socket"] * 3


async def test_a_ping_gets_its_pong(caller: Caller) -> None:
    async with caller.session.ws_connect(await address(caller), autoping=False) as socket:
        await socket.receive_json(timeout=5)
        await socket.ping(b"sdk-ping-pong:1.0")
        pong = await socket.receive(timeout=5)
        assert (pong.type, pong.data) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1.0")


async def test_an_address_that_failed_is_used_up(slack: SlackSimulator, caller: Caller) -> None:
    slack.sockets.refusals.append(503)
    url = await address(caller)
    for status in (503, 404):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await caller.session.ws_connect(url)
        assert caught.value.status == status
    socket, hello = await joined(caller)
    assert (hello["type"], socket.closed) == ("hello", False)


@pytest.mark.parametrize(("size", "taken"), [(FRAME, True), (FRAME + 1, False)])
async def test_an_acknowledgement_has_a_largest_size(
    slack: SlackSimulator,
    caller: Caller,
    size: int,
    taken: bool,  # noqa: FBT001
) -> None:
    slack.delivery.patience = 0.5
    ann = slack.person("U1")
    socket, _ = await joined(caller)

    async def acknowledge_at_length() -> None:
        said = {"envelope_id": (await socket.receive_json(timeout=5))["envelope_id"], "payload": {"text": ""}}
        said["payload"]["text"] = "s" * (size - len(json.dumps(said)))
        await socket.send_json(said)

    acknowledging = asyncio.create_task(acknowledge_at_length())
    ack = await ann.command("/groomingcheck")
    await acknowledging
    assert (ack.status == 200) == taken
    assert slack.sockets.count == taken
    if not taken:
        assert ann.troubles == ["operation_timeout"]
        assert (await socket.receive(timeout=5)).data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
