"""Find different things that look the same: buttons on a screen, titles of cards and checks, topics."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.check import Check
from messages.linting.limits import ChannelLimits
from messages.loading.faults import Fault
from messages.loading.texts import Text
from messages.rendering.buttons import source
from messages.rendering.renderer import Renderer
from messages.rendering.sample_views import sample_views


@dataclass(frozen=True, slots=True)
class _Named:
    """A text that has to be distinguishable.

    Attributes:
        file: The file it is in.
        key: Its dotted key.
        text: The text, as plain text.
    """

    file: str
    key: str
    text: str

    @property
    def of_the_product(self) -> bool:
        """Whether it is one of the product's general texts, which an author would rather not change."""
        return self.file.startswith("words/")

    def like(self, other: "_Named") -> Fault:
        """Return the fault that this text is the same as another."""
        at = other.key if other.file == self.file else f"{other.file}, {other.key}"
        return Fault(self.file, self.key, "same_text", {"text": self.text, "other": at})


def faults(check: Check, locale: str, renderer: Renderer, limits: Sequence[ChannelLimits]) -> tuple[Fault, ...]:
    """Return each button that looks like another on its screen, in full or as far as a channel always shows it.

    Args:
        check: The check.
        locale: The language (ISO 639-1).
        renderer: The renderer of the check in that language.
        limits: The limits of each channel.
    """
    found: list[Fault] = []
    for labels in dict.fromkeys(_labels(check, locale, renderer)):
        told = (*_same(labels), *(fault for channel in limits for fault in _cut(labels, channel)))
        found.extend(fault for fault in told if fault not in found)
    return tuple(found)


def of_texts(check: Check, file: str, texts: Mapping[str, Text]) -> Iterator[Fault]:
    """Yield each card, and each topic in the overview, with the same name as another."""
    cards = [f"card.{card.id}.title" for card in check.cards]
    topics = [_topic(question.id, texts) for question in check.questions]
    for keys in (cards, topics):
        yield from _same([_Named(file, key, texts[key].plain) for key in keys if key in texts])


def of_checks(titles: Mapping[str, Mapping[str, Text]], locale: str) -> Iterator[Fault]:
    """Yield each check with the same name as another in a language. `texts`: by check id and dotted key."""
    shown = ((check, texts["title"]) for check, texts in titles.items() if "title" in texts)
    yield from _same([_Named(f"{check}/{locale}.toml", "title", title.plain) for check, title in shown])


def _topic(question: str, texts: Mapping[str, Text]) -> str:
    topic = f"question.{question}.topic"
    return topic if topic in texts else f"question.{question}.ask"


def _labels(check: Check, locale: str, renderer: Renderer) -> Iterator[tuple[_Named, ...]]:
    """Yield the buttons of each screen."""
    for view in sample_views(check):
        choices = renderer.render(view).choices
        places = [source(check, choice.event) for choice in choices]
        yield tuple(
            _Named(f"{folder}/{locale}.toml", key, choice.label)
            for choice, (folder, key) in zip(choices, places, strict=True)
        )


def _same(named: Iterable[_Named]) -> Iterator[Fault]:
    first: dict[str, _Named] = {}
    for one in named:
        other = first.setdefault(_bare(one.text), one)
        if other is not one:
            yield other.like(one) if one.of_the_product and not other.of_the_product else one.like(other)


def _cut(labels: tuple[_Named, ...], channel: ChannelLimits) -> Iterator[Fault]:
    visible = channel.visible
    long = [one for one in labels if visible and len(one.text) > visible]
    for one, other in combinations(long, 2):
        if _bare(one.text) != _bare(other.text) and _bare(one.text[:visible]) == _bare(other.text[:visible]):
            detail = {"text": other.text[:visible], "other": one.key, "limit": visible, "channel": channel.channel}
            yield Fault(other.file, other.key, "same_beginning", detail)


def _bare(text: str) -> str:
    """Return a text without details that are easily overlooked: capitals, accents, punctuation and spaces."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(mark for mark in marked if unicodedata.category(mark)[0] not in "MPZ")
    return kept or text
