"""Read the texts of one file: which are required, their labels, and their faults."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.check import Check
from messages import markup
from messages.loading.faults import SUPERFLUOUS, Faults
from messages.loading.tables import Table, flatten
from messages.loading.toml_reader import BREAK, TomlReader

MELDPUNT = "{meldpunt}"
# Texts of one line: of a check, of the general texts, and of a row in a list.
_LINE = re.compile(r"title|danger|advice\.title|card\.[^.]+\.title|question\.[^.]+\.(ask|topic|label\.[^.]+)")
_WORD_LINE = re.compile(r"button\..*|start\.(any|concept|label)|overview\.change|.*\.(title|date|prompt)")
_ROW = re.compile(r".*", re.DOTALL)
LABELS = ("S", "A", "O")
"""The labels for the origin of a line: the source, an addition, or the organisation."""
LABEL = re.compile(rf"\[([{''.join(LABELS)}])\] ")
"""Matches a label at the start of a line."""
OWN_WORDS = frozenset({"advice.title", "meldpunt.known", "meldpunt.unknown"})
"""General texts that a check may override, under the same key."""
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\ufeff]")
"""Matches an invisible character that hides or reverses a part of a text, or that a platform rejects."""
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}?|\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text.

    Attributes:
        lines: Its lines, without labels.
        labels: The letter of each line's label; empty for the product's general texts, which have none. Excluded from
            the representation, and so from a check's version.
    """

    lines: tuple[str, ...]
    labels: tuple[str, ...] = field(default=(), repr=False)

    @property
    def html(self) -> Markup:
        """The text as HTML, its lines separated by line breaks."""
        return markup.html("\n".join(self.lines))

    @property
    def plain(self) -> str:
        """The text without tags, as a reader sees it."""
        return markup.plain(self.html)


def as_html(texts: Mapping[str, Text]) -> dict[str, Markup]:
    """Convert these texts to HTML, under the same keys."""
    return {key: text.html for key, text in texts.items()}


def own_words(words: Mapping[str, Markup], texts: Mapping[str, Text]) -> dict[str, Markup]:
    """Return the product's general texts, by dotted key, with the overrides in a check's texts."""
    return {**words, **as_html({key: text for key, text in texts.items() if key in OWN_WORDS})}


def wanted(check: Check) -> set[str]:
    """Return the dotted keys of all texts that a check requires in each language, without its glossary."""
    keys = {"title", "intro", "danger", "about", "advice.next", "advice.caveat"}
    for question in check.questions:
        keys.update(f"question.{question.id}.{part}" for part in ("ask", "hint", "why"))
        for option in question.options:
            keys.update(f"question.{question.id}.{part}.{option.id}" for part in ("label", "guidance"))
            if option.attention:
                keys.add(f"point.{question.id}.{option.id}")
    keys.update(f"point.{rule.id}" for rule in check.rules)
    keys.update(f"card.{card.id}.{part}" for card in check.cards for part in ("title", "text"))
    return {key for key in keys if ".." not in key and not key.endswith(".")}  # except those whose id is missing


def optional(check: Check) -> set[str]:
    """Return the dotted keys of the optional texts of a check."""
    keys = {"advice.core", *(f"question.{question.id}.topic" for question in check.questions)}
    asked = ((question.id, option.id) for question in check.questions for option in question.options)
    return keys | OWN_WORDS | {f"question.{question}.more.{option}" for question, option in asked}


def read_check(raw: Table, faults: Faults, check: Check | None, hidden: tuple[str, ...] = ()) -> dict[str, Text]:
    """Read the labelled texts of a check.

    Args:
        raw: The content of the file.
        faults: Collects the faults of the file.
        check: The check that they belong to; None if it couldn't be read.
        hidden: Ids of cards whose texts are skipped.

    Returns:
        The texts, by dotted key.
    """
    cards = tuple(f"card.{card}." for card in hidden)
    flat = {key: value for key, value in _present(raw).items() if not key.startswith(cards)}
    if check is not None:
        known = wanted(check) | optional(check)
        found = {key for key in flat if not key.startswith("glossary.")}
        _compare(found, wanted(check), known, faults)
        for key in [key for key in found - known if faults.inherits(key)]:
            del flat[key]
    allowed = dict.fromkeys(flat, frozenset({MELDPUNT}))
    return dict(_texts(flat, allowed, faults, _LINE, labelled=True))


