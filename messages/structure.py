"""From `check.toml` to a `bot.check.Check`, with every fault on the way."""

import re
from collections.abc import Callable, Iterable

from bot.check import Attention, Card, Check, Option, Question, Requirement, Rule
from bot.event import STANDING_CARDS
from messages.fault import Faults
from messages.folder import Table
from messages.table import Reading

FEWEST_OPTIONS = 2
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")


def read(name: str, raw: Table, faults: Faults, *, concepts: bool) -> Check:
    """Read the check of this name; what is faulty is left out of it and noted.

    `concepts`: with the cards that are still a concept. The version is empty as yet.
    """
    top = Reading(raw, faults)
    rows = top.rows("card")
    cards = tuple(Card(_id(row, STANDING_CARDS), row.flag("concept")) for row in rows)
    shown = tuple(card for card in cards if concepts or not card.concept)
    picked = _Cards({card.id for card in cards}, {card.id for card in shown}).pick
    asked = top.rows("question")
    questions = tuple(_question(row, picked) for row in asked)
    ruled = top.rows("rule")
    rules = tuple(_rule(row, questions) for row in ruled)
    if not questions:
        top.note("no_questions", "question")
    check = Check(name, b"", questions, shown, rules, top.names("order"), picked(top, "help"), picked(top, "closing"))
    _unique(top, "card", cards)
    _unique(top, "question", (*questions, *rules))
    _ordered(top, check)
    for reading in (*rows, *asked, *ruled, top):
        reading.close()
    return check


class _Cards:
    """The cards there are and those that are shown, to pick from by name."""

    def __init__(self, known: set[str], shown: set[str]) -> None:
        self._known = known
        self._shown = shown

    def pick(self, row: Reading, key: str) -> tuple[str, ...]:
        names = row.names(key)
        _all_known(row, key, names, self._known, "no_card")
        return tuple(name for name in names if name in self._shown)


def _question(row: Reading, pick: Callable[[Reading, str], tuple[str, ...]]) -> Question:
    name, options = _id(row), row.names("options")
    attention, urgent = row.names("attention"), row.names("urgent")
    if len(options) < FEWEST_OPTIONS:
        row.note("few_options", "options")
    for option in options:
        _named(row, "options", option)
    for key, names in (("attention", attention), ("urgent", urgent)):
        _all_known(row, key, names, options, "no_option", question=name)
    return Question(
        name,
        tuple(Option(option, _attention(option, attention, urgent)) for option in options),
        pick(row, "shows"),
        pick(row, "offers"),
    )


def _attention(option: str, attention: tuple[str, ...], urgent: tuple[str, ...]) -> Attention:
    if option in urgent:
        return Attention.URGENT
    return Attention.POINT if option in attention else Attention.NONE


def _rule(row: Reading, questions: tuple[Question, ...]) -> Rule:
    covers = row.names("covers")
    _all_known(row, "covers", covers, [question.id for question in questions], "no_question")
    when = tuple(_requirements(alternative, questions) for alternative in row.rows("when"))
    if not when or not all(when):
        row.note("empty_rule", "when")
    return Rule(_id(row), when, covers, row.flag("urgent"))


def _requirements(row: Reading, questions: tuple[Question, ...]) -> tuple[Requirement, ...]:
    places = {question.id: index for index, question in enumerate(questions)}
    found = []
    for name in row.all_names():
        if name not in places:
            row.note("no_question", name, id=name)
            continue
        options = [option.id for option in questions[places[name]].options]
        wanted = row.names(name)
        _all_known(row, name, wanted, options, "no_option", question=name)
        found.append(Requirement(places[name], tuple(options.index(option) for option in wanted if option in options)))
    return tuple(found)


def _ordered(top: Reading, check: Check) -> None:
    calling = [question.id for question in check.questions if any(option.attention for option in question.options)]
    sources = [*calling, *(rule.id for rule in check.rules)]
    _all_known(top, "order", check.order, sources, "no_source")
    for source in sources:
        if source not in check.order:
            top.note("no_place", "order", id=source)


def _unique(top: Reading, key: str, things: Iterable[Card | Question | Rule]) -> None:
    ids = [thing.id for thing in things]
    for name in sorted({name for name in ids if name and ids.count(name) > 1}):
        top.note("twice", key, id=name)


def _id(row: Reading, taken: tuple[str, ...] = ()) -> str:
    name = row.line("id")
    if name:
        _named(row, "id", name)
    if name in taken:
        row.note("reserved", "id", id=name)
    return name


def _named(row: Reading, key: str, name: str) -> None:
    if not _ID.fullmatch(name):
        row.note("bad_id", key, id=name)


def _all_known(row: Reading, key: str, names: Iterable[str], known: Iterable[str], kind: str, **detail: object) -> None:
    known = set(known)
    for name in names:
        if name not in known:
            row.note(kind, key, id=name, **detail)
