"""Generate the page `docs/schermen.md`: the content and height of every screen, compared with an earlier version.

In that version, cards were above questions, and the overview was before the advice.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.check import Check
from bot.events import Answered, Continued, Opened
from bot.paths import following
from bot.views import Ask, Card, Chosen, Explanation, Reading, View
from messages.content import Content
from messages.rendering.renderer import Renderer
from pictures.drawings import CHECK, PATHS
from pictures.heights import SEEN, Measured

PAGE = Path(__file__).parents[1] / "docs" / "schermen.md"
BEFORE: Mapping[str, Any] = json.loads(Path(__file__).with_name("before.json").read_text())
"""The measurements of version 5f90953, made in the same way on 28 November 2026."""
_LANGUAGES = {"nl": "Nederlands", "en": "Engels"}
_OTHERS = {
    "Welcome": "welkom", "Help": "hulp en nummers", "Privacy": "privacy", "Glossary": "woorden", "Gone": "einde",
    "Overview": "overzicht", "Advice": "advies", "Points": "meer advies", "Explanation": "uitleg bij de check",
}  # fmt: skip
_THEN = ("words", "buttons", "Telegram", "Slack")
"""The earlier platforms; there was no web page yet."""
_PAIRS = (f"{what} {when}" for what in ("woorden", "knoppen", "Telegram", "Slack") for when in ("voor", "nu"))
_COMPARED = ("", *_PAIRS, "Browser nu")
_HEAD = """\
# Wat er op elk scherm staat

Voor gedragsdeskundigen en programmeurs: wat staat er op elk scherm, en past het op een telefoon? Deze bladzijde wordt
geschreven door `make pictures`. Dat tekent elk scherm in een browser, zoals een telefoon van 375 bij 667 punten het
laat zien, en meet het. Een test let op of de pagina nog klopt met wat de bot laat zien. De teksten zelf staan in
[het hele gesprek](gesprek.md).

- **Telegram** laat het einde van een lang bericht zien: {Telegram} punten. Alles telt mee, ook de knoppen.
- **Slack** laat het begin van een venster zien: {Slack} punten. Bij een vraag telt alles tot en met het laatste
  antwoord. Wat daaronder staat, mag onder de rand vallen.
- **Een browser** laat het begin van een pagina zien: {Browser} punten, tussen de balken van de browser. Ook hier telt
  een vraag tot en met het laatste antwoord.
- **Een terminal** heeft {Terminal} regels van 80 tekens. Op de laatste wordt getypt.

Een vraag past als de tip, de vraag, de zin eronder en alle antwoorden samen te zien zijn. Past een vraag niet? Dan
zegt `make pictures` welke dat is, en eindigt het met een fout. `groomingcheck review` telt de woorden en de knoppen, en
schat de regels. Dat kan zonder browser, en ook voor eigen teksten.

