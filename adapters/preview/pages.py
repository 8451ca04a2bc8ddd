"""The pages of the preview: a screen of a check, the list of all its screens, and its reminders."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.channels.drawing import environment
from adapters.preview import path, sheets
from adapters.preview.edition import Edition
from adapters.preview.hour import Hour
from adapters.preview.listing import Listing
from adapters.preview.naming import Naming, Words
from adapters.preview.platform import Platform
from adapters.preview.sheets import Column
from bot.views import Help, View
from messages.linting import report
from messages.linting.fullness import Figure
from messages.loading.faults import Fault
from messages.loading.loader import ParsedCheck
from messages.loading.tables import flat_texts

_FOLDER = Path(__file__).parent
SCREENS, REMINDERS = "screens", "reminders"
"""The path, after the id of a check, of pages that aren't screens. No step of a path has such a name."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to a screen. `address`: the URL of the screen after it."""

    label: str
    address: str


class Pages:
    """Renders the pages, with the preview's own texts in one language."""

    def __init__(self, locale: str, platforms: Sequence[Platform], *, paged: bool = False) -> None:
        """Configure it.

        Args:
            locale: One of the languages in which faults can be described (ISO 639-1).
            platforms: The platforms to draw a check on.
            paged: Whether reminders have a button to the web page.
        """
        self._locale, self._platforms, self._paged = locale, platforms, paged
        self._words: Words = flat_texts(tomllib.loads((_FOLDER / "words" / f"{locale}.toml").read_text()))
        self._templates = environment(_FOLDER / "templates")

    def screen(
        self, edition: Edition, parsed: ParsedCheck, steps: Sequence[str], version: str, hour: Hour = Hour.NIGHT
    ) -> str:
        """Return the page of the screen at the end of a path, or one that explains why it can't be drawn."""
        naming = self._naming(edition, parsed)
        if naming is None:
            return self._page("undrawn", edition, parsed, version, heading=self._title(edition, parsed))
        found = path.follow(parsed.check, steps)
        drawn = [*sheets.columns(edition, found, self._platforms, hour)]
        shown = {"heading": naming.screen(found.view), "detail": naming.detail(found.view), "broken": found.broken}
        shown |= {"crumbs": [*self._crumbs(found, naming)], "hours": self._hours(found.view, hour)}
        return self._page("screen", edition, parsed, version, **shown, columns=self._columns(drawn))

    def screens(self, edition: Edition, parsed: ParsedCheck, version: str) -> str:
        """Return the page with links to every screen of a check."""
        naming = self._naming(edition, parsed)
        groups = Listing(edition, parsed.check, naming, self._words).groups() if naming else []
        return self._page("screens", edition, parsed, version, heading=self._words["page.screens"], groups=groups)

    def reminders(self, edition: Edition, parsed: ParsedCheck, version: str) -> str:
        """Return the page with every reminder of a check, as posted to a team."""
        drawn = [
            (one.id, self._columns([*sheets.reminders(edition, parsed, one, self._platforms, paged=self._paged)]))
            for one in parsed.prompts
        ]
        return self._page("reminders", edition, parsed, version, heading=self._words["page.reminders"], prompts=drawn)

    def unknown(self, edition: Edition, version: str) -> str:
        """Return the page for a URL without an existing check."""
        parsed = next(iter(edition.checks.values()))
        return self._page("unknown", edition, parsed, version, heading=self._words["page.unknown"])

    def failed(self, edition: Edition, version: str, reference: str) -> str:
        """Return the page for an internal error. `reference`: the reference of its line in the log."""
        parsed = next(iter(edition.checks.values()))
        told = self._words["page.failed"].format(reference=reference)
        return self._page("unknown", edition, parsed, version, heading=told)

    def _page(self, name: str, edition: Edition, parsed: ParsedCheck, version: str, **values: object) -> str:
        shared = {
            "drawn": bool(edition.locales(parsed.check.id)),
            "word": self._words,
            "locale": self._locale,
            "version": version,
            "check": parsed.check.id,
            "checks": [
                (one.check.id, self._title(edition, one), self._off(edition, one)) for one in edition.checks.values()
            ],
            "title": self._title(edition, parsed),
            "elsewhere": self._lines(edition.elsewhere(parsed.check)),
            "total": self._total(edition),
            "faulty": bool(edition.faults),
        }
        return self._templates.get_template(f"{name}.html.j2").render(**shared, **values)

    def _columns(self, columns: Sequence[Column]) -> Sequence[Mapping[str, object]]:
        return [
            {
                "locale": one.locale,
                "language": self._words.get(f"language.{one.locale}", one.locale),
                "faults": self._lines(one.faults),
                "sheets": [
                    {"platform": sheet.platform, "html": sheet.html, "figures": [*map(self._figure, sheet.figures)]}
                    for sheet in one.sheets
                ],
            }
            for one in columns
        ]

    def _figure(self, figure: Figure) -> Mapping[str, object]:
        name = figure.what if figure.most is None else f"{figure.what}_of"
        said = self._words[f"figure.{name}"].format(count=figure.count, most=figure.most)
        return {"said": said, "over": figure.over}

    def _crumbs(self, found: path.Path, naming: Naming) -> Iterator[Crumb]:
        yield Crumb(self._words["page.start"], path.address(found.check, ()))
        for count, event in enumerate(found.events, start=1):
            yield Crumb(naming.press(event), path.address(found.check, found.events[:count]))

    def _hours(self, view: View, chosen: Hour) -> Sequence[Mapping[str, object]]:
        """Return a link to each hour, on screens that depend on the time."""
        found = Hour if isinstance(view, Help) else ()
        return [
            {
                "address": f"?at={one.address}",
                "said": self._words[f"hour.{one.address}"].format(time=one.shown),
                "chosen": one is chosen,
            }
            for one in found
        ]

    def _naming(self, edition: Edition, parsed: ParsedCheck) -> Naming | None:
        """Return the names of a check's screens, in the preview's language if the check is available in it."""
        spoken = edition.locales(parsed.check.id)
        if not spoken:
            return None
        locale = self._locale if self._locale in spoken else spoken[0]
        texts = parsed.texts[locale]
        asks = {one.id: texts[f"question.{one.id}.ask"].plain for one in parsed.check.questions}
        return Naming(parsed.check, edition.renderers[parsed.check.id, locale], asks, self._words)

    def _title(self, edition: Edition, parsed: ParsedCheck) -> str:
        spoken = edition.locales(parsed.check.id)
        locale = self._locale if self._locale in spoken else next(iter(spoken), None)
        return edition.renderers[parsed.check.id, locale].title if locale else parsed.check.id

    def _off(self, edition: Edition, parsed: ParsedCheck) -> bool:
        return parsed.check.id not in edition.organisation.checks

    def _total(self, edition: Edition) -> str:
        if not edition.complete:
            return self._words["page.looking"]
        return report.total(len(self._lines(edition.faults)), self._locale)

    def _lines(self, faults: Sequence[Fault]) -> Sequence[str]:
        return report.lines(faults, self._locale)
