"""What the shipped texts add to their source, and the page `docs/bronnen.md`, which says where that comes from."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from messages.linting import origins
from messages.loading import loader
from messages.loading.folder import SHIPPED, Folder
from messages.loading.loader import ParsedCheck
from messages.loading.sources import FILE, Source, Sources, bare
from messages.loading.texts import Text

PAGE = Path(__file__).parents[2] / "docs" / "bronnen.md"
_HEAD = """\
# Waar de teksten vandaan komen

Voor gedragsdeskundigen en voor wie de teksten beheert. In de teksten staat voor elke regel een letter: [S] komt van de
bron, [A] is een aanvulling, en [O] vult de organisatie in. Deze bladzijde gaat over elke [A]. Ze is gemaakt van de
teksten zelf, en van {files}.

Een aanvulling is een feit of een raad. Bij een feit staat waar het vandaan komt. Een raad is van ons zelf; die moet een
gedragsdeskundige beoordelen. Is er voor een feit geen bron, dan staat er: niet gevonden.

**Lees dit eerst.** ‘Gelezen’ is de dag waarop de bladzijde is gelezen. Het waren openbare bladzijden, vaak in een
bewaarde kopie, en sommige zijn jaren oud. Niemand heeft de hulplijnen gebeld. Kijk nummers en tijden zelf na voordat
een team de bot gebruikt, en vraag ze aan de lijn zelf. Een website van een krant of een winkel is geen vakliteratuur.
"""
_CONCEPT = "Een concept is: {cards}. De bot laat zo’n kaart alleen zien waar de organisatie dat aanzet."
_ADVICE = """\
Deze zinnen zeggen wat iemand kan doen, of leggen een woord uit. Ze steunen op de bron en op gezond verstand, en op
niets anders. Een gedragsdeskundige moet ze beoordelen; dat is nog niet gebeurd."""
_PLACES = {
    "Het welkom": ("intro", "danger", "about"),
    "De vragen": ("question",),
    "Het advies": ("point", "advice"),
    "De kaarten": ("card",),
    "Moeilijke woorden": ("glossary",),
    "Herinneringen": ("prompt",),
}
"""The headings of the facts, with the first names of the keys of the texts that state them."""
_NAMES = re.compile(r"title|card\.[^.]+\.title|question\.[^.]+\.(topic|label\.[^.]+)")


@cache
def sourced() -> Mapping[str, tuple[ParsedCheck, Sources]]:
    """Return each shipped check that says where its texts come from, with its sources, by id."""
    folder, today = Folder(), datetime.now(UTC).date()
    checks = (one for one in loader.read(folder, concepts=True).checks if folder.holds(f"{one.check.id}/{FILE}"))
    return {one.check.id: (one, origins.read(folder, one, today)[0]) for one in checks}


@cache
def additions(check: str) -> Mapping[str, str]:
    """Return each line of the Dutch texts that isn't the source's, with the keys it has, as the page writes them.

    The names of cards, answers and questions are left out: they state nothing.
    """
    found: dict[str, list[str]] = {}
    for key, text in _texts(sourced()[check][0]):
        for label, line in zip(text.labels, text.lines, strict=True):
            if label == "A":
                found.setdefault(bare(line), []).append(key)
    return {line: ", ".join(f"`{key}`" for key in dict.fromkeys(keys)) for line, keys in found.items()}


def facts(check: str) -> Mapping[str, Source]:
    """Return the facts, by their line."""
    return {line: fact.source for line, fact in sourced()[check][1].facts.items()}


def advice(check: str) -> Mapping[str, str]:
    """Return what is added and is no fact: the keys of each line."""
    return {line: keys for line, keys in additions(check).items() if line not in facts(check)}


def shipped_numbers(check: str = "groomingcheck") -> list[dict[str, Any]]:
    return [*tomllib.loads((SHIPPED / check / "help.toml").read_text())["number"].values()]


def described(number: Mapping[str, Any]) -> str:
    """Return the Dutch name of a number and what there is to know about it, as the pages write them."""
    said = [number["nl"], *([number["note"]["nl"]] if "note" in number else [])]
    return ". ".join(line.removeprefix("[A] ") for line in said)


def page() -> str:
    """Return the whole page."""
    files = ", ".join(f"[{check}/{FILE}](../messages/{check}/{FILE})" for check in sourced())
    return "\n".join([_HEAD.format(files=files), *(_section(*one) for one in sourced().values())])


def _section(parsed: ParsedCheck, found: Sources) -> str:
    check = parsed.check.id
    title = "\n".join(parsed.texts["nl"]["title"].lines)
    labels = [f"[{letter}] is {one.name['nl']}.{_from(one.source)}" for letter, one in found.labels.items()]
    parts = {
        "De bron": "\n\n".join(labels),
        "Nummers": _table(("nummer", "naam", "wanneer", "waar het vandaan komt", "nagekeken"), _numbers(check, found)),
        **{heading: _facts(check, heading) for heading in _PLACES},
        "Wat er niet in de teksten staat": "\n".join(f"- {line}" for line in found.left_out),
        "Raad en uitleg, van ons zelf": f"{_ADVICE}\n\n{_pieces(check)}",
    }
    shown = (f"### {heading}\n\n{text.rstrip()}\n" for heading, text in parts.items() if text)
    return "\n".join([f"## {title}\n", *shown])


def _from(source: Source | None) -> str:
    return f" {source.text}" if source else ""


def _numbers(check: str, found: Sources) -> Iterator[tuple[str, ...]]:
    for one in shipped_numbers(check):
        source = found.numbers[one["call"]].text if one["call"] in found.numbers else "niet gevonden"
        yield one["call"], described(one), _opening(one.get("hours")), source, _day(one["checked"])


def _facts(check: str, heading: str) -> str:
    rows = [
        (line, keys, facts(check)[line].text, _day(facts(check)[line].read))
        for line, keys in additions(check).items()
        if line in facts(check) and keys.strip("`").partition(".")[0].partition("`")[0] in _PLACES[heading]
    ]
    table = _table(("wat er staat", "waar", "waar het vandaan komt", "gelezen"), rows) if rows else ""
    return f"{table}\n{_concepts(check)}" if table and heading == "De kaarten" else table


def _concepts(check: str) -> str:
    parsed = sourced()[check][0]
    titles = [parsed.texts["nl"][f"card.{card.id}.title"].lines[0] for card in parsed.check.cards if card.concept]
    return _CONCEPT.format(cards=", ".join(f"‘{title}’" for title in titles)) if titles else ""


def _pieces(check: str) -> str:
    return "\n".join(f"- {line} ({keys})" for line, keys in advice(check).items())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heading = [*head]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heading, ["---"] * len(heading), *rows))


def _opening(hours: list[dict[str, Any]] | str | None) -> str:
    """Return hours of a number as the page writes them."""
    if hours is None:
        return "tijden niet gevonden"
    if hours == "always":
        return "altijd"
    assert not isinstance(hours, str)
    [row] = hours
    assert row["days"] == ["mon", "tue", "wed", "thu", "fri"]
    return f"op werkdagen van {row['from']} tot {row['until']}"


def _texts(parsed: ParsedCheck) -> Iterator[tuple[str, Text]]:
    yield from ((key, text) for key, text in parsed.texts["nl"].items() if not _NAMES.fullmatch(key))
    yield from ((f"prompt.{one.id}", one.text["nl"]) for one in parsed.prompts)


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else "niet bekend"
