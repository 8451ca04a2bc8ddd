"""The ways in which Telegram fails."""

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram import errors
from tests.support.caller import Caller
from tests.support.readiness.scene import Scene, scenario
from tests.support.relay import relay
from tests.support.telegram_bot import HOOK_SECRET

REDIRECT = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@scenario("Telegram's token is revoked")
async def _(scene: Scene) -> None:
    known = scene.telegram.token
    async with scene.serving(scene.on_telegram()) as bot:
        scene.telegram.token = "1:another"  # noqa: S105 - of a simulator
        await scene.telegram.person(1001).say("/start")
        await scene.fails_and_recovers(bot, lambda: setattr(scene.telegram, "token", known))


@scenario("another process asks for the same bot's updates")
async def _(scene: Scene) -> None:
    await _failing(scene, errors.conflict())


@scenario("Telegram has an internal error")
async def _(scene: Scene) -> None:
    await _failing(scene, errors.server_error())


async def _failing(scene: Scene, error: errors.Failure) -> None:
    async with scene.serving(scene.on_telegram()) as bot:
        scene.telegram.fail("getUpdates", error, times=1000)
        await scene.telegram.person(1001).say("/start")
        await scene.fails_and_recovers(bot, scene.telegram.recover)


@scenario("Telegram is down")
async def _(scene: Scene) -> None:
    async with relay(scene.telegram.url) as (port, url), scene.serving(scene.on_telegram(url)) as bot:
        await port.stop()
        await scene.fails_and_recovers(bot, port.start)


@scenario("Telegram doesn't answer", slow=True)
async def _(scene: Scene) -> None:
    async with relay(scene.telegram.url) as (port, url), scene.serving(scene.on_telegram(url)) as bot:
        port.freeze()
        await scene.fails_and_recovers(bot, lambda: setattr(port, "silent", False))


@scenario("Telegram's deliveries are refused")
async def _(scene: Scene) -> None:
    settings = scene.on_telegram(webhook="http://127.0.0.1/telegram")
    async with relay(f"http://127.0.0.1:{settings.port}/telegram/") as (port, url):  # with a slash, which is as good
        settings = scene.with_webhook(settings, url)
        async with scene.serving(settings) as bot:
            port.answer = REDIRECT
            await port.cut()
            await scene.telegram.person(1001).say("/start")
            await scene.fails_and_recovers(bot, lambda: setattr(port, "answer", b""))


@scenario("Telegram can't reach the webhook")
async def _(scene: Scene) -> None:
    settings = scene.on_telegram(webhook="http://127.0.0.1/telegram")
    async with relay(f"http://127.0.0.1:{settings.port}/telegram") as (port, url):
        settings = scene.with_webhook(settings, url)
        async with scene.serving(settings) as bot:
            await port.stop()
            await scene.telegram.person(1001).say("/start")
            await scene.fails_and_recovers(bot, port.start)


@scenario("somebody removes or replaces the webhook")
async def _(scene: Scene) -> None:
    settings = scene.with_webhook(scene.on_telegram(webhook="http://127.0.0.1/telegram"))
    async with scene.serving(settings) as bot:
        await _set(scene, url=f"http://127.0.0.1:{free_port()}/another")
        await scene.fails_and_recovers(bot, lambda: None)


@scenario("somebody sets the webhook for some of the updates")
async def _(scene: Scene) -> None:
    """As an older version of the bot does, that asks for less."""
    settings = scene.with_webhook(scene.on_telegram(webhook="http://127.0.0.1/telegram"))
    async with scene.serving(settings) as bot:
        sender = scene.telegram.service.webhook
        await _set(scene, url=sender.target.url, secret_token=HOOK_SECRET, allowed_updates=["message"])
        await scene.fails_and_recovers(bot, lambda: None)


async def _set(scene: Scene, **webhook: object) -> None:
    """Set the webhook in the place of the bot's."""
    scene.telegram.clock.advance(2)  # it can't be set twice within a second
    call = Caller(scene.telegram.url, scene.telegram.token)
    async with call.client:
        await call("setWebhook", **webhook)


@scenario("Telegram refuses the address of the webhook")
async def _(scene: Scene) -> None:
    refusal = errors.bad_request("bad webhook: IP address 10.0.0.1 is reserved")
    scene.telegram.fail("setWebhook", refusal, times=1000)
    settings = scene.with_webhook(scene.on_telegram(webhook="http://127.0.0.1/telegram"))
    async with scene.serving(settings, green=False) as bot:
        await scene.fails_and_recovers(bot, scene.telegram.recover)