*Voor* is de versie van 28 november 2026. Daarin stond een kaart boven de vraag, en kwam het overzicht voor het advies.
Van wat er toen niet was, een check of de browser, staat er geen *voor*.
"""


def page(content: Content, measured: Mapping[str, Sequence[Measured]]) -> str:
    """Return the whole page."""
    parts = [_HEAD.format(**SEEN), _shares(content, measured), _paths(measured[f"{CHECK}/nl"])]
    for edition, screens in measured.items():
        check, _, locale = edition.partition("/")
        renderer, title = content.renderers[check, locale], _title(content, edition)
        parts += [_questions(content.checks[check], renderer, title, screens)]
        parts += [_others(content.checks[check], renderer, title, screens)]
    return "\n".join(parts)


def _title(content: Content, edition: str) -> str:
    check, _, locale = edition.partition("/")
    return f"{content.renderers[check, locale].title}, {_LANGUAGES[locale]}"


def ahead(check: Check, screens: Sequence[Measured]) -> Iterator[tuple[Ask, Measured]]:
    """Yield each question with each tip above it that occurs when going forward."""
    leading = dict(tips(check))
    for one in screens:
        view = one.drawing.view
        if not isinstance(view, Ask) or one.drawing.path or view.chosen or view.complete:
            continue
        if leading.get(view.guidance) == view.number:
            yield view, one


def tips(check: Check) -> Iterator[tuple[Chosen | None, int]]:
    """Yield each answer with the number of the question that it leads to; None for the first question."""
    yield None, 1
    for place, asked in enumerate(check.questions):
        for number, option in enumerate(asked.options):
            yield Chosen(asked.id, option.id), following(check, place, number) + 1


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in lines)


def _shares(content: Content, measured: Mapping[str, Sequence[Measured]]) -> str:
    rows = []
    for edition, screens in measured.items():
        check, _, locale = edition.partition("/")
        found = [one for _, one in ahead(content.checks[check], screens)]
        old = BEFORE["questions"][locale] if check == CHECK else {}
        for name, seen in SEEN.items():
            fitting = sum(one.heights[name] <= seen for one in found)
            now = f"{fitting} van {len(found)}", f"{max(one.heights[name] for one in found)} van {seen}"
            before = f"{old[name]} van {old['drawn']}" if name in old else ""
            rows.append((f"{_title(content, edition)}, {name}", before, *now))
    table = _table(("vragen die passen, na elk antwoord", "voor", "nu", "de hoogste nu"), rows)
    return f"## Hoeveel er past\n\n{table}"


def _paths(screens: Sequence[Measured]) -> str:
    parts = ["## Drie keer de hele check\n"]
    for name in PATHS:
        now = {_place(one.drawing.view): one for one in screens if one.drawing.path == name}
        old = {one["screen"]: one for one in BEFORE["paths"][name]}
        places = sorted({*now, *old}, key=[*list(now)[:-1], "overzicht", "advies"].index)
        rows = [(place, *_compared(old.get(place), now.get(place))) for place in places]
        parts.append(f"### {name.capitalize()}\n\n{_table(_COMPARED, rows)}\n{_total(old, now)}")
    return "\n".join(parts)


def _place(view: View) -> str:
    match view:
        case Ask(number=number):
            return f"vraag {number}"
        case Reading(onward=Continued(question)):
            return f"kaart na vraag {question}"
        case _:
            return _OTHERS[type(view).__name__]


def _compared(old: Mapping[str, int] | None, now: Measured | None) -> Iterator[object]:
    figures = _figures(now) if now else {}
    for name in _THEN:
        yield from (found[name] if found else "" for found in (old, figures))
    yield figures.get("Browser", "")


def _figures(one: Measured) -> Mapping[str, int]:
    return {"words": one.words, "buttons": len(one.drawing.screen.buttons), **one.heights}


def _total(old: Mapping[str, Mapping[str, int]], now: Mapping[str, Measured]) -> str:
    """Return the words and presses of a path; each of its screens takes one press."""
    cards = [one.words for one in now.values() if isinstance(one.drawing.view, Reading)]
    words = sum(one.words for one in now.values()) - sum(cards)
    before = sum(one["words"] for one in old.values())
    read = f" En {sum(cards)} woorden op {len(cards)} kaarten, met voor elke kaart één keer drukken." if cards else ""
    presses = len(now) - len(cards)
    return f"Voor: {before} woorden, en {len(old)} keer drukken. Nu: {words} woorden, en {presses} keer.{read}\n"


def _questions(check: Check, renderer: Renderer, title: str, screens: Sequence[Measured]) -> str:
    rows = [
        (view.number, _answered(check, renderer, view), *_figures(one).values(), "ja" if one.fits else "**nee**")
        for view, one in ahead(check, screens)
    ]
    table = _table(("vraag", "na", "woorden", "knoppen", *SEEN, "past"), rows)
    every = [one.fits for one in screens if isinstance(one.drawing.view, Ask) and not one.drawing.path]
    rest = (
        "Wie teruggaat of een antwoord verandert, ziet een vraag ook onder een andere tip, of zonder tip.\n"
        f"Van die {len(every)} schermen passen er {sum(every)}.\n"
    )
    return f"## Elke vraag na elk antwoord: {title}\n\n{table}\n{rest}"


def _answered(check: Check, renderer: Renderer, view: Ask) -> str:
    """Return the label of the answer whose tip is above a question."""
    if view.guidance is None:
        return ""
    place, asked = next((at, one) for at, one in enumerate(check.questions) if one.id == view.guidance.question)
    options = [option.id for option in asked.options]
    return renderer.buttons[Answered(place, options.index(view.guidance.option))].label


def _others(check: Check, renderer: Renderer, title: str, screens: Sequence[Measured]) -> str:
    """Return a table with the highest screen of each kind other than questions."""
    highest: dict[str, Measured] = {}
    for one in screens:
        if not isinstance(one.drawing.view, Ask):
            name = _named(check, renderer, one.drawing.view)
            highest[name] = max(highest.get(name, one), one, key=lambda each: each.heights["Telegram"])
    rows = [(name, *_figures(one).values()) for name, one in highest.items()]
    table = _table(("scherm", "woorden", "knoppen", *SEEN), rows)
    return f"## De andere schermen: {title}\n\nVan elke soort staat hier het hoogste.\n\n{table}"


def _named(check: Check, renderer: Renderer, view: View) -> str:
    match view:
        case Card(card) | Reading(card):
            return f"kaart: {renderer.buttons[Opened(card)].label}"
        case Explanation(str(question)):
            ids = [asked.id for asked in check.questions]
            return f"uitleg bij vraag {ids.index(question) + 1}"
        case _:
            return _OTHERS[type(view).__name__]
