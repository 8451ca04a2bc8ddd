"""Validate the sources of a check's texts."""

from collections.abc import Iterator
from datetime import date

from messages.loading import sources
from messages.loading.faults import Faults
from messages.loading.folder import Folder
from messages.loading.loader import ParsedCheck
from messages.loading.sources import Sources, bare
from messages.loading.texts import Text


def read(folder: Folder, parsed: ParsedCheck, today: date) -> tuple[Sources, Faults]:
    """Read the sources of a check's texts.

    Args:
        folder: The folder with its sources; there may be none.
        parsed: The check, with every card.
        today: The current date; reading dates must not be later.

    Returns:
        The sources and their faults. A shipped source isn't at fault if the organisation has changed the sentence that
        it was for.
    """
    found, faults = _read(folder, parsed, today)
    laid_over = len(folder.layers) > 1
    shipped = _read(Folder(None, folder.shipped), parsed, today)[0] if laid_over else Sources()
    unread = [locale for locale in parsed.locales if locale not in parsed.texts]
    for key in _unstated(found, shipped, parsed) if not unread else ():
        faults.add("unstated", key)
    return found, faults


def _read(folder: Folder, parsed: ParsedCheck, today: date) -> tuple[Sources, Faults]:
    file = f"{parsed.check.id}/{sources.FILE}"
    table, faults = folder.read(file) if folder.holds(file) else ({}, Faults(file))
    return Sources() if table is None else sources.read(table, faults, folder.locales(parsed.check.id), today), faults


def _unstated(found: Sources, shipped: Sources, parsed: ParsedCheck) -> Iterator[str]:
    """Yield the key of each source of a sentence that the check doesn't contain, except unchanged shipped sources."""
    said = {locale: frozenset(_lines(parsed, locale)) for locale in parsed.texts}
    everything = frozenset[str]().union(*said.values())
    calls = {line.call for line in parsed.helplines}
    own = {name: one for name, one in found.facts.items() if one != shipped.facts.get(name)}
    for name, one in own.items():
        if name not in everything:
            yield f"fact.{name}"
        for locale, lines in one.lines.items():
            yield from (f"fact.{name}.{locale}" for line in lines if line not in said.get(locale, lines))
    yield from (f"number.{call}" for call in found.numbers if call not in calls and call not in shipped.numbers)


def _lines(parsed: ParsedCheck, locale: str) -> Iterator[str]:
    prompts = (prompt.text for prompt in parsed.prompts)
    texts: list[Text] = [*parsed.texts[locale].values(), *(text[locale] for text in prompts if locale in text)]
    yield from (bare(line) for text in texts for line in text.lines)
