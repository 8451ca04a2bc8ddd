"""Find which texts are on which screen, to show the faults of a text on those screens.

The screens are rendered with the actual templates, but with texts that are replaced by their own names. So the mapping
needn't be maintained anywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.check import Check
from bot.views import Ask, View
from messages.linting.measurement import screen_key
from messages.loading.faults import Fault
from messages.loading.folder import STRUCTURE, Folder
from messages.loading.loader import ParsedCheck, ParsedContent
from messages.loading.organisation import Organisation
from messages.loading.texts import Text
from messages.rendering.builder import build_renderers
from messages.rendering.renderer import Renderer

_BEGIN, _BETWEEN, _END = "\ue100", "\ue101", "\ue102"
_NAME = re.compile(f"{_BEGIN}([^{_BETWEEN}]*){_BETWEEN}([^{_END}]*){_END}")


@dataclass(frozen=True, slots=True)
class TextName:
    """The name of a text: its file, relative to the content folder, and its dotted key there."""

    file: str
    key: str


class Whereabouts:
    """Which texts are on each screen of every check in every language. Each screen is rendered once, on demand."""

    def __init__(self, content: ParsedContent, folder: Folder, organisation: Organisation) -> None:
        """Prepare the renderers, without rendering yet."""
        self._content, self._folder, self._organisation = content, folder, organisation
        self._renderers: dict[tuple[str, str], Renderer | None] = {}
        self._found: dict[tuple[str, str, View], frozenset[TextName]] = {}

    def concerns(self, fault: Fault, check: Check, locale: str, view: View) -> bool:
        """Return whether a fault belongs to this screen in this language (ISO 639-1).

        That is so if it is about the whole screen, about a definition of it in the check, or about a text on it.
        """
        own = f"{check.id}/{locale}.toml"
        if fault.file == f"{check.id}/{STRUCTURE}":
            return _below(fault.key, screen_key(view))
        if fault.file == own and fault.key == screen_key(view):
            return not isinstance(view, Ask) or fault.detail.get("tip") in {None, _tip(view)}
        if not fault.key or fault.file not in {own, f"{check.id}/help.toml", f"words/{locale}.toml"}:
            return False  # nothing on this screen has its name
        return any(name.file == fault.file and _below(fault.key, name.key) for name in self._texts(check, locale, view))

    def _texts(self, check: Check, locale: str, view: View) -> frozenset[TextName]:
        at = check.id, locale, view
        if at not in self._found:
            self._found[at] = _names(self._renderer(check, locale), view)
        return self._found[at]

    def _renderer(self, check: Check, locale: str) -> Renderer | None:
        at = check.id, locale
        if at not in self._renderers:
            named = _self_named(self._content, *at)
            self._renderers[at] = build_renderers(named, self._folder, self._organisation)[0].get(at)
        return self._renderers[at]


def _names(renderer: Renderer | None, view: View) -> frozenset[TextName]:
    """Return the names of the texts on a screen, which is rendered with names as texts."""
    if not renderer:
        return frozenset()
    shown = renderer.render(view)
    found = [shown.html, *(choice.label for choice in shown.choices)]
    return frozenset(TextName(*name) for text in found for name in _NAME.findall(text))


def _below(key: str, above: str) -> bool:
    return f"{key}.".startswith(f"{above}.")


def _tip(view: Ask) -> str | None:
    return f"question.{view.guidance.question}.guidance.{view.guidance.option}" if view.guidance else None


def _self_named(content: ParsedContent, check: str, locale: str) -> ParsedContent:
    """Return one check in one language with every text replaced by its own name."""
    words = {locale: _named(f"words/{locale}.toml", content.words.get(locale, {}))}
    checks = tuple(_self_named_check(one, locale) for one in content.checks if one.check.id == check)
    return replace(content, checks=checks, words=words)


def _self_named_check(parsed: ParsedCheck, locale: str) -> ParsedCheck:
    name = parsed.check.id
    texts = {locale: _named(f"{name}/{locale}.toml", parsed.texts.get(locale, {}))}
    lines = tuple(
        replace(line, name=_row(name, line.id, line.name), note=_row(name, line.id, line.note))
        for line in parsed.helplines
    )
    return replace(parsed, texts=texts, helplines=lines)


def _named(file: str, texts: Mapping[str, Text]) -> dict[str, Text]:
    return {key: _name(file, key) for key in texts}


def _row(check: str, line: str, texts: Mapping[str, Text]) -> dict[str, Text]:
    return {locale: _name(f"{check}/help.toml", f"number.{line}") for locale in texts}


def _name(file: str, key: str) -> Text:
    return Text((f"{_BEGIN}{file}{_BETWEEN}{key}{_END}",))
