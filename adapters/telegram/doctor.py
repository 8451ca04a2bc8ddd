"""Checks Telegram: the token, how updates are delivered, and the clock."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx

from adapters.channels.clock_diagnosis import compared_clock
from adapters.channels.diagnosis import Diagnosis, DoctorRequest
from adapters.platforms.errors import PlatformError, TokenError
from adapters.platforms.http_client import http_client
from adapters.platforms.network import network_reason
from adapters.telegram.api import Api
from adapters.telegram.settings import PATH, SECRET, TelegramSettings
from adapters.telegram.topic_api import TopicApi

UNREACHABLE = "Telegram can't be reached: {reason}. Check the network, the proxy if there is one, and TELEGRAM_API_URL."

TOPICS = (
    "private chats have topics, which apps name after what somebody types; the bot can only rename them later. "
    "Switch Threaded Mode off at BotFather: /mybots, Bot Settings, Threads Settings."
)

UNLINKED = (
    "Telegram accepts no button to {page}, because its host name has no dot: reminders are posted without it. "
    "Give the page an address that any phone can open."
)


async def examine(settings: TelegramSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    """Check everything, and yield each result."""
    api = Api(settings)
    try:
        try:
            await api.open()
            yield Diagnosis("TELEGRAM_BOT_TOKEN", f"Telegram knows it as the token of @{api.username}.")
            yield await _webhook(api, settings)
            if TopicApi(api).enabled:
                yield Diagnosis("topics", TOPICS, well=False)
            if request.page and not linkable(request.page):
                yield Diagnosis("reminders", UNLINKED.format(page=request.page), warns=True)
        except TokenError:
            text = "Telegram doesn't know it. Ask BotFather for it with /token."
            yield Diagnosis("TELEGRAM_BOT_TOKEN", text, well=False)
        except PlatformError as away:
            yield Diagnosis("TELEGRAM_API_URL", UNREACHABLE.format(reason=away.said), well=False)
    finally:
        await api.close()
    async for found in compared_clock(settings.api_url):
        yield found


def linkable(address: str) -> bool:
    """Return whether Telegram accepts this address in a button.

    Source: `LinkManager::get_checked_link` of tdlib/td, and https://github.com/rubenlagus/TelegramBots/issues/302.
    """
    return "." in (urlsplit(address).hostname or "")


async def _webhook(api: Api, settings: TelegramSettings) -> Diagnosis:
    found = await api.webhook()
    wanted = settings.webhook_url or ""
    if found.address != wanted and wanted:
        text = "Telegram delivers to another address. Start the bot, which sets its own; or stop the other bot."
        return Diagnosis("TELEGRAM_WEBHOOK_URL", text, well=False)
    if found.address != wanted:
        text = "Telegram delivers to a webhook, and none is set here. Start the bot, which removes it; or set it here."
        return Diagnosis("TELEGRAM_WEBHOOK_URL", text, well=False)
    if wanted and not found.whole:
        text = "Telegram delivers only some kinds of update. Start the bot, which requests all; or stop the other bot."
        return Diagnosis("TELEGRAM_WEBHOOK_URL", text, well=False)
    if found.trouble:
        text = f"Telegram can't deliver: {found.trouble}. {await _hint(wanted, settings.webhook_secret)}"
        return Diagnosis("TELEGRAM_WEBHOOK_URL", text, well=False)
    return Diagnosis("delivery", "by webhook, as set." if wanted else "by long polling, as set.")


async def _hint(address: str, secret: str) -> str:
    """Return what to do about a failing webhook, judging by its response to a request that isn't an update."""
    try:
        async with http_client(address) as client:
            answer = await client.post(address, content=b"{}", headers={SECRET: secret})
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as failed:
        return f"From here, too: {network_reason(failed)}. Route the address to {PATH} of the bot, and start it."
    if answer.is_redirect:
        return "It redirects, but Telegram doesn't follow redirects: set the address that it redirects to."
    if answer.status_code == httpx.codes.BAD_REQUEST:  # the bot's response to a body that isn't an update
        return "The bot can be reached from here: let Telegram through the firewall, and check the certificate."
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return "The bot that runs there has another TELEGRAM_WEBHOOK_SECRET: restart it."
    return f"It answers {answer.status_code} here. Route the address to {PATH} of the bot."
