"""What people see of the bot before they talk to it: its commands and what it says of itself, in each language."""

from dataclasses import dataclass

from adapters.dialogue import Dialogue
from adapters.telegram.wire import HELP, PRIVACY, STOP
from messages.markup import plain

Commands = tuple[tuple[str, str], ...]
"""Each command with what it does."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`locale`: ISO 639-1, or empty for people with any other language. `long` and `short`: what the bot is.

    `private`, `group` and `leader`: the commands in a private chat, in a group, and there for its administrators.
    """

    locale: str
    private: Commands
    group: Commands
    leader: Commands
    long: str
    short: str


def profiles(dialogue: Dialogue, default: str) -> tuple[Profile, ...]:
    """Give a profile for each language, and one, in the language `default`, for everybody else."""
    return (_profile(dialogue, default, ""), *(_profile(dialogue, locale, locale) for locale in dialogue.locales))


def _profile(dialogue: Dialogue, locale: str, shown_to: str) -> Profile:
    words = {key: plain(text) for key, text in dialogue.words(locale).items()}
    checks = tuple((start.payload, start.label) for start in dialogue.starts(locale))
    others = tuple((name, words[f"command.{name}"]) for name in (HELP, PRIVACY, STOP))
    planning = (words["reminder.word"], words["plan.command"])
    private, leader = (*checks, *others, planning), (*checks, planning)
    return Profile(shown_to, private, checks, leader, words["about.long"], words["about.short"])
