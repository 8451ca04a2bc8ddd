"""Find all faults in the content: of form, length and plain language, crowded screens, and outdated numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.check import Check
from messages import markup
from messages.linting import (
    coherence,
    crowding,
    lengths,
    origins,
    readability,
    replacements,
    telephones,
    word_list,
)
from messages.linting.familiar_words import familiar_words
from messages.linting.limits import ChannelLimits
from messages.linting.texts_by_file import prompts_file, texts_by_file
from messages.loading import loader
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.helplines import LONGEST
from messages.loading.loader import ParsedCheck, ParsedContent
from messages.loading.organisation import Organisation
from messages.loading.texts import Text
from messages.rendering.builder import build_renderers
from messages.rendering.renderer import Renderer
from messages.rendering.sample_views import sample_views
from messages.rendering.templates import template


def review(
    organisation: Organisation, today: date, limits: Sequence[ChannelLimits], *, every_word: bool = False
) -> tuple[Fault, ...]:
    """Review all content.

    Args:
        organisation: The organisation, whose folder takes precedence over the shipped content.
        today: The current date, for helplines that haven't been verified for too long.
        limits: The limits of each channel.
        every_word: Whether to look up the words of the shipped texts too, which are known to be plain.

    Returns:
        All faults.
    """
    found = _found(organisation, today, limits, every_word=every_word)
    return tuple(fault for fault in found if fault.kind != readability.NOT_LOOKED_UP)


def notes(organisation: Organisation) -> tuple[Fault, ...]:
    """Return notes, which aren't faults: what is replaced, and that the word list isn't installed."""
    return (*replacements.notes(organisation), *_not_looked_up(organisation))


def _not_looked_up(organisation: Organisation) -> tuple[Fault, ...]:
    if word_list.installed():
        return ()
    folder = organisation.content_folder
    found = _language(loader.read(folder, concepts=True), {}, folder, every_word=False)
    return tuple(fault for fault in found if fault.kind == readability.NOT_LOOKED_UP)[:1]


def _found(
    organisation: Organisation, today: date, limits: Sequence[ChannelLimits], *, every_word: bool
) -> Iterator[Fault]:
    folder = organisation.content_folder
    content = loader.read(folder, concepts=True)
    renderers, broken = build_renderers(content, folder, organisation)
    replaced = replacements.faults(folder)
    strays = (Fault(name, "", "stray") for name in folder.strays())
    yield from strays
    yield from replacements.without_vanished(content.faults, replaced)
    yield from (*replaced, *broken)
    yield from lengths.faults(content, renderers, limits)
    yield from crowding.faults(content, renderers, organisation, limits)
    yield from coherence.faults(content, renderers, limits)
    yield from telephones.of_settings(organisation)
    yield from _parity(content, folder)
    yield from _age(content, today)
    yield from (fault for parsed in content.checks for fault in origins.read(folder, parsed, today)[1].told())
    yield from _language(content, renderers, folder, every_word=every_word)


def _parity(content: ParsedContent, folder: Folder) -> Iterator[Fault]:
    """Yield each language of the product that a check lacks, unless on purpose; the check works without it."""
    for parsed in content.checks:
        for locale in folder.locales("words"):
            if parsed.locales and not parsed.chosen and locale not in parsed.locales:
                detail = {"language": locale, "instead": parsed.locales[0]}
                yield Fault(f"{parsed.check.id}/{locale}.toml", "", "untranslated", detail)


def _age(content: ParsedContent, today: date) -> Iterator[Fault]:
    for parsed in content.checks:
        for line in parsed.helplines:
            file, key = f"{parsed.check.id}/help.toml", f"number.{line.id}.checked"
            if line.checked is None:
                yield Fault(file, key, "unchecked")
            elif line.checked > today:
                yield Fault(file, key, "future", {"date": line.checked})
            elif today - line.checked > LONGEST:
                yield Fault(file, key, "outdated", {"date": line.checked})


def _language(
    content: ParsedContent, renderers: Mapping[tuple[str, str], Renderer], folder: Folder, *, every_word: bool
) -> Iterator[Fault]:
    for locale, words in content.words.items():
        style, faults = readability.read(folder, locale)
        yield from faults.told()
        if not style:
            continue
        plain = frozenset[str]() if every_word else familiar_words(locale, style.frequency)
        yield from readability.faults(f"words/{locale}.toml", words.items(), style, plain)
        for parsed in content.checks:
            yield from _check(parsed, locale, style, plain)
            renderer = renderers.get((parsed.check.id, locale))
            if renderer:
                texts = (*words.values(), *parsed.texts[locale].values())
                yield from _screens(parsed.check, renderer, texts, style)


def _check(parsed: ParsedCheck, locale: str, style: readability.Readability, plain: frozenset[str]) -> Iterator[Fault]:
    texts = parsed.texts.get(locale, {})
    explained = {key.removeprefix("glossary.").casefold() for key in texts if key.startswith("glossary.")}
    name = readability.words(texts["title"].html) if "title" in texts else ()
    known = plain | explained | {word.casefold() for word in name}
    stricter = replace(style, banned=(*style.banned, *style.banned_in_prompts))
    for file, written in texts_by_file(parsed, locale).items():
        rules = stricter if file == prompts_file(parsed.check.id) else style
        yield from readability.faults(file, written, rules, known)


def _screens(
    check: Check, renderer: Renderer, texts: tuple[Text, ...], style: readability.Readability
) -> Iterator[Fault]:
    """Yield each banned phrase on a screen that isn't in any text, and so must be in a template."""
    seen = {phrase for text in texts for phrase in readability.banned(text.plain, style)}
    shown = ((view, renderer.render(view).html) for view in sample_views(check))
    for view, html in (*renderer.parts.items(), *shown):
        for phrase in readability.banned(markup.plain(html), style):
            if phrase not in seen:
                seen.add(phrase)
                yield Fault(f"templates/{template(view)}", "", "banned", {"phrase": phrase})
