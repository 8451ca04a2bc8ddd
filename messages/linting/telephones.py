"""Find telephone numbers that can't be called, or that differ from the one in `help.toml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from messages import markup
from messages.linting.numbering_plan import InvalidNumber, digits, trouble
from messages.linting.phrases import Phrases, any_of
from messages.loading.faults import Fault
from messages.loading.helplines import Helpline
from messages.loading.organisation import ACHTERWACHT, MELDPUNT, Organisation
from messages.loading.texts import Text

_LONG = re.compile(r"(?<![\w/=.,:@#&?+-])(?:\+|\(?0)(?:[ ()–-]{0,3}\d)+(?![\w/@]|[.:]\d)")
"""Matches what looks like a number with an area code."""
_FEWEST = 6
"""Minimum number of digits; excludes 0900 alone, and times."""
_DATE = re.compile(r"\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})")
_BY_ITSELF = re.compile(r"[\d ()+–-]*\d[\d ()+–-]*")
_DIGITS = re.compile(r"\d{3,}")


@dataclass(frozen=True)
class Telephones:
    """The helplines of a check, or of all checks, to compare numbers in texts with.

    Attributes:
        known: The key in `help.toml` of each number, by its digits.
        names: The key of each helpline with a unique name, by that name in lower case.
        phrases: The phrases of the language.
    """

    known: Mapping[str, str]
    names: Mapping[str, str]
    phrases: Phrases

    def faults(self, file: str, key: str, text: Text) -> Iterator[Fault]:
        """Yield each number in a text that can't be called, or differs from the one in `help.toml`."""
        for line in text.lines:
            shown = markup.plain(line)
            for written in (*_long(shown), *self._short.findall(shown)):
                yield from self._number(file, key, written, shown)

    def _number(self, file: str, key: str, written: str, line: str) -> Iterator[Fault]:
        dialled = digits(written)
        if dialled in self.known:
            return
        near = next((known for known in self.known if _one_slip(dialled, known)), "")
        if near:
            yield Fault(file, key, "nearly_number", {"number": written, "known": self.known[near]})
        elif wrong := trouble(written):
            yield _fault(file, key, written, wrong)
        else:
            named = [at for name, at in self.names.items() if re.search(rf"\b{re.escape(name)}\b", line.casefold())]
            if len(named) == 1:
                yield Fault(file, key, "other_number", {"number": written, "known": named[0]})

    @cached_property
    def _short(self) -> re.Pattern[str]:
        before = any_of(self.phrases.call["before_number"])
        return re.compile(rf"\b(?:{before})\s+(?:[^\W\d]+\s+)?([1-9]\d{{2,8}})\b(?!-?\d|\s+\d)", re.IGNORECASE)


def telephones(helplines: tuple[Helpline, ...], locale: str, phrases: Phrases) -> Telephones:
    """Return the helplines, with their names in a language (ISO 639-1)."""
    known = {digits(line.call): f"number.{line.id}" for line in helplines}
    names: dict[str, str] = {}
    for line in helplines:
        if locale in line.name:
            names[line.name[locale].plain.partition(",")[0].casefold()] = f"number.{line.id}"
    return Telephones(known, {name: at for name, at in names.items() if not name.isdigit()}, phrases)


def of_helplines(file: str, helplines: tuple[Helpline, ...]) -> Iterator[Fault]:
    """Yield each helpline's number that can't be called as written."""
    for line in helplines:
        key = f"number.{line.id}.call"
        written = _written(line.call) or _DIGITS.findall(line.call)
        yield from (_fault(file, key, one, wrong) for one in written if (wrong := trouble(one)))


def of_settings(organisation: Organisation) -> Iterator[Fault]:
    """Yield each number in a setting that can't be called; the `file` of such a fault is the setting's name."""
    settings = {MELDPUNT: organisation.meldpunt, ACHTERWACHT: organisation.achterwacht}
    for setting, value in settings.items():
        yield from (_fault(setting, "", one, wrong) for one in _written(value) if (wrong := trouble(one)))


def _written(value: str) -> list[str]:
    """Return the number that a line consists of, or the numbers with an area code in it."""
    return [value] if _BY_ITSELF.fullmatch(value) else _long(value)


def _fault(file: str, key: str, written: str, wrong: InvalidNumber) -> Fault:
    detail = {"number": written, "start": wrong.start, "count": wrong.count, "better": wrong.better}
    return Fault(file, key, wrong.kind, {**detail, "digits": wrong.digits} if wrong.digits else detail)


def _long(shown: str) -> list[str]:
    """Return what looks like numbers with an area code, each cut off where it is complete."""
    found = [written.strip() for written in _LONG.findall(shown) if not _DATE.match(written)]
    return [_complete(written) for written in found if len(digits(written)) >= _FEWEST]


def _complete(written: str) -> str:
    """Return the part of this that can be called, as ‘0900-8844’ may be followed by ‘24 uur’."""
    ends = [found.end() for found in re.finditer(r"\d(?=\s|$)", written)]
    return next(
        (written[:end] for end in ends if len(written[:end]) >= _FEWEST and not trouble(written[:end])), written
    )


def _one_slip(dialled: str, known: str) -> bool:
    """Return whether the numbers differ by one wrong, missing or extra digit, or by two adjacent digits swapped."""
    if len(known) < _FEWEST or abs(len(dialled) - len(known)) > 1:
        return False
    if len(dialled) == len(known):
        wrong = [place for place, digit in enumerate(known) if dialled[place] != digit]
        swapped = len(wrong) == 2 and dialled[wrong[0] : wrong[1] + 1] == known[wrong[0] : wrong[1] + 1][::-1]  # noqa: PLR2004 - two digits
        return len(wrong) == 1 or swapped
    short, long = sorted((dialled, known), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
