"""What is held and what was taken away, in words: lines of plain text, in the language of the words."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from adapters.ledger.inventory import FACTS, Holdings, Stock
from adapters.ledger.reminder import KEPT
from adapters.privacy.erasure import Erased
from adapters.privacy.subject import Subject
from messages import calendar
from messages.markup import plain

_Words = Mapping[str, Markup]
SETTING = "GROOMINGCHECK_COORDINATORS"
ERASE = "groomingcheck privacy --erase"
SERVE = "groomingcheck serve"


class Report:
    """Says it."""

    def __init__(self, words: _Words, zone: str, coordinators: frozenset[str]) -> None:
        """`zone`: of every moment, IANA name; `coordinators`: each a channel's name, a colon, and an id there."""
        self._words = words
        self._zone = zone
        self._coordinators = coordinators

    def held(self, address: str, holdings: Holdings, late: int) -> Iterator[str]:
        """Say what is held. `address`: of the database, without secrets; `late`: messages that should be gone."""
        yield self._say("held.title")
        yield self._say("held.where", address=address)
        yield self._say("reminder.zone", zone=self._zone)
        yield from self._kind("held.wipes", "held.wipes_why", "held.wipes_when", "action", holdings.wipes)
        if late:
            yield self._say("held.late", count=late)
        told = ("held.reminders", "held.reminders_why", "held.reminders_when")
        yield from self._kind(*told, "reminder", holdings.reminders)
        told = ("held.occurrences", "held.occurrences_why", "held.occurrences_when")
        yield from self._kind(*told, "occurrence", holdings.occurrences)
        yield ""
        if self._coordinators:
            yield self._say("held.coordinators", setting=SETTING, count=len(self._coordinators))
            yield ""
        yield self._say("held.closing", erase=ERASE)

    def erased(self, subject: Subject, erased: Erased) -> Iterator[str]:
        """Say what was taken away, what was not, and what somebody has to do by hand."""
        counts = {
            "erased.reminders": erased.reminders,
            "erased.occurrences": erased.occurrences,
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
                yield self._say(key, count=count, serve=SERVE)
        yield self._say("erased.rows" if any(counts.values()) else "erased.none", count=erased.rows, subject=subject)
        if subject.nameless:
            yield self._say("erased.nameless")
        if str(subject) in self._coordinators:
            yield self._say("erased.coordinator", subject=subject, setting=SETTING)

    def erasing(self, subject: Subject) -> str:
        """Say what is about to be taken away."""
        return self._say("erased.title", subject=subject)

    def _kind(self, title: str, why: str, when: str, table: str, stocks: Sequence[Stock]) -> Iterator[str]:
        yield ""
        yield self._say(title, count=sum(stock.rows for stock in stocks))
        yield self._say(why, kept=KEPT)
        yield self._say("held.facts")
        yield from (f"• {self._say(f'fact.{table}.{fact}')}" for fact in FACTS[table])
        if stocks:
            yield self._say("held.now")
        for stock in stocks:
            part = f", {self._say(f'part.{stock.part}')}" if stock.part else ""
            yield f"• {stock.channel}{part}: {stock.rows}. {self._span(when, stock)}"

    def _span(self, when: str, stock: Stock) -> str:
        """Say from when to when, or that none of these has a moment."""
        if stock.first is None or stock.last is None:
            return self._say("held.never")
        return self._say(when, first=self._moment(stock.first), last=self._moment(stock.last))

    def _moment(self, seconds: float) -> Markup:
        return calendar.moment(self._words, dt.datetime.fromtimestamp(seconds, dt.UTC), self._zone)

    def _say(self, key: str, **values: object) -> str:
        return plain(self._words[key].format(**values))
