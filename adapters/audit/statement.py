"""What an audit found, on one page: for a data-protection impact assessment, as text or as HTML that prints well."""

import datetime as dt
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from markupsafe import Markup

from adapters.audit.audit import Result
from adapters.audit.play import CHECKS
from adapters.audit.search import Place, Searched
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
    """Everything that is said. `columns`, `rows`: of the table of places; all of it HTML."""

    locale: str
    title: Markup
    paragraphs: tuple[Markup, ...]
    columns: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]
    verdict: Markup
    beyond: Markup


def statement(results: Sequence[Result], words: Mapping[str, Markup], locale: str, now: dt.datetime) -> Statement:
    """Put the results into words. `now`: aware."""
    told = {
        "version": version("groomingcheck"),
        "moment": calendar.moment(words, now, "UTC") + " (UTC)",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "checks": CHECKS * sum(len(result.stages) for result in results),
        "presses": sum(result.presses for result in results),
        "stages": Markup("; ").join(stage for result in results for stage in result.stages),
        "words": sum(result.words for result in results),
    }
    memory = "audit.overwriting" if all(result.overwriting for result in results) else "audit.leaving"
    said = ("audit.made", "audit.played", "audit.people", "audit.words", "audit.talkative", memory)
    return Statement(
        locale,
        words["audit.title"],
        tuple(words[name].format(**told) for name in said),
        (words["audit.where"], words["audit.amount"], words["audit.result"]),
        tuple(_row(words, place, results) for place in Place),
        words[_verdict(results)],
        words["audit.beyond"],
    )


def text(told: Statement) -> Iterator[str]:
    """Give it line by line."""
    yield plain(told.title)
    yield ""
    yield from map(plain, told.paragraphs)
    yield ""
    for row in told.rows:
        where, amount, found = map(plain, row)
        yield f"- {where} ({amount}): {found}" if amount else f"- {where}: {found}"
    yield from ("", plain(told.verdict), "", plain(told.beyond))


def html(told: Statement) -> str:
    """Give it as a page that stands by itself."""
    rows = Markup("\n").join(_tagged("tr", Markup("").join(_tagged("td", cell) for cell in row)) for row in told.rows)
    heading = _tagged("tr", Markup("").join(_tagged("th", column) for column in told.columns))
    verdict = Markup('<p class="verdict">{}</p>').format(told.verdict)
    table = _tagged("table", heading + rows)
    parts = [*(_tagged("p", one) for one in told.paragraphs), table, verdict, _tagged("p", told.beyond)]
    return str(_PAGE.format(locale=told.locale, title=told.title, body=Markup("\n").join(parts)))


def _tagged(tag: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), content)  # noqa: S704 - one of those above


def _row(words: Mapping[str, Markup], place: Place, results: Sequence[Result]) -> tuple[Markup, ...]:
    searched = [one for result in results for one in result.searched if one.place is place]
    known = [one.amount for one in searched if one.amount is not None]
    amount = (
        words["audit.bytes"].format(count=f"{sum(known):,}".replace(",", "\N{NO-BREAK SPACE}"))
        if sum(known)
        else Markup("")
    )
    if len(known) < len(searched):
        return words[f"place.{place}"], amount, words["audit.unseen"]
    found = Markup("; ").join(_found(words, searched)) or words["audit.nothing"]
    return words[f"place.{place}"], amount, found


def _found(words: Mapping[str, Markup], searched: Sequence[Searched]) -> Iterator[Markup]:
    for finding in (finding for one in searched for finding in one.findings):
        kind = words[f"kind.{finding.kind or 'message'}"]
        yield words["audit.something"].format(kind=kind, count=finding.count, where=finding.where)


def _verdict(results: Sequence[Result]) -> str:
    if any(result.findings for result in results):
        return "audit.found"
    searched = (one for result in results for one in result.searched)
    return "audit.partial" if any(one.amount is None for one in searched) else "audit.clean"
