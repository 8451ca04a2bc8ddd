"""The words of the shipped texts. The tests look up each of them, so a review needn't."""

from collections.abc import Iterator
from functools import cache

from messages.linting.readability import read, words
from messages.loading.folder import Folder
from messages.loading.tables import flatten

_GLOSSARY = "glossary."


@cache
def familiar_words(locale: str, frequency: float) -> frozenset[str]:
    """Return the words of the shipped texts in a language that aren't explained in a glossary.

    Args:
        locale: The language (ISO 639-1).
        frequency: Minimum frequency of a word, on the Zipf scale. The result is empty if it is above the shipped one.

    Returns:
        The words, in lower case.
    """
    folder = Folder()
    style, _ = read(folder, locale) if locale in folder.locales("readability") else (None, [])
    if style is None or frequency > style.frequency:
        return frozenset()
    files = [(f"words/{locale}.toml",), *(_of_a_check(check, locale) for check in folder.checks())]
    return frozenset().union(*(_unexplained(folder, locale, group) for group in files)) - style.names


def _of_a_check(check: str, locale: str) -> tuple[str, ...]:
    return f"{check}/{locale}.toml", f"{check}/help.toml", f"{check}/prompts.toml"


def _unexplained(folder: Folder, locale: str, files: tuple[str, ...]) -> frozenset[str]:
    """Return the words of these files, which share a glossary, without those in that glossary."""
    texts = [text for file in files for text in _texts(folder, file, locale)]
    explained = {key.removeprefix(_GLOSSARY).casefold() for key, _ in texts if key.startswith(_GLOSSARY)}
    return frozenset(word.casefold() for _, text in texts for word in words(text)) - explained


def _texts(folder: Folder, file: str, locale: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file in a language, with their dotted keys."""
    for key, value in flatten(folder.read(file)[0] or {}).items():
        if file.endswith(f"{locale}.toml") or key.endswith(f".{locale}"):
            yield key, "\n".join(map(str, value if isinstance(value, list) else [value]))
