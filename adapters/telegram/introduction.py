"""Sets the profile that people see before they talk to the bot."""

from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from adapters.telegram.bot_profile import BotProfile, Commands
from adapters.telegram.calls import persistent, translated


async def introduce(bot: Bot, profile: BotProfile) -> None:
    """Set the commands and descriptions, where they differ from the current ones.

    Raises:
        PlatformError: Telegram refuses it, or can't be reached.
    """
    language = profile.locale
    for scope, commands in (
        (BotCommandScopeAllPrivateChats(), _commands(profile.private, ephemeral=False)),
        (BotCommandScopeAllGroupChats(), _commands(profile.group, ephemeral=profile.ephemeral)),
        (BotCommandScopeAllChatAdministrators(), _commands(profile.administrators, ephemeral=profile.ephemeral)),
    ):
        stands = await translated(partial(bot.get_my_commands, scope, language))
        if [one.to_dict() for one in commands] != [one.to_dict() for one in stands]:
            await persistent(partial(bot.set_my_commands, commands, scope, language))
    if (await translated(lambda: bot.get_my_description(language))).description != profile.long:
        await persistent(lambda: bot.set_my_description(profile.long, language))
    short = await translated(lambda: bot.get_my_short_description(language))
    if short.short_description != profile.short:
        await persistent(lambda: bot.set_my_short_description(profile.short, language))


def _commands(commands: Commands, *, ephemeral: bool) -> list[BotCommand]:
    """Return the commands as SDK objects, which lack the field for ephemeral commands as yet."""
    more = {"is_ephemeral": True} if ephemeral else None
    return [BotCommand(name, said, api_kwargs=more) for name, said in commands]
