"""Report what is stored and what was erased, as lines of plain text."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from adapters.channels.registry import descriptors
from adapters.privacy.erasure import Erased
from adapters.privacy.subject import Subject
from adapters.storage.inventory import FACTS, Holdings, Stock
from adapters.storage.reminders import KEPT
from messages import calendar
from messages.markup import plain

_Words = Mapping[str, Markup]
SETTING = "GROOMINGCHECK_COORDINATORS"
ERASE = "groomingcheck privacy --erase"
SERVE = "groomingcheck serve"


class Report:
    """Formats a report in one language."""

    def __init__(self, words: _Words, zone: str, coordinators: frozenset[str]) -> None:
        """Configure the report.

        Args:
            words: The product's texts in this language, by dotted key.
            zone: The time zone of all times (an IANA name).
            coordinators: Each as `channel:id`.
        """
        self._words = words
        self._zone = zone
        self._coordinators = coordinators

    def held(self, address: str, holdings: Holdings, late: int) -> Iterator[str]:
        """Report what is stored.

        Args:
            address: The address of the database, without secrets.
            holdings: Its contents.
            late: The number of messages that should have been wiped by now.
        """
        yield self._line("held.title")
        yield self._line("held.where", address=address)
        yield self._line("reminder.zone", zone=self._zone)
        yield from self._section("held.wipes", "held.wipes_why", "held.wipes_when", "action", holdings.wipes)
        if late:
            yield self._line("held.late", count=late)
        keys = ("held.reminders", "held.reminders_why", "held.reminders_when")
        yield from self._section(*keys, "reminder", holdings.reminders)
        keys = ("held.occurrences", "held.occurrences_why", "held.occurrences_when")
        yield from self._section(*keys, "occurrence", holdings.occurrences)
        yield from self._section("held.drafts", "held.drafts_why", "held.drafts_when", "draft", holdings.drafts)
        keys = ("held.introductions", "held.introductions_why", "")
        yield from self._section(*keys, "introduction", holdings.introductions)
        yield from self._section("held.reach", "held.reach_why", "", "reach", holdings.reach)
        yield from self._section("held.ended", "held.ended_why", "held.ended_when", "ended", holdings.ended)
        yield ""
        if self._coordinators:
            yield self._line("held.coordinators", setting=SETTING, count=len(self._coordinators))
            yield ""
        yield self._line("held.memory")
        yield from self._of_channels("held.memory")
        yield self._line("held.closing", examples="\n".join(_examples()))

    def erased(self, subject: Subject, erased: Erased) -> Iterator[str]:
        """Report what was erased, what wasn't, and what must be done by hand."""
        counts = {
            "erased.reminders": erased.reminders,
            "erased.occurrences": erased.occurrences,
            "erased.drafts": erased.drafts,
            "erased.introductions": erased.introductions,
            "erased.taken": erased.taken,
            "erased.standing": erased.standing,
            "erased.wiped": erased.wiped,
            "erased.refused": erased.refused,
            "erased.elsewhere": erased.elsewhere,
            "erased.abandoned": erased.abandoned,
            "erased.left": erased.left,
        }
        for key, count in counts.items():
            if count:
                yield self._line(key, count=count, serve=SERVE)
        yield self._line("erased.rows" if any(counts.values()) else "erased.none", count=erased.rows, subject=subject)
        nameless = f"channel.{subject.platform}.erased.nameless"
        if subject.nameless and nameless in self._words:
            yield self._line(nameless)
        if str(subject) in self._coordinators:
            yield self._line("erased.coordinator", subject=subject, setting=SETTING)

    def erasing(self, subject: Subject) -> str:
        """Return a line that announces the erasure."""
        return self._line("erased.title", subject=subject)

    def _section(self, title: str, why: str, when: str, table: str, stocks: Sequence[Stock]) -> Iterator[str]:
        yield ""
        yield self._line(title, count=sum(stock.rows for stock in stocks))
        yield self._line(why, kept=KEPT)
        yield from self._of_channels(why)
        yield self._line("held.facts")
        yield from (f"• {self._line(f'fact.{table}.{fact}')}" for fact in FACTS[table])
        if stocks:
            yield self._line("held.now")
        for stock in stocks:
            part = f", {self._line(f'part.{stock.part}')}" if stock.part else ""
            where = f"{stock.channel}{part}: {stock.rows}. " if stock.channel else ""
            yield f"• {where}{self._span(when, stock)}".rstrip()

    def _of_channels(self, key: str) -> Iterator[str]:
        """Yield the remarks about channels that have any, in the order of the texts."""
        added = {f"channel.{channel.name}.{key}" for channel in descriptors()}
        yield from (self._line(name) for name in self._words if name in added)

    def _span(self, when: str, stock: Stock) -> str:
        """Return the first and last time, or that there are none; empty if there is no `when`."""
        if not when:
            return ""
        if stock.first is None or stock.last is None:
            return self._line("held.never")
        return self._line(when, first=self._moment(stock.first), last=self._moment(stock.last))

    def _moment(self, seconds: float) -> Markup:
        return calendar.moment(self._words, dt.datetime.fromtimestamp(seconds, dt.UTC), self._zone)

    def _line(self, key: str, **values: object) -> str:
        return plain(self._words[key].format(**values))


def _examples() -> Iterator[str]:
    """Yield a command per example of what can be erased, except nameless subjects: nothing is stored about those."""
    for name, ids in ((channel.name, channel.ids) for channel in descriptors() if channel.ids):
        for subject in ids.subjects:
            if not (ids.nameless and re.fullmatch(ids.nameless, subject, re.ASCII)):
                yield f"{ERASE} {name}:{subject}"
