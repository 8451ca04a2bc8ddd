"""The page `docs/gesprek.md`: the whole check as a person meets it, with where each text comes from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.advice import MOST
from bot.check import Attention, Option, Question, Requirement, Rule
from bot.choices import choices
from bot.events import Continued
from bot.views import Advice, Ask, Card, Chosen, Explanation, Help, Overview, Points, Reading, View, Welcome
from messages.content import Content
from messages.loading.folder import Folder
from messages.loading.tables import flatten
from messages.loading.texts import LABEL

CHECK = "groomingcheck"
_DAYS = {
    "mon": "ma",
    "tue": "di",
    "wed": "wo",
    "thu": "do",
    "fri": "vr",
    "sat": "za",
    "sun": "zo",
    "holiday": "feestdag",
}
_NAMES = {
    "Welcome": "welkom", "Ask": "vraag 1", "Reading": "kaart na een antwoord", "Explanation": "‘Uitleg’ bij het welkom",
    "Card": "kaart", "Help": "‘Hulp’", "Advice": "advies", "Points": "‘Meer advies’", "Overview": "overzicht",
}  # fmt: skip
_HEAD = """\
# Het hele gesprek

Dit is de hele check, zoals iemand hem ziet. De pagina is voor wie de teksten beoordeelt, zoals een gedragsdeskundige.
Hij is gemaakt van de teksten zelf. Is er een tekst veranderd? Maak hem dan opnieuw, met
`.venv/bin/pytest --rewrite tests/docs/test_conversation_page.py`.

Vooraan een tekst staat waar hij vandaan komt:

- **[S]** De bron zegt het: de vraag-en-antwoordpagina over grooming van leukeronline.nl.
- **[A]** Een aanvulling. Bij de [bronnen](bronnen.md) staat waar elk feit vandaan komt.
- **[O]** De organisatie vult dit in. Op de plek van `{meldpunt}` komt een zin over haar meldpunt. Heeft ze dat niet
  ingevuld? Dan valt die plek weg.

Een tekst zonder letter is van de bot zelf, zoals een kopje of een knop. Wat tussen `{ }` staat, vult de bot in.

Eerst komt het welkom, dan negen vragen, dan het advies. Boven een vraag staat de tip bij het antwoord ervoor. Na
sommige antwoorden komt eerst een kaart. Wat bij ‘Uitleg’ of ‘Hulp’ staat, opent iemand zelf.
"""
_POINTS = """\
Bovenaan staat de tip bij het laatste antwoord. Dan komen de punten. Een antwoord kan er een oproepen, en een regel ook.
Dit is hun volgorde:

{points}

