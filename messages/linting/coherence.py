"""Find inconsistencies between texts, answers, rules and numbers in well-formed content."""

from collections.abc import Iterator, Mapping, Sequence

from messages.linting import lookalikes, rules, telephones, ways_out
from messages.linting.contradictions import Contradictions
from messages.linting.counts import Counts, lists
from messages.linting.limits import ChannelLimits
from messages.linting.phrases import Phrases, phrases
from messages.linting.telephones import Telephones
from messages.linting.texts_by_file import texts_by_file
from messages.loading.faults import Fault
from messages.loading.folder import STRUCTURE
from messages.loading.loader import ParsedCheck, ParsedContent
from messages.loading.texts import Text
from messages.rendering.renderer import Renderer


def faults(
    content: ParsedContent, renderers: Mapping[tuple[str, str], Renderer], limits: Sequence[ChannelLimits]
) -> Iterator[Fault]:
    """Yield each text, answer, rule or number that contradicts another.

    Args:
        content: The content. If the structure of a check has faults, only its telephone numbers are checked.
        renderers: The renderers, by check id and language. The buttons of a check without one aren't compared.
        limits: The limits of each channel.
    """
    broken = {fault.file for fault in content.faults}
    sound = [parsed for parsed in content.checks if f"{parsed.check.id}/{STRUCTURE}" not in broken]
    for parsed in content.checks:
        yield from telephones.of_helplines(f"{parsed.check.id}/help.toml", parsed.helplines)
        yield from _numbers(parsed)
    for parsed in sound:
        yield from (*rules.faults(parsed.check), *ways_out.faults(parsed.check), *_texts(parsed))
    checks = {parsed.check.id: parsed.check for parsed in sound}
    for (check, locale), renderer in renderers.items():
        yield from lookalikes.faults(checks[check], locale, renderer, limits)
    for locale, words in content.words.items():
        yield from lookalikes.of_checks({one.check.id: one.texts.get(locale, {}) for one in content.checks}, locale)
        yield from _words(f"words/{locale}.toml", words, locale, sound)


def _texts(parsed: ParsedCheck) -> Iterator[Fault]:
    check = parsed.check
    for locale, texts in parsed.texts.items():
        file = f"{check.id}/{locale}.toml"
        yield from lookalikes.of_texts(check, file, texts)
        if said := phrases(locale):
            counts = Counts(said, check, lists(texts))
            yield from (fault for at, key, text in _all(parsed, locale) for fault in counts.faults(at, key, text))
            yield from ways_out.of_texts(check, file, texts, said)
            yield from Contradictions(check, texts, said).faults(file)


def _numbers(parsed: ParsedCheck) -> Iterator[Fault]:
    for locale in parsed.texts:
        if said := phrases(locale):
            known = telephones.telephones(parsed.helplines, locale, said)
            yield from (fault for file, key, text in _all(parsed, locale) for fault in known.faults(file, key, text))


def _words(file: str, words: Mapping[str, Text], locale: str, checks: Sequence[ParsedCheck]) -> Iterator[Fault]:
    """Yield each claim in the product's general texts that isn't true of any check."""
    if (said := phrases(locale)) and checks:
        known = _together(checks, locale, said)
        counts = [Counts(said, parsed.check, lists(parsed.texts.get(locale, {}))) for parsed in checks]
        for key, text in words.items():
            yield from known.faults(file, key, text)
            told = [[*one.faults(file, key, text)] for one in counts]
            if all(told):
                yield from told[0]


def _together(checks: Sequence[ParsedCheck], locale: str, said: Phrases) -> Telephones:
    return telephones.telephones(tuple(line for parsed in checks for line in parsed.helplines), locale, said)


def _all(parsed: ParsedCheck, locale: str) -> Iterator[tuple[str, str, Text]]:
    """Yield the file, the dotted key and the content of every text of a check in a language."""
    for file, texts in texts_by_file(parsed, locale).items():
        yield from ((file, key, text) for key, text in texts)
