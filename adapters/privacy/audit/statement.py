"""The result of an audit on one page, as text or printable HTML, for a data protection impact assessment."""

import datetime as dt
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from adapters.channels.registry import descriptors
from adapters.privacy.audit.audit import AuditResult
from adapters.privacy.audit.scenario import CHECKS
from adapters.privacy.audit.search import Searched, SearchedPlace
from adapters.runtime import release
from messages import calendar
from messages.markup import plain

_PAGE = Markup("""\
<!doctype html>
<html lang="{locale}">
<meta charset="utf-8">
<title>{title}</title>
<style>
  @page {{ size: A4; margin: 20mm }}
  body {{ font: 11pt/1.45 system-ui, sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em }}
  h1 {{ font-size: 1.4em }}
  table {{ border-collapse: collapse; width: 100%; margin: 1em 0 }}
  th, td {{ border: 1px solid; padding: .35em .5em; text-align: left; vertical-align: top }}
  .verdict {{ font-weight: bold; border: 2px solid; padding: .5em .7em }}
</style>
<h1>{title}</h1>
{body}
</html>
""")


@dataclass(frozen=True, slots=True)
class Statement:
    """The contents of the page, all as HTML.

    Attributes:
        locale: The language.
        title: The title.
        paragraphs: What was done.
        columns: The headings of the table of places.
        rows: The rows of that table.
        verdict: Whether anything was found.
        beyond: The limits of an audit.
    """

    locale: str
    title: Markup
    paragraphs: tuple[Markup, ...]
    columns: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]
    verdict: Markup
    beyond: Markup


def statement(results: Sequence[AuditResult], words: Mapping[str, Markup], locale: str, now: dt.datetime) -> Statement:
    """Describe the results.

    Args:
        results: One per process.
        words: The product's texts in this language, by dotted key.
        locale: The language.
        now: A timezone-aware datetime.
    """
    values = {
        "version": release.version(),
        "commit": release.commit() or words["audit.unknown"],
        "moment": calendar.moment(words, now, "UTC") + " (UTC)",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "checks": CHECKS * sum(len(result.drivers) for result in results),
        "presses": sum(result.presses for result in results),
        "stages": Markup("; ").join(name for result in results for name in result.drivers),
        "words": sum(result.words for result in results),
    }
    channels = calendar.listed(words, (escape(channel.title) for channel in descriptors() if channel.home))
    memory = "audit.overwriting" if all(result.overwriting for result in results) else "audit.leaving"
    paragraphs = (
        "audit.made",
        "audit.played",
        "audit.people",
        "audit.words",
        *_browsed(results),
        "audit.talkative",
        memory,
    )
    return Statement(
        locale,
        words["audit.title"],
        tuple(words[name].format(**values) for name in paragraphs),
        (words["audit.where"], words["audit.amount"], words["audit.result"]),
        tuple(_row(words, place, results) for place in SearchedPlace if _amounts(results, place)),
        words[_verdict(results)],
        words["audit.beyond"].format(channels=channels),
    )


def text(page: Statement) -> Iterator[str]:
    """Return the page as lines of plain text."""
    yield plain(page.title)
    yield ""
    yield from map(plain, page.paragraphs)
    yield ""
    for row in page.rows:
        where, amount, found = map(plain, row)
        yield f"- {where} ({amount}): {found}" if amount else f"- {where}: {found}"
    yield from ("", plain(page.verdict), "", plain(page.beyond))


def html(page: Statement) -> str:
    """Return the page as a self-contained HTML document."""
    rows = Markup("\n").join(_tagged("tr", Markup("").join(_tagged("td", cell) for cell in row)) for row in page.rows)
    heading = _tagged("tr", Markup("").join(_tagged("th", column) for column in page.columns))
    verdict = Markup('<p class="verdict">{}</p>').format(page.verdict)
    table = _tagged("table", heading + rows)
    parts = [*(_tagged("p", one) for one in page.paragraphs), table, verdict, _tagged("p", page.beyond)]
    return str(_PAGE.format(locale=page.locale, title=page.title, body=Markup("\n").join(parts)))


def _tagged(tag: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), content)  # noqa: S704 - a tag named above


def _row(words: Mapping[str, Markup], place: SearchedPlace, results: Sequence[AuditResult]) -> tuple[Markup, ...]:
    searched = [one for result in results for one in result.searched if one.place is place]
    known = [one.amount for one in searched if one.amount is not None]
    amount = (
        words["audit.bytes"].format(count=f"{sum(known):,}".replace(",", "\N{NO-BREAK SPACE}"))
        if sum(known)
        else Markup("")
    )
    if len(known) < len(searched):
        return (
            words[f"place.{place}"],
            amount,
            words["audit.undriven" if place is SearchedPlace.DEVICE else "audit.unseen"],
        )
    found = Markup("; ").join(_found(words, searched)) or words["audit.nothing"]
    return words[f"place.{place}"], amount, found


def _amounts(results: Sequence[AuditResult], place: SearchedPlace) -> list[int | None]:
    """Return how much of this place was searched in each process."""
    return [one.amount for result in results for one in result.searched if one.place is place]


def _browsed(results: Sequence[AuditResult]) -> Iterator[str]:
    """Return a description of how the web page was used, if it was."""
    if found := _amounts(results, SearchedPlace.DEVICE):
        yield "audit.browserless" if None in found else "audit.browser"


def _found(words: Mapping[str, Markup], searched: Sequence[Searched]) -> Iterator[Markup]:
    for leak in (leak for one in searched for leak in one.leaks):
        kind = words[f"kind.{leak.kind or 'message'}"]
        yield words["audit.something"].format(kind=kind, count=leak.count, where=leak.where)


def _verdict(results: Sequence[AuditResult]) -> str:
    if any(result.leaks for result in results):
        return "audit.found"
    searched = (one for result in results for one in result.searched)
    return "audit.partial" if any(one.amount is None for one in searched) else "audit.clean"