def read_row(row: TomlReader, locales: tuple[str, ...]) -> dict[str, Text]:
    """Read the labelled text of a table in each of these languages (ISO 639-1), ignoring other languages."""
    row.skip_languages()
    flat = {row.key(locale): row.take(locale) for locale in locales}
    for key in [key for key, value in flat.items() if value in (None, [])]:
        row.faults.add("missing", key)
        del flat[key]
    texts = _texts(flat, {}, row.faults, _ROW, labelled=True)
    return {key.rpartition(".")[2]: text for key, text in texts}


def read_words(model: Table, raw: Table, faults: Faults) -> dict[str, Text]:
    """Read the product's general texts, which have no labels.

    Args:
        model: The shipped texts in Dutch, which determine the required keys and the allowed placeholders.
        raw: The content of the file.
        faults: Collects the faults of the file.

    Returns:
        The texts, by dotted key.
    """
    flat, expected = _present(raw), flatten(model)
    _compare(set(flat), set(expected), set(expected), faults)
    allowed = {key: frozenset(_PLACEHOLDER.findall(str(value))) for key, value in expected.items()}
    return dict(_texts(flat, allowed, faults, _WORD_LINE, labelled=False))


def _present(table: Table) -> dict[str, object]:
    """Return the texts of a table, without those that are removed with an empty list."""
    return {key: value for key, value in flatten(table).items() if value != []}


def _compare(found: set[str], expected: set[str], known: set[str], faults: Faults) -> None:
    for key in sorted(expected - found):
        faults.add("missing", key)
    for key in sorted({_outermost(key, known) for key in found - known}):
        faults.add(SUPERFLUOUS, key)


def _outermost(key: str, expected: set[str]) -> str:
    """Return the outermost unexpected table around an unknown key, or the key itself."""
    names = key.split(".")
    above = (".".join(names[:length]) for length in range(1, len(names)))
    return next((at for at in above if not any(f"{other}.".startswith(f"{at}.") for other in expected)), key)


def _texts(
    flat: Mapping[str, object],
    allowed: Mapping[str, frozenset[str]],
    faults: Faults,
    line: re.Pattern[str],
    *,
    labelled: bool,
) -> Iterator[tuple[str, Text]]:
    for key, value in flat.items():
        given: list[object] = value if isinstance(value, list) else [value]
        lines = [text for text in given if isinstance(text, str)]
        if lines != given:
            faults.add("not_text", key)
            continue
        if line.fullmatch(key) and (isinstance(value, list) or BREAK.search(lines[0])):
            faults.add("not_line", key)
        text = _labelled(lines) if labelled else Text(tuple(lines))
        if "" in text.labels:
            faults.add("no_label", key)
        for kind, detail in _line_faults(text.lines, allowed.get(key, frozenset())):
            faults.add(kind, key, **detail)
        yield key, text


def _labelled(lines: Sequence[str]) -> Text:
    """Return these lines as a text, without their labels; the letter is empty for a line without label."""
    labels = tuple(found[1] if (found := LABEL.match(line)) else "" for line in lines)
    return Text(tuple(LABEL.sub("", line, count=1) for line in lines), labels)


def _line_faults(lines: tuple[str, ...], allowed: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    text = "\n".join(lines)
    if not markup.plain(text).strip():
        yield "empty", {}
    yield from ((kind, {"found": found}) for kind, found in markup.faults(text))
    yield from (("invisible", {"found": f"U+{ord(found):04X}"}) for found in dict.fromkeys(_INVISIBLE.findall(text)))
    for found in _PLACEHOLDER.findall(text):
        if not allowed:
            yield "no_placeholder", {"found": found}
        elif found not in allowed:
            yield "placeholder", {"found": found, "allowed": ", ".join(sorted(allowed))}
