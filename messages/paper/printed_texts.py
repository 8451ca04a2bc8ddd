"""Print the texts of a check, and keep track of those that haven't been printed, so that none is missed."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from messages import markup
from messages.loading.sources import bare
from messages.loading.texts import MELDPUNT, OWN_WORDS, Text
from messages.paper.citations import Citations
from messages.paper.page import Line, Part


class PrintedTexts:
    """Prints texts: each line with its label, and its source if it has one."""

    def __init__(
        self,
        texts: Mapping[str, Text],
        words: Mapping[str, Markup],
        citations: Citations,
        meldpunt: Markup,
        own: frozenset[str],
    ) -> None:
        """Start with no text printed yet.

        Args:
            texts: The texts of the check in one language, by dotted key.
            words: The product's general texts, by dotted key.
            citations: Prints the sources.
            meldpunt: The text to insert for the organisation's reporting point.
            own: The keys of the shipped texts that the organisation has replaced.
        """
        self.words = words
        self.citations, self._texts, self._meldpunt, self._own = citations, texts, meldpunt, own
        self._left = dict.fromkeys(texts)

    def part(self, name: str, *keys: str) -> tuple[Part, ...]:
        """Return the texts under these keys as one part; nothing if there are none.

        Args:
            name: The key of its name in the general texts, below `paper.part`; empty for none.
            keys: The keys of the texts, which need not all exist.
        """
        lines = tuple(line for key in keys if key in self._texts for line in self._of(key))
        for key in keys:
            self._left.pop(key, None)
        return (Part(self.name(name), lines, bool(self._own & {*keys})),) if lines else ()

    def title(self, key: str) -> Line:
        """Return a text of one line, as the title of an item."""
        self._left.pop(key, None)
        return next(self.lines(self._texts[key]))

    def told(self, name: str, *lines: Markup) -> Part:
        """Return a part with the print's own text, without labels."""
        return Part(self.name(name), tuple(Line("", line) for line in lines))

    def name(self, name: str) -> Markup:
        """Return the name of a part. `name`: see `part`."""
        return self.words[f"paper.part.{name}"] if name else Markup()

    def _of(self, key: str) -> Iterator[Line]:
        """Yield the lines under a key; the placeholder is kept in the text that introduces the reporting point."""
        return self.lines(self._texts[key], markup.literal(MELDPUNT) if key in OWN_WORDS else None)

    def lines(self, text: Text, meldpunt: Markup | None = None) -> Iterator[Line]:
        """Yield the lines of a text as they are printed. `meldpunt`: overrides the text for the reporting point."""
        for label, line in zip(text.labels or [""] * len(text.lines), text.lines, strict=True):
            html = markup.html(line).replace(MELDPUNT, self._meldpunt if meldpunt is None else meldpunt)
            yield Line(label, html, self.citations.of_line(line))

    def inline(self, key: str) -> Markup:
        """Return a text for use in a sentence; it doesn't count as printed."""
        return Markup(" ").join(markup.html(bare(line)) for line in self._texts[key].lines)

    def has(self, key: str) -> bool:
        """Return whether there is a text with this key."""
        return key in self._texts

    def left(self) -> tuple[str, ...]:
        """Return the keys of the texts that haven't been printed yet."""
        return tuple(self._left)
