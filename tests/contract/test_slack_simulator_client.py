"""The Slack simulator with the real SDK: its client for Socket Mode, and Bolt over both transports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.simulators.slack.server import SlackSimulator
from tests.support.slack_caller import actions, button, modal, plain

VIEW = modal(actions(button("answer", "Ja", value="v")), submit=plain("Klaar"), notify_on_close=True)


@pytest.fixture
async def client(slack: SlackSimulator) -> AsyncIterator[SocketModeClient]:
    """The real SDK's client, which opens a view at a command and clears it at a submission."""
    web = AsyncWebClient("xoxb-test", base_url=slack.url)
    made = SocketModeClient("xapp-test", web_client=web, ping_interval=0.2)

    async def hear(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        clear = {"response_action": "clear"} if request.payload.get("type") == "view_submission" else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, clear))
        if request.type == "slash_commands":
            await web.views_open(trigger_id=request.payload["trigger_id"], view=VIEW)

    made.socket_mode_request_listeners.append(hear)
    await made.connect()  # type: ignore[no-untyped-call]
    yield made
    await made.close()  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("client")
async def test_the_real_client_holds_a_conversation(slack: SlackSimulator) -> None:
    ann = slack.person("U1")
    await slack.connected()
    assert (await ann.command("/groomingcheck")).status == 200
    await slack.settled()
    assert ann.modal
    assert (await ann.submit()).body == {"response_action": "clear"}
    assert ann.views == []
    assert slack.errors == []


@pytest.mark.usefixtures("client")
async def test_the_real_client_reconnects(slack: SlackSimulator) -> None:
    ann = slack.person("U1")
    await slack.connected()
    await slack.sockets.disconnect("refresh_requested")
    await slack.connected()
    assert (await ann.command("/groomingcheck")).status == 200
    slack.sockets.drop()
    await slack.connected()
    assert (await ann.command("/groomingcheck")).status == 200
    opened = [made for made in slack.calls if made.method == "apps.connections.open"]
    assert len(opened) == 3


@pytest.mark.usefixtures("client")
async def test_the_real_client_notices_a_dead_connection(slack: SlackSimulator) -> None:
    await slack.connected()
    slack.sockets.freeze()
    with pytest.raises(TimeoutError):
        await slack.connected(0)
    await slack.connected(10)
    assert (await slack.person("U1").command("/groomingcheck")).status == 200


def bolt(slack: SlackSimulator) -> AsyncApp:
    """A bot that opens a modal at everything, and updates it at every press."""
    client = AsyncWebClient("xoxb-test", base_url=slack.url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)

    async def start(ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401  # Bolt's has no type
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    async def press(ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401  # likewise
        await ack()
        view = body["view"]
        await client.views_update(view_id=view["id"], hash=view["hash"], view=VIEW | {"title": plain("Twee")})

    async def end(ack: Any) -> None:  # noqa: ANN401  # likewise
        await ack(response_action="clear")

    async def take(ack: Any) -> None:  # noqa: ANN401  # likewise
        await ack()

    app.command("/groomingcheck")(start)
    app.shortcut("start")(start)
    app.action("start")(start)
    app.action("answer")(press)
    app.view("")(end)
    app.view_closed("")(take)
    app.event("app_home_opened")(take)
    return app


@asynccontextmanager
async def running(slack: SlackSimulator, way: str) -> AsyncIterator[None]:
    app = bolt(slack)
    if way == "socket":
        handler = AsyncSocketModeHandler(app, "xapp-test")
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.connected()
        try:
            yield
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
        return
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("way", ["socket", "http"])
async def test_bolt_understands_everything_that_comes(slack: SlackSimulator, way: str) -> None:
    ann, channel = slack.person("U1"), slack.channel("C1", members=["U1"])
    async with running(slack, way):
        told = [actions(button("start", "Beginnen"))]
        await AsyncWebClient("xoxb-test", base_url=slack.url).chat_postMessage(channel="C1", text="x", blocks=told)
        entries = [ann.command("/groomingcheck"), ann.shortcut("start")]
        entries.append(ann.press_message_button(channel.messages[0], "Beginnen"))
        for entry in entries:
            assert (await entry).status == 200
            await slack.settled()
            assert [view.title for view in ann.views] == ["Check"]
            assert (await ann.press("Ja")).status == 200
            await slack.settled()
            assert [view.title for view in ann.views] == ["Twee"]
            assert [ack.status for ack in await ann.close()] == [200]
        await ann.command("/groomingcheck")
        await slack.settled()
        assert (await ann.submit()).body == {"response_action": "clear"}
        assert (await ann.open_home()).status == 200
    assert (ann.views, ann.troubles, slack.errors, slack.delivery.unacked) == ([], [], [], [])
