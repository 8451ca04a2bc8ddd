"""Find wrong numbers in texts: of questions, of answers, and of the items of a card or a list.

Only what can be counted reliably is checked: questions, in texts about the whole check, or in phrases such as ‘the nine
questions’ elsewhere; the number of a question that is referred to; answers, in the question and its hint; and bullets,
of a card that is referred to by a word of its title (‘the six rules’), and of a list below a heading (‘Three things
help:’). Not cards or steps: nobody gets all of them, and a text may mean only some.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from bot.check import Check
from bot.paths import heaviest_of_each_length
from messages import markup
from messages.linting.phrases import Phrases, any_of
from messages.loading.faults import Fault
from messages.loading.texts import Text

_OF_THE_CHECK = re.compile(r"title|intro|danger|about|advice\..*")
_OF_A_QUESTION = re.compile(r"question\.([^.]+)\.(?:ask|hint)")
_TITLE = re.compile(r"card\.[^.]+\.title")
_BULLET = re.compile(r"\s*[•*–-]\s")
_WORD = re.compile(r"[^\W\d_]{4,}")
_Claim: TypeAlias = tuple[str, str, int, set[int]]
"""The kind of fault if the number is wrong, the phrase, the number in it, and the correct numbers."""
_FEWEST = 2
"""Minimum number of bullets in a list."""


@dataclass(frozen=True)
class Counts:
    """Checks counts in one language.

    Attributes:
        phrases: The phrases for counts.
        check: The check that the texts belong to.
        lists: The number of bullets on each card, by its title in lower case.
    """

    phrases: Phrases
    check: Check
    lists: Mapping[str, int]

    def faults(self, file: str, key: str, text: Text) -> Iterator[Fault]:
        """Yield each wrong number in a text."""
        shown = text.plain
        if not self._any_number.search(shown):  # true of most texts
            return
        bullets = _bullets(text.lines)
        for kind, phrase, number, counted in self._claims(file, key, shown):
            if number not in counted and number != bullets:
                least, most = min(counted), max(counted)
                count = most if least == most or kind == "no_such_question" else f"{least}-{most}"
                yield Fault(file, key, kind, {"phrase": phrase, "count": count})
        yield from self._headings(file, key, text.lines)

    def _claims(self, file: str, key: str, shown: str) -> Iterator[_Claim]:
        """Yield the claims about numbers in a text."""
        own = file.startswith(f"{self.check.id}/") and not file.endswith("prompts.toml")
        whole = self._strictly if own and not _OF_THE_CHECK.fullmatch(key) else self._loosely
        yield from self._found("question_count", whole, shown, question_counts(self.check))
        if asked := _OF_A_QUESTION.fullmatch(key):
            options = {len(question.options) for question in self.check.questions if question.id == asked[1]}
            yield from self._found("answer_count", self._answers, shown, options)
        for found in (self._of_a_title if _TITLE.fullmatch(key) else self._of_a_list).finditer(shown):
            if counted := self._listed(found["noun"].casefold()):
                yield "line_count", _phrase(found), self._value(found["number"]), counted
        there = set(range(1, len(self.check.questions) + 1))
        for found in self._by_number.finditer(shown):
            yield from (("no_such_question", found[0], int(one), there) for one in re.findall(r"\d+", found["numbers"]))
        for found in self._by_ordinal.finditer(shown):
            yield "no_such_question", found[0], self.phrases.ordinal[found["number"].casefold()], there

    def _found(self, kind: str, pattern: re.Pattern[str], shown: str, counted: set[int]) -> Iterator[_Claim]:
        for found in pattern.finditer(shown):
            if not found["part"]:
                yield kind, _phrase(found), self._value(found["number"]), counted

    def _headings(self, file: str, key: str, lines: tuple[str, ...]) -> Iterator[Fault]:
        """Yield each heading with a number that differs from the number of items in its list."""
        for place, line in enumerate(lines):
            found = self._heading.match(markup.plain(line))
            following = _run(lines[place + 1 :])
            if found and following >= _FEWEST and self._value(found["number"]) != following:
                yield Fault(file, key, "line_count", {"phrase": _phrase(found), "count": following})

    def _listed(self, noun: str) -> set[int]:
        """Return the numbers of bullets on the cards with this noun in their title, as a word or at the end of one."""
        titles = {title: _WORD.findall(title) for title in self.lists}
        return {self.lists[title] for title, words in titles.items() if any(word.endswith(noun) for word in words)}

    def _value(self, number: str) -> int:
        return int(number) if number.isdigit() else self.phrases.number[number.casefold()]

    @cached_property
    def _any_number(self) -> re.Pattern[str]:
        return _pattern(rf"\d|\b(?:{any_of((*self.phrases.number, *self.phrases.ordinal))})\b")

    @cached_property
    def _number(self) -> str:
        return rf"(?<![\w.,:/-])(?P<number>[2-9]|[1-9]\d|{any_of(self.phrases.number)})\s+"

    @cached_property
    def _loosely(self) -> re.Pattern[str]:
        part, questions = any_of(self.phrases.count["part"]), any_of(self.phrases.count["questions"])
        return _pattern(rf"(?P<part>\b(?:{part})\s+)?{self._number}(?:[^\W\d]+\s+)?(?:{questions})\b")

    @cached_property
    def _strictly(self) -> re.Pattern[str]:
        every, questions = any_of(self.phrases.count["all"]), any_of(self.phrases.count["questions"])
        return _pattern(rf"(?P<part>(?!))?\b(?:{every})\s+{self._number}(?:{questions})\b")

    @cached_property
    def _answers(self) -> re.Pattern[str]:
        part, answers = any_of(self.phrases.count["part"]), any_of(self.phrases.count["answers"])
        return _pattern(rf"(?P<part>\b(?:{part})\s+)?{self._number}(?:{answers})\b")

    @cached_property
    def _by_number(self) -> re.Pattern[str]:
        before, question = self.phrases.count["before_question"], any_of(self.phrases.count["question"])
        leading = rf"\b(?:{any_of(before)})\s+" if before else r"\b"
        return _pattern(
            rf"{leading}(?:{question})\s+(?P<numbers>\d{{1,2}}(?:(?:,\s+|\s+\w{{1,3}}\s+)\d{{1,2}})*)(?!\d)"
        )

    @cached_property
    def _by_ordinal(self) -> re.Pattern[str]:
        every, question = any_of(self.phrases.count["all"]), any_of(self.phrases.count["question"])
        return _pattern(rf"\b(?:{every})\s+(?P<number>{any_of(self.phrases.ordinal)})\s+(?:{question})\b")

    @cached_property
    def _of_a_list(self) -> re.Pattern[str]:
        return _pattern(rf"\b(?:{any_of(self.phrases.count['all'])})\s+{self._number}(?P<noun>[^\W\d_]{{4,}})\b")

    @cached_property
    def _of_a_title(self) -> re.Pattern[str]:
        every, units = any_of(self.phrases.count["all"]), any_of(self.phrases.count["units"])
        return _pattern(rf"^(?:(?:{every})\s+)?{self._number}(?!(?:{units})\b)(?P<noun>[^\W\d_]{{4,}})\b")

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        units = any_of(self.phrases.count["units"])
        return _pattern(rf"\s*(?:[^\W\d]{{2,5}}\s+)?{self._number}(?!(?:{units})\b)[^\W\d][^.?!]*:\s*$")


def question_counts(check: Check) -> set[int]:
    """Return the number of questions, and the possible numbers of questions on a path."""
    return {len(check.questions), *heaviest_of_each_length(check, lambda _question, _option: 0)}


def lists(texts: Mapping[str, Text]) -> dict[str, int]:
    """Return the number of bullets on each card with bullets, by its title in lower case."""
    cards = [key.removesuffix(".title") for key in texts if _TITLE.fullmatch(key)]
    titles = {card: texts[f"{card}.title"].plain.casefold() for card in cards}
    counted = {
        title: _bullets(texts[f"{card}.text"].lines) for card, title in titles.items() if f"{card}.text" in texts
    }
    return {title: count for title, count in counted.items() if count >= _FEWEST}


def _bullets(lines: tuple[str, ...]) -> int:
    return sum(bool(_BULLET.match(line)) for line in lines)


def _run(lines: tuple[str, ...]) -> int:
    """Return the number of lines with a bullet before the first without one."""
    return next((place for place, line in enumerate(lines) if not _BULLET.match(line)), len(lines))


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _phrase(found: re.Match[str]) -> str:
    return found[0].strip().rstrip(":")
