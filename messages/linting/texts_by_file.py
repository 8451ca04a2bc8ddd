"""Collect all texts of a check in one language, by file."""

from collections.abc import Mapping, Sequence

from messages.loading.helplines import Helpline
from messages.loading.loader import ParsedCheck
from messages.loading.prompts import Prompt
from messages.loading.texts import Text

Keyed = tuple[str, Text]
"""A text with its dotted key."""


def texts_by_file(parsed: ParsedCheck, locale: str) -> Mapping[str, Sequence[Keyed]]:
    """Return every text of a check in a language (ISO 639-1), by file relative to the content folder."""
    check = parsed.check.id
    return {
        f"{check}/{locale}.toml": [*parsed.texts.get(locale, {}).items()],
        f"{check}/help.toml": [text for line in parsed.helplines for text in _of_number(line, locale)],
        prompts_file(check): [text for prompt in parsed.prompts for text in _of_prompt(prompt, locale)],
    }


def prompts_file(check: str) -> str:
    """Return the file of a check's reminders, relative to the content folder."""
    return f"{check}/prompts.toml"


def _of_number(line: Helpline, locale: str) -> list[Keyed]:
    found = {locale: line.name.get(locale), f"note.{locale}": line.note.get(locale)}
    return [(f"number.{line.id}.{key}", text) for key, text in found.items() if text]


def _of_prompt(prompt: Prompt, locale: str) -> list[Keyed]:
    return [(f"prompt.{prompt.id}.{locale}", prompt.text[locale])] if locale in prompt.text else []
