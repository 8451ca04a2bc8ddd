"""Print everything but the questions of a check: the welcome, advice, rules, cards, glossary and reminders."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.advice import MOST
from bot.check import Check, Rule
from messages import markup
from messages.loading.loader import ParsedCheck
from messages.loading.sources import Source
from messages.loading.texts import Text
from messages.paper import helplines, replaced, rules
from messages.paper.page import Chapter, Item, Line, Part
from messages.paper.printed_texts import PrintedTexts
from messages.paper.replaced import Replaced

AROUND = (
    *("button", "start", "welcome", "ask", "explanation", "card", "overview", "advice", "help", "achterwacht"),
    *("meldpunt", "privacy", "minutes", "glossary", "gone", "expired", "terminal", "modal", "chat", "command"),
    *("about", "introduction", "poster", "web"),
)
"""The tables of general texts that are shown in a check; the others are for coordinators."""
_ADVICE = {"heading": "advice.title", "first": "advice.core", "below": "advice.caveat", "more": "advice.next"}
"""The texts of the advice, by the name of the item."""
_FORMATS = ("help.date",)
"""The keys of formats, which aren't texts."""
_Found = tuple[Line, tuple[Part, ...]]
"""The title of an item and its parts; an item without parts is left out, unless its title is a text."""


class Chapters:
    """Builds the chapters of one check in one language, lettered in order."""

    def __init__(self, parsed: ParsedCheck, locale: str, texts: PrintedTexts) -> None:
        """Take a check with every card, the language (ISO 639-1), and the texts in that language."""
        self._check, self._parsed, self._locale, self._texts = parsed.check, parsed, locale, texts
        self._letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        self._rules = sorted(self._check.rules, key=lambda rule: _place(self._check, rule))
        self._numbers: Mapping[str, str] = {}

    def welcome(self) -> Iterator[Chapter]:
        """Yield the welcome."""
        parts = {"welcome": self._texts.part("", "danger", "intro"), "about": self._texts.part("", "about")}
        items = [(self._item(name), found) for name, found in parts.items()]
        yield from self._chapter("welcome", [(self._texts.title("title"), ()), *items])

    def advice(self) -> Iterator[Chapter]:
        """Yield the fixed texts of the advice."""
        said = [(self._item(name), self._texts.part("", key)) for name, key in _ADVICE.items()]
        own = self._texts.part("", "meldpunt.known", "meldpunt.unknown")
        said.append((Line("", self._texts.words["paper.around.meldpunt"]), own))
        closing = [self._texts.inline(f"card.{card}.title") for card in self._check.closing]
        offered = [(self._item("closing"), (self._texts.told("", *closing),))] if closing else []
        yield from self._chapter("advice", [*said, *offered])

    def rules(self) -> Iterator[Chapter]:
        """Yield every rule in words."""
        found = [
            (
                self._item("rule", number=number),
                (
                    self._texts.told("", *rules.in_words(self._check, rule, self._texts)),
                    *self._texts.part("urgent" if rule.urgent else "point", f"point.{rule.id}"),
                ),
            )
            for number, rule in enumerate(self._rules, start=1)
        ]
        yield from self._chapter("rules", found)

    def order(self) -> Iterator[Chapter]:
        """Yield the order of the points in the advice."""
        words, places = self._texts.words, {rule.id: number for number, rule in enumerate(self._rules, start=1)}
        asked = {question.id: (number, question) for number, question in enumerate(self._check.questions, start=1)}
        told = [
            words["paper.order.rule"].format(number=places[source], point=self._texts.inline(f"point.{source}"))
            if source in places
            else words["paper.order.question"].format(question=rules.named(*asked[source], self._texts))
            for source in self._check.order
        ]
        lines = [Markup("{}. {}").format(number, line) for number, line in enumerate(told, start=1)]
        lead = words["paper.order.lead"].format(most=MOST)
        yield from self._chapter(
            "order", [(self._item("order"), (self._texts.told("", *lines),))] if lines else [], lead
        )

    def cards(self) -> Iterator[Chapter]:
        """Yield every card, including drafts."""
        found = []
        for card in self._check.cards:
            concept = (self._texts.told("concept", self._texts.words["card.concept"]),) if card.concept else ()
            said = self._texts.part("", f"card.{card.id}.text")
            found.append((self._texts.title(f"card.{card.id}.title"), (*concept, *said)))
        yield from self._chapter("cards", found)

    def glossary(self) -> Iterator[Chapter]:
        """Yield the glossary."""
        keys = [key for key in self._parsed.texts[self._locale] if key.startswith("glossary.")]
        named = [(Line("", markup.literal(key.removeprefix("glossary."))), self._texts.part("", key)) for key in keys]
        yield from self._chapter("glossary", named)

    def numbers(self) -> Iterator[Chapter]:
        """Yield the helplines."""
        found = [helplines.printed(line, self._locale, self._texts) for line in self._parsed.helplines]
        offers = [self._texts.inline(f"card.{card}.title") for card in self._check.help]
        if offers:
            found.append((self._item("offers"), (self._texts.told("", *offers),)))
        yield from self._chapter("numbers", found)

    def prompts(self) -> Iterator[Chapter]:
        """Yield the reminders."""
        found = [prompt.text[self._locale] for prompt in self._parsed.prompts]
        items = [(self._item("prompt", number=number), (self._lines(one),)) for number, one in enumerate(found, 1)]
        yield from self._chapter("prompts", items)

    def rest(self) -> Iterator[Chapter]:
        """Yield the texts that aren't in any other chapter."""
        left = [(Line("", markup.literal(key)), self._texts.part("", key)) for key in self._texts.left()]
        yield from self._chapter("rest", left)

    def words(self, words: Mapping[str, Text]) -> Iterator[Chapter]:
        """Yield the general texts of a check, with placeholders in braces."""
        found = [
            (Line("", self._texts.words[f"paper.around.{name}"]), (Part(Markup(), (*_told(name, words),)),))
            for name in AROUND
        ]
        yield from self._chapter("words", found)

    def replaced(self, found: Replaced) -> Iterator[Chapter]:
        """Yield the shipped texts that the organisation has replaced."""
        yield from self._chapter("replaced", [*replaced.items(found, self._texts)])

    def left_out(self, lines: Sequence[str]) -> Iterator[Chapter]:
        """Yield what the texts leave out on purpose."""
        told = tuple(Line("", Markup(), self._texts.citations.cite(Source(line, None))) for line in lines)
        yield from self._chapter("left_out", [(self._item("left_out"), (Part(Markup(), told),) if told else ())])

    def _lines(self, *texts: Text) -> Part:
        return Part(Markup(), tuple(line for text in texts for line in self._texts.lines(text)))

    def _item(self, name: str, **values: object) -> Line:
        return Line("", self._texts.words[f"paper.item.{name}"].format(**values))

    def _chapter(self, name: str, found: Sequence[_Found], *lead: Markup) -> Iterator[Chapter]:
        """Yield a chapter with the next letter, unless it is empty."""
        filled = [(title, parts) for title, parts in found if parts or title.label]
        if not filled:
            return
        letter = next(self._letters)
        title = Markup("{}. {}").format(letter, self._texts.words[f"paper.chapter.{name}"])
        items = (Item(f"{letter}.{number}", title, parts) for number, (title, parts) in enumerate(filled, start=1))
        yield Chapter(title, lead, tuple(items))


def _told(table: str, words: Mapping[str, Text]) -> Iterator[Line]:
    """Yield the texts of one table; the letter to type for a button follows its label."""
    for key in words:
        if key.startswith(f"{table}.") and key not in _FORMATS and not key.endswith(".key"):
            typed = words.get(f"{key.removesuffix('.label')}.key")
            lines = [markup.html(line) for line in words[key].lines if line]
            yield from (Line("", Markup("{} ({})").format(line, typed.html) if typed else line) for line in lines)


def _place(check: Check, rule: Rule) -> int:
    return check.order.index(rule.id)
