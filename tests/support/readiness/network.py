"""The ways in which what is between the bot and a platform fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from tests.support.company_network import CompanyNetwork, company_network
from tests.support.readiness.scene import Scene, scenario
from tests.support.telegram_bot import Bot

SLACK, TELEGRAM = "slack.test", "telegram.test"


@asynccontextmanager
async def _behind(scene: Scene) -> AsyncIterator[tuple[CompanyNetwork, Bot]]:
    """Run a bot on the platform of the row in a company's network."""
    slack, telegram = urlsplit(scene.slack.url).port or 0, urlsplit(scene.telegram.url).port or 0
    async with company_network({SLACK: slack, TELEGRAM: telegram}, scene.folder) as network:
        for name, value in network.environment.items():
            scene.patch.setenv(name, value)
        scene.slack.url, scene.slack.workspace.base = f"https://{SLACK}/api/", f"https://{SLACK}/"
        settings = scene.on_slack() if scene.row.part == "slack" else scene.on_telegram(f"https://{TELEGRAM}")
        async with scene.serving(settings) as bot:
            yield network, bot


@scenario("the proxy asks for another password")
async def _(scene: Scene) -> None:
    async with _behind(scene) as (network, bot):
        network.expected = "YW5uOnBhc3M="
        await network.cut()
        await scene.fails_and_recovers(bot, lambda: setattr(network, "expected", ""))


@scenario("the proxy forbids the host")
async def _(scene: Scene) -> None:
    async with _behind(scene) as (network, bot):
        network.refusal = "403 Forbidden"
        await network.cut()
        await scene.fails_and_recovers(bot, lambda: setattr(network, "refusal", ""))


@scenario("the proxy is down")
async def _(scene: Scene) -> None:
    async with _behind(scene) as (network, bot):
        await network.stop()
        await scene.fails_and_recovers(bot, network.start)


@scenario("a certificate has expired")
async def _(scene: Scene) -> None:
    async with _behind(scene) as (network, bot):
        network.renew(timedelta(days=-1))
        await network.cut()
        await scene.fails_and_recovers(bot, network.renew)


@scenario("a certificate is signed by an unknown authority")
async def _(scene: Scene) -> None:
    async with _behind(scene) as (network, bot):
        network.renew(foreign=True)
        await network.cut()
        await scene.fails_and_recovers(bot, network.renew)
