"""Print which shipped texts an organisation has replaced, with both versions."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from messages import markup
from messages.linting.replacements import Replacement
from messages.loading.texts import LABEL
from messages.loading.toml_writer import written
from messages.paper.page import Line, Part
from messages.paper.printed_texts import PrintedTexts

Replaced = Mapping[tuple[str, str], Replacement]
"""The replacements, by file and dotted key; the key of a template is empty."""


def items(replaced: Replaced, texts: PrintedTexts) -> Iterator[tuple[Line, tuple[Part, ...]]]:
    """Yield each replaced text with its name and both versions; for a template only its name."""
    for (file, key), one in replaced.items():
        title = Line("", markup.literal(f"{file}: {key}" if key else file))
        if not key:
            yield title, (texts.told("", texts.words["paper.layout"]),)
            continue
        both = {"before": one.shipped, "after": one.own}
        yield title, tuple(Part(texts.name(name), (*_lines(value, texts.words),)) for name, value in both.items())


def _lines(value: object, words: Mapping[str, Markup]) -> Iterator[Line]:
    """Yield the lines of a value: a text as it is printed elsewhere, anything else as in the file."""
    given = value if isinstance(value, list) else [value]
    texts = [text for text in given if isinstance(text, str)]
    if not given:
        yield Line("", words["paper.taken_away"])
    elif texts == given and (texts == [value] or all(map(LABEL.match, texts))):
        yield from map(_line, texts)
    else:
        yield Line("", markup.literal(written(value)))


def _line(text: str) -> Line:
    found = LABEL.match(text)
    return Line(found[1] if found else "", markup.html(text[found.end() :] if found else text))
