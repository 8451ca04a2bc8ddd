"""Print sources: a URL is printed as a number, which refers to the list at the end."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from messages.loading.sources import Source, Sources, bare
from messages.paper.page import Citation

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")


class Citations:
    """Numbers the URLs of a check's sources in the order in which they are cited."""

    def __init__(self, sources: Sources, words: Mapping[str, Markup]) -> None:
        """Start without citations. `words`: the product's general texts, by dotted key."""
        self._words, self._calls, self._lines = words, sources.numbers, sources.by_line()
        self._numbers: dict[str, int] = {}

    def of_line(self, line: str) -> Citation | None:
        """Return the source of a line, or None."""
        source = self._lines.get(bare(line))
        return self.cite(source) if source else None

    def of_number(self, call: str) -> Citation | None:
        """Return the source of a helpline, or None."""
        source = self._calls.get(call)
        return self.cite(source) if source else None

    def cite(self, source: Source) -> Citation:
        """Return a source as it is printed."""
        date = source.read.strftime(self._words["help.date"]) if source.read else ""
        read = self._words["paper.read"].format(date=date) if date else Markup()
        return Citation(tuple(self._pieces(source.text)), read)

    def addresses(self) -> tuple[tuple[int, str], ...]:
        """Return every cited URL, with its number."""
        return tuple((number, address) for address, number in self._numbers.items())

    def _pieces(self, text: str) -> Iterator[tuple[str, int]]:
        start = 0
        for link in _LINK.finditer(text):
            number = self._numbers.setdefault(link[2], len(self._numbers) + 1)
            yield text[start : link.start()] + link[1], number
            start = link.end()
        yield text[start:], 0
