"""Find texts that attribute an answer to a person who didn't give it.

A text can repeat an answer in the first person (‘Ik twijfel’) in the second person (‘Je twijfelt.’), or quote it
(‘Je koos: Ik twijfel’). A tip may only do so after that answer, and the point of a rule only if everybody who gets it
gave such an answer. Only a sentence that begins like that is a claim; ‘Twijfel je?’ and ‘Je hoeft niet te twijfelen.’
aren't.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.check import Check, Requirement, Rule
from messages.linting.phrases import Phrases, words_of
from messages.loading.faults import Fault
from messages.loading.texts import Text

_SENTENCE = re.compile(r"[^.?!:\n]+[.?!:]?")
_SHORTEST = 4
"""Minimum length of a word that has meaning of its own."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement about oneself.

    Attributes:
        word: The significant word.
        denied: Whether it is negated.
    """

    word: str
    denied: bool

    def told(self, word: str, *, denied: bool) -> bool:
        """Return whether this is the same word, in any form of the verb."""
        return denied == self.denied and (word.startswith(self.word) or self.word.startswith(word))


@dataclass(frozen=True)
class Contradictions:
    """Compares the texts of a check in one language with its answers.

    Attributes:
        check: The check.
        texts: The texts, by dotted key.
        phrases: The phrases of the language.
    """

    check: Check
    texts: Mapping[str, Text]
    phrases: Phrases

    def faults(self, file: str) -> Iterator[Fault]:
        """Yield each text that attributes an answer to somebody who didn't give it."""
        for place, question in enumerate(self.check.questions):
            for option in range(len(question.options)):
                yield from self._of_answer(file, place, option)
        for rule in self.check.rules:
            yield from self._of_rule(file, rule)

    def _of_answer(self, file: str, place: int, option: int) -> Iterator[Fault]:
        question = self.check.questions[place]
        own, name = self._said(place, option), question.options[option].id
        parts = ("question.{0}.guidance.{1}", "question.{0}.more.{1}", "point.{0}.{1}")
        for key in (part.format(question.id, name) for part in parts):
            text = self._plain(key)
            for other in range(len(question.options)):
                if other != option and text and (told := self._tells(text, place, other, own)):
                    detail = {"text": told, "label": self._label(place, other), "answer": self._label(place, option)}
                    yield Fault(file, key, "other_answer", detail)

    def _of_rule(self, file: str, rule: Rule) -> Iterator[Fault]:
        key = f"point.{rule.id}"
        text = self._plain(key)
        for place, option in self._answers:
            told = self._tells(text, place, option, None)
            if told and not all(self._earned(row, place, option) for row in rule.when):
                yield Fault(file, key, "unearned", {"text": told, "label": self._label(place, option)})
                return

    def _earned(self, row: tuple[Requirement, ...], place: int, option: int) -> bool:
        """Return whether everybody who meets these requirements gave an answer with this claim."""
        label, claim = self._label(place, option).casefold(), self._said(place, option)
        return any(
            all(
                self._label(need.question, given).casefold() == label
                or (claim is not None and self._said(need.question, given) == claim)
                for given in need.options
            )
            for need in row
        )

    def _tells(self, text: str, place: int, option: int, own: _Claim | None) -> str:
        """Return the sentence in a text that attributes this answer to the reader; empty if there is none."""
        claim, label = self._said(place, option), words_of(self._label(place, option))
        for sentence in _SENTENCE.findall(text):
            if claim and claim != own and self._claims(sentence, claim):
                return str(sentence).strip()
        quoted = [self._quoted(line) for line in text.split("\n")]
        return next((" ".join(said) for said in quoted if said and said == label), "")

    def _claims(self, sentence: str, claim: _Claim) -> bool:
        words = words_of(sentence)
        if sentence.endswith("?") or not words or words[0] not in self.phrases.say["you"]:
            return False
        told = next((word for word in words[1:] if word not in self.phrases.say["empty"]), "")
        denied = any(word in self.phrases.say["deny"] for word in words)
        return len(told) >= _SHORTEST and claim.told(told, denied=denied)

    def _quoted(self, line: str) -> list[str]:
        """Return the answer that a line quotes; the longest match."""
        said = f" {' '.join(words_of(line))} "
        chosen = [f" {chose} " for chose in self.phrases.say["chose"] if f" {chose} " in said]
        labels = [words_of(label) for label, _ in self._answers.values()] if chosen else []
        named = [label for label in labels if any(f"{chose}{' '.join(label)} " in said for chose in chosen)]
        return max(named, key=len, default=[])

    def _said(self, place: int, option: int) -> _Claim | None:
        return self._answers[place, option][1]

    def _label(self, place: int, option: int) -> str:
        return self._answers[place, option][0]

    def _claim(self, label: str) -> _Claim | None:
        """Return the claim in an answer, if there is one."""
        words = words_of(label)
        speaking = [at for at, word in enumerate(words) if word in self.phrases.say["i"]]
        following = words[speaking[0] + 1 :] if speaking else []
        telling = [word for word in following if word not in self.phrases.say["empty"] and len(word) >= _SHORTEST]
        denied = any(word in self.phrases.say["deny"] for word in following)
        return _Claim(telling[0], denied) if telling else None

    @cached_property
    def _answers(self) -> Mapping[tuple[int, int], tuple[str, _Claim | None]]:
        """The claim of each answer, by the indexes of its question and option."""
        labels = {
            (place, index): self._plain(f"question.{question.id}.label.{option.id}")
            for place, question in enumerate(self.check.questions)
            for index, option in enumerate(question.options)
        }
        return {at: (label, self._claim(label)) for at, label in labels.items()}

    def _plain(self, key: str) -> str:
        return self.texts[key].plain if key in self.texts else ""
