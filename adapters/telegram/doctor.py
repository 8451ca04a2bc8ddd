"""A look at Telegram as it is now: the token, and how updates are delivered."""

from collections.abc import AsyncIterator

from adapters.finding import Finding
from adapters.telegram.api import Api
from adapters.telegram.error import AwayError, RefusedError, TokenError
from adapters.telegram.setting import Setting

AWAY = "Telegram can't be reached. Look at the network, at a proxy, and at TELEGRAM_API_URL."


async def examine(setting: Setting) -> AsyncIterator[Finding]:
    """Look at all of it."""
    api = Api(setting)
    try:
        try:
            await api.open()
            yield Finding("TELEGRAM_BOT_TOKEN", "Telegram knows it.")
            yield await _webhook(api, setting)
        except TokenError:
            told = "Telegram doesn't know it. Ask BotFather for it with /token."
            yield Finding("TELEGRAM_BOT_TOKEN", told, well=False)
        except (AwayError, RefusedError):
            yield Finding("TELEGRAM_API_URL", AWAY, well=False)
    finally:
        await api.close()


async def _webhook(api: Api, setting: Setting) -> Finding:
    found = await api.webhook()
    wanted = setting.webhook_url or ""
    if found.url != wanted and wanted:
        told = "Telegram delivers to another address. Start the bot, which sets its own; or stop the other bot."
        return Finding("TELEGRAM_WEBHOOK_URL", told, well=False)
    if found.url != wanted:
        told = "Telegram delivers to an address, and none is set here. Start the bot, which ends that; or set it."
        return Finding("TELEGRAM_WEBHOOK_URL", told, well=False)
    if wanted and found.pending_update_count and found.last_error_message:
        told = f"{found.pending_update_count} updates wait, as Telegram can't deliver. Lead the address to the bot."
        return Finding("TELEGRAM_WEBHOOK_URL", told, well=False)
    return Finding("delivery", "by webhook, as set." if wanted else "by long polling, as set.")