Wat dringend is, staat bij **{urgent}**. De andere staan bij **{title}**, tot er {most} punten staan. De rest staat bij
{more}."""
_RULES = """\
Een regel kijkt naar antwoorden samen. Geldt hij, dan komt zijn punt in het advies. Het punt van sommige vragen vervalt
dan."""
_NUMBERS = "De nummers staan onder drie kopjes, naar hoe laat het is: {open}, {closed} en {unknown}."
_OFF = "Tot dan staat de kaart uit, tenzij een organisatie hem aanzet."
_SET = "Heeft de organisatie dit ingevuld? Dan staat er: {known}"


def page(content: Content) -> str:
    """Return the whole page."""
    made = _Page(content)
    questions = [made.question(number, asked) for number, asked in enumerate(made.check.questions, 1)]
    rest = (made.advice(), made.rules(), made.cards(), made.help(), made.words(), made.buttons())
    return "\n".join((_HEAD, made.welcome(), *questions, *rest))


def _raw(file: str) -> dict[str, Any]:
    table, _ = Folder().read(file)
    return table or {}


def _blocks(*blocks: str) -> str:
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))


class _Page:
    """The sections of the page."""

    def __init__(self, content: Content) -> None:
        self.check, self._renderer = content.checks[CHECK], content.renderers[CHECK, "nl"]
        self._texts = flatten(_raw("words/nl.toml")) | flatten(_raw(f"{CHECK}/nl.toml"))
        self._places = {asked.id: number for number, asked in enumerate(self.check.questions, 1)}
        self._rules = sorted(self.check.rules, key=lambda rule: self.check.order.index(rule.id))

    def _all(self, key: str) -> list[str]:
        """Return the lines of a text with their labels, without bullets; none if there is no such text."""
        found = self._texts.get(key, [])
        return [str(line).replace("• ", "") for line in (found if isinstance(found, list) else [found]) if line]

    def _cell(self, key: str) -> str:
        return "<br>".join(self._all(key))

    def _list(self, *keys: str) -> str:
        return "".join(f"- {line}\n" for key in keys for line in self._all(key))

    def _quoted(self, key: str) -> str:
        return f"‘{LABEL.sub('', self._cell(key))}’"

    def welcome(self) -> str:
        shown = self._list("danger", "intro", "welcome.before", "achterwacht.unknown", "welcome.kept", "welcome.chat")
        known = _SET.format(known=self._cell("achterwacht.known"))
        return _blocks("## Welkom", f"**{self._cell('title')}**", shown, known, "Bij ‘Uitleg’:", self._list("about"))

    def question(self, number: int, asked: Question) -> str:
        at = f"question.{asked.id}"
        head = ("antwoord", "tip erna", "meer, bij ‘Uitleg’", "kaart erna", "punt in het advies")
        return _blocks(
            f"## Vraag {number}",
            f"**{self._cell(f'{at}.ask')}**",
            f"*{self._cell(f'{at}.hint')}*",
            _table(head, (self._answer(asked, option) for option in asked.options)),
            f"In het overzicht: {self._cell(f'{at}.topic')}",
            "Waarom deze vraag er is, bij ‘Uitleg’:",
            self._list(f"{at}.why"),
            self._offered("Kaarten bij ‘Uitleg’", asked.offers),
        )

    def _answer(self, asked: Question, option: Option) -> tuple[str, ...]:
        at = f"question.{asked.id}"
        told = (self._cell(f"{at}.{part}.{option.id}") for part in ("label", "guidance", "more"))
        card = self._quoted(f"card.{option.card}.title") if option.card else ""
        urgent = f"**{self._cell('advice.urgent')}**: " if option.attention is Attention.URGENT else ""
        return (*told, card, urgent + self._cell(f"point.{asked.id}.{option.id}"))

    def _offered(self, where: str, cards: Sequence[str]) -> str:
        return f"{where}: {', '.join(self._quoted(f'card.{card}.title') for card in cards)}." if cards else ""

    def advice(self) -> str:
        rules = {rule.id: f"regel {number}: {self._point(rule)}" for number, rule in enumerate(self._rules, 1)}
        points = (rules.get(one) or f"het punt van vraag {self._places[one]}" for one in self.check.order)
        return _blocks(
            "## Het advies",
            _POINTS.format(
                points="\n".join(f"{number}. {point}" for number, point in enumerate(points, 1)),
                urgent=self._cell("advice.urgent"),
                title=self._cell("advice.title"),
                most=MOST,
                more=self._quoted("button.opened_points.label"),
            ),
            "Daaronder staat altijd:",
            self._list("advice.core", "advice.caveat", "meldpunt.unknown"),
            _SET.format(known=self._cell("meldpunt.known")),
            f"Bij {self._quoted('button.opened_points.label')} staat altijd:",
            self._list("advice.next"),
            self._offered("Kaarten bij het advies", self.check.closing),
        )

    def rules(self) -> str:
        rows = [
            (str(number), "<br>of ".join(map(self._row, rule.when)), self._point(rule), ", ".join(self._covered(rule)))
            for number, rule in enumerate(self._rules, 1)
        ]
        return _blocks("## De regels", _RULES, _table(("regel", "geldt bij", "punt in het advies", "vervalt"), rows))

    def _row(self, row: Sequence[Requirement]) -> str:
        return " en ".join(map(self._requirement, row))

    def _requirement(self, need: Requirement) -> str:
        asked = self.check.questions[need.question]
        labels = [self._quoted(f"question.{asked.id}.label.{asked.options[option].id}") for option in need.options]
        return f"vraag {need.question + 1}: {' of '.join(labels)}"

    def _point(self, rule: Rule) -> str:
        return (f"**{self._cell('advice.urgent')}**: " if rule.urgent else "") + self._cell(f"point.{rule.id}")

    def _covered(self, rule: Rule) -> Iterator[str]:
        yield from (f"vraag {self._places[question]}" for question in rule.covers)

    def cards(self) -> str:
        found: list[str] = []
        for name, row in _raw(f"{CHECK}/check.toml")["card"].items():
            concept = f"{self._cell('card.concept')} {_OFF}" if row.get("concept") else ""
            at = f"card.{name}"
            found += [f"### {self._cell(f'{at}.title')}", concept, self._list(f"{at}.text")]
        return _blocks("## De kaarten", *found)

    def help(self) -> str:
        rows = [
            (
                str(one["nl"]),
                one["call"],
                _open(one.get("hours")),
                one.get("note", {}).get("nl", ""),
                f"{one['checked']:%d-%m-%Y}",
            )
            for one in _raw(f"{CHECK}/help.toml")["number"].values()
        ]
        return _blocks(
            f"## {self._cell('help.title')}",
            self._list("achterwacht.unknown", "meldpunt.unknown"),
            _NUMBERS.format(**{name: self._quoted(f"help.{name}") for name in ("open", "closed", "unknown")}),
            _table(("", "bel", "open", f"bij {self._quoted('help.notes')}", "nagekeken"), rows),
            self._offered("Kaarten bij de nummers", self.check.help),
        )

    def words(self) -> str:
        hard = [key for key in self._texts if key.startswith("glossary.") and key != "glossary.title"]
        glossary = [(key.removeprefix("glossary."), self._cell(key)) for key in hard]
        return _blocks(
            f"## {self._cell('glossary.title')}",
            _table(("woord", "uitleg"), glossary),
            f"## {self._cell('privacy.title')}",
            self._list("privacy.text", "privacy.chat", "privacy.questions"),
            "## Aan het eind",
            self._list("gone.finished", "gone.stopped", "expired.text"),
        )

    def buttons(self) -> str:
        asked = self.check.questions[0].id
        views: tuple[View, ...] = (
            Welcome(),
            Ask(asked, 1, None, None, complete=False),
            Reading(self.check.cards[0].id, Continued(1)),
            Explanation(None, None),
            Card(self.check.cards[0].id),
            Help(),
            Advice((), self._given()[-1]),
            Points(()),
            Overview(self._given(), None),
        )
        rows = [(_NAMES[type(view).__name__], self._pressed(view)) for view in views]
        return _blocks("## De knoppen", _table(("scherm", "knoppen"), rows))

    def _given(self) -> tuple[Chosen, ...]:
        return tuple(Chosen(asked.id, asked.options[0].id) for asked in self.check.questions)

    def _pressed(self, view: View) -> str:
        events = choices(self.check, view)
        return " · ".join(self._renderer.buttons[event].label for event in events)


def _open(hours: Any) -> str:  # noqa: ANN401 - whatever the file has
    if hours is None:
        return "niet bekend"
    if hours == "always":
        return "altijd"
    return ", ".join(f"{' '.join(_DAYS[day] for day in row['days'])} {row['from']}–{row['until']}" for row in hours)
