"""The ways in which Slack fails."""

import asyncio

import aiohttp

from adapters.simulators.slack import errors
from adapters.simulators.slack.socket_mode import MOST
from tests.support.readiness.scene import Scene, scenario


@scenario("the app is removed from Slack")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack()) as bot:
        scene.slack.workspace.gone = "account_inactive"
        await scene.fails_and_recovers(bot, lambda: setattr(scene.slack.workspace, "gone", ""))


@scenario("Slack's bot token is revoked")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack(http=True)) as bot:
        scene.slack.fail("auth.test", errors.api_error("token_revoked"), times=1000)
        await scene.fails_and_recovers(bot, scene.slack.recover)


@scenario("Slack's app token is revoked")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack()) as bot:
        scene.slack.fail("apps.connections.open", errors.api_error("invalid_auth"), times=1000)
        scene.slack.sockets.drop()
        await scene.fails_and_recovers(bot, scene.slack.recover)


@scenario("Slack allows no more connections of the app")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack()) as bot, aiohttp.ClientSession() as session:
        urls = [await _url(scene, session) for _ in range(MOST)]
        scene.slack.fail("apps.connections.open", errors.server_error(503), times=1000)  # or the bot may come first
        scene.slack.sockets.drop()
        others = [await session.ws_connect(url) for url in urls]
        scene.slack.recover()
        await scene.fails_and_recovers(bot, lambda: _closed(others))


async def _url(scene: Scene, session: aiohttp.ClientSession) -> str:
    headers = {"Authorization": "Bearer xapp-test"}
    async with session.post(f"{scene.slack.url}apps.connections.open", headers=headers) as answer:
        return str((await answer.json())["url"])


async def _closed(sockets: list[aiohttp.ClientWebSocketResponse]) -> None:
    await asyncio.gather(*(socket.close() for socket in sockets))


@scenario("Slack is down")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack(http=True)) as bot:
        scene.slack.fail("*", errors.server_error(503), times=1000)
        await scene.fails_and_recovers(bot, scene.slack.recover)


@scenario("Slack's websocket is refused")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack()) as bot:
        scene.slack.sockets.refusals.extend([503] * 1000)
        scene.slack.sockets.drop()
        await scene.fails_and_recovers(bot, scene.slack.sockets.refusals.clear)


@scenario("Slack's websocket is silent")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack()) as bot:
        scene.slack.sockets.mute_from_now = True
        scene.slack.sockets.freeze()
        await scene.fails_and_recovers(bot, lambda: setattr(scene.slack.sockets, "mute_from_now", False))


@scenario("the clock is wrong")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_slack(http=True), green=False) as bot:
        scene.slack.clock.advance(120)
        await scene.fails_and_recovers(bot, lambda: scene.slack.clock.advance(-120))
