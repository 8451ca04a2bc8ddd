"""Find questions that can't always be answered truthfully, because every answer presupposes something.

To avoid false alarms, a question is reported in two cases only. Either every answer raises a point of attention, so
nobody can say that there is nothing. Or it asks about ‘your suspicion’, no answer says that there is none or that the
person doesn't know, and another question of the check does have such an answer. Questions with only yes and no aren't
reported, as anybody can answer most of those.
"""

import re
from collections.abc import Iterator, Mapping

from bot.check import Check
from messages.linting.phrases import Phrases, any_of, words_of
from messages.loading.faults import Fault
from messages.loading.folder import STRUCTURE
from messages.loading.texts import Text

_NOUN = r"([^\W\d_]{4,})"


def faults(check: Check) -> Iterator[Fault]:
    """Yield each question whose answers all raise a point of attention."""
    for question in check.questions:
        if question.options and all(option.attention for option in question.options):
            yield Fault(f"{check.id}/{STRUCTURE}", f"question.{question.id}.attention", "always_a_point")


def of_texts(check: Check, file: str, texts: Mapping[str, Text], phrases: Phrases) -> Iterator[Fault]:
    """Yield each question that presupposes what an answer to another question denies."""
    none_of, yours = any_of(phrases.way_out["none_of"]), any_of(phrases.way_out["yours"])
    labels = {question.id: _labels(question.id, texts) for question in check.questions}
    denials = {noun: label for all_of in labels.values() for label in all_of for noun in _denied(label, none_of)}
    for question, own in labels.items():
        asked = _plain(texts, f"question.{question}.ask")
        for noun, label in denials.items():
            presumed = re.search(rf"\b(?:{yours})\s+{re.escape(noun)}\b", asked.casefold())
            if presumed and not any(noun in _denied(one, none_of) or _unanswered(one, phrases) for one in own):
                detail = {"phrase": presumed[0], "label": label}
                yield Fault(file, f"question.{question}.label", "no_way_out", detail)


def _labels(question: str, texts: Mapping[str, Text]) -> list[str]:
    return [_plain(texts, key) for key in texts if key.startswith(f"question.{question}.label.")]


def _denied(label: str, none_of: str) -> list[str]:
    """Return the thing whose existence an answer denies."""
    return re.findall(rf"\b(?:{none_of})\s+{_NOUN}", label.casefold())


def _unanswered(label: str, phrases: Phrases) -> bool:
    said = " ".join(words_of(label))
    return any(said.endswith(phrase) for phrase in phrases.way_out["unanswerable"])


def _plain(texts: Mapping[str, Text], key: str) -> str:
    return texts[key].plain if key in texts else ""
