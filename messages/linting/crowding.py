"""Find screens that are too much for a tired person with a phone: too many words, buttons, lines or cards.

These faults are for authors; they don't keep a check from being used.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.check import Check
from bot.views import Advice, Ask, Points, View
from messages.linting.fullness import fixed, most_words, room
from messages.linting.limits import ChannelLimits, ScreenLimits
from messages.linting.measurement import screen_key
from messages.linting.screens import lines, longest_paths, most_cards, screens, words
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import STRUCTURE
from messages.loading.loader import ParsedContent
from messages.loading.organisation import Organisation
from messages.loading.texts import as_html, own_words
from messages.rendering.renderer import RenderedView, Renderer
from messages.rendering.template_values import fill_in


@dataclass(frozen=True, slots=True)
class _Screen:
    view: View
    rendered: RenderedView
    words: int


@dataclass(frozen=True, slots=True)
class _Measured:
    """A check in one language.

    Attributes:
        check: The check.
        file: The file of its texts.
        screens: Its screens, by key.
        tips: The number of words in each tip, by key.
        paths: Maximum number of words in all questions on a path, each below a tip, by the number of questions.
    """

    check: Check
    file: str
    screens: Mapping[str, Sequence[_Screen]]
    tips: Mapping[str, int]
    paths: Mapping[int, int]


def faults(
    content: ParsedContent,
    renderers: Mapping[tuple[str, str], Renderer],
    organisation: Organisation,
    limits: Sequence[ChannelLimits],
) -> tuple[Fault, ...]:
    """Return each screen, tip and path that is too full for a channel; of similar screens only the fullest.

    Args:
        content: The content.
        renderers: The renderers, by check id and language. A check without one is skipped.
        organisation: The organisation, whose reporting point is part of some texts.
        limits: The limits of each channel.
    """
    parsed = {one.check.id: one for one in content.checks}
    found: list[Fault] = []
    for (check, locale), renderer in renderers.items():
        texts = parsed[check].texts[locale]
        filled = fill_in(texts, own_words(as_html(content.words[locale]), texts), organisation)
        tips = {key: words(html) for key, html in filled.items() if ".guidance." in key}
        with suppress(ContentError):  # a template fails on the longest screens; `lengths` reports that
            measured = _measured(parsed[check].check, locale, renderer, tips)
            found += (fault for channel in limits for fault in _faults(measured, channel))
    return tuple(fault for place, fault in enumerate(found) if fault not in found[:place])


def _measured(check: Check, locale: str, renderer: Renderer, tips: Mapping[str, int]) -> _Measured:
    found: dict[str, list[_Screen]] = {}
    for view, rendered in screens(check, renderer):
        found.setdefault(screen_key(view), []).append(_Screen(view, rendered, words(rendered.html)))
    return _Measured(
        check,
        f"{check.id}/{locale}.toml",
        found,
        tips,
        longest_paths(check, lambda view: words(renderer.render(view).html)),
    )


def _faults(measured: _Measured, channel: ChannelLimits) -> Iterator[Fault]:
    limit = channel.screen
    if limit is None:
        return
    for key, alike in measured.screens.items():
        fullest = max(alike, key=lambda screen: screen.words)
        yield from _full(measured.file, key, fullest, limit)
        if isinstance(fullest.view, Ask):
            yield from _many_buttons(measured.check, fullest, limit)
            yield from _tall(measured.file, key, alike, channel.channel, limit)
    yield from _long(measured, limit)


def _full(file: str, key: str, screen: _Screen, limit: ScreenLimits) -> Iterator[Fault]:
    view, most = screen.view, most_words(screen.view, limit)
    if screen.words <= most:
        return
    detail = {"count": screen.words, "limit": most}
    if isinstance(view, Ask):
        yield Fault(file, key, "full_question", {**detail, **_above(view)})
    else:
        named = {"screen": type(view).__name__.lower(), **_points(view)}
        yield Fault(file, key, "full_screen", {**detail, **named})


def _many_buttons(check: Check, screen: _Screen, limit: ScreenLimits) -> Iterator[Fault]:
    count = len(screen.rendered.choices)
    if count > limit.buttons:
        detail = {"count": count, "limit": limit.buttons, "fixed": fixed(screen.rendered)}
        yield Fault(f"{check.id}/{STRUCTURE}", f"{screen_key(screen.view)}.options", "many_buttons", detail)


def _tall(file: str, key: str, alike: Sequence[_Screen], channel: str, limit: ScreenLimits) -> Iterator[Fault]:
    heights = [(lines(screen.rendered.html, limit.columns), screen) for screen in alike]
    height, tallest = max(heights, key=lambda found: found[0])
    most = room(tallest.rendered, limit)  # `_many_buttons` reports too many answers
    if height > most and isinstance(tallest.view, Ask):
        detail = {"count": height, "limit": most, "channel": channel, **_above(tallest.view)}
        yield Fault(file, key, "tall_question", detail)


def _long(measured: _Measured, limit: ScreenLimits) -> Iterator[Fault]:
    for key, count in measured.tips.items():
        if count > limit.snippet:
            yield Fault(measured.file, key, "long_snippet", {"count": count, "limit": limit.snippet})
    for detail in _excess(measured.paths, lambda questions: limit.average * questions):
        yield Fault(measured.file, "question", "long_path", {**detail, "average": limit.average})
    for detail in _excess(most_cards(measured.check), lambda questions: math.ceil(questions / limit.spread)):
        yield Fault(f"{measured.check.id}/{STRUCTURE}", "question", "many_cards", {**detail, "spread": limit.spread})


def _excess(found: Mapping[int, int], limit: Callable[[int], int]) -> Iterator[dict[str, int]]:
    """Yield a number and its limit, for the length of path that exceeds the limit most, if any does."""
    questions = max(found, key=lambda number: found[number] - limit(number))
    if found[questions] > limit(questions):
        yield {"count": found[questions], "limit": limit(questions), "questions": questions}


def _points(view: View) -> dict[str, Any]:
    """Describe to an author which points are on a screen of advice."""
    points = view.points if isinstance(view, Advice | Points) else ()
    return {
        "points": ", ".join(f"point.{point.source}" + (f".{point.option}" if point.option else "") for point in points)
    }


def _above(view: Ask) -> dict[str, Any]:
    """Describe to an author which tip is above a question."""
    if view.guidance is None:
        return {"above": "nothing"}
    return {"above": "tip", "tip": f"question.{view.guidance.question}.guidance.{view.guidance.option}"}
