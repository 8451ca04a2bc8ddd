"""The bot's profile: the commands and descriptions that people see before they talk to it, in each language."""

from dataclasses import dataclass

from adapters.channels.conversation import HELP, PRIVACY, STOP
from adapters.checks.dialogue import Dialogue
from messages.markup import plain

Commands = tuple[tuple[str, str], ...]
"""Each command with its description."""


@dataclass(frozen=True, slots=True)
class BotProfile:
    """The profile for people with one language.

    Attributes:
        locale: ISO 639-1; None for people with any other language.
        private: The commands in a private chat.
        group: The commands in a group.
        administrators: The commands in a group, for its administrators.
        long: The long description of the bot.
        short: The short description of the bot.
        ephemeral: Whether commands typed in a group are visible to the bot only.
    """

    locale: str | None
    private: Commands
    group: Commands
    administrators: Commands
    long: str
    short: str
    ephemeral: bool


def profiles(dialogue: Dialogue, default: str, *, ephemeral: bool) -> tuple[BotProfile, ...]:
    """Return a profile for each language, and one for everybody else, in the language `default`."""
    shown = ((default, None), *((locale, locale) for locale in dialogue.locales))
    return tuple(_profile(dialogue, locale, shown_to, ephemeral=ephemeral) for locale, shown_to in shown)


def _profile(dialogue: Dialogue, locale: str, shown_to: str | None, *, ephemeral: bool) -> BotProfile:
    words = {key: plain(text) for key, text in dialogue.words(locale).items()}
    checks = tuple((start.payload, start.label) for start in dialogue.starts(locale))
    others = tuple((name, words[f"command.{name}"]) for name in (HELP, PRIVACY, STOP))
    planning = (words["reminder.word"], words["plan.command"])
    private, administrators = (*checks, *others, planning), (*checks, planning)
    about = words["about.long"], words["about.short"]
    return BotProfile(shown_to, private, checks, administrators, *about, ephemeral)
