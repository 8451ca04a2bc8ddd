"""From `check.toml` to a `bot.check.Check`, with every fault on the way."""

from collections.abc import Callable, Iterable

from bot.check import Attention, Card, Check, Option, Question, Requirement, Rule
from bot.event import STANDING_CARDS
from messages.fault import Faults
from messages.folder import Table
from messages.table import Reading

FEWEST_OPTIONS = 2


def read(name: str, raw: Table, faults: Faults, *, concepts: bool) -> tuple[Check, tuple[str, ...]]:
    """Read the check of this name, and the ids of its cards that stay hidden; what is faulty is left out and noted.

    `concepts`: with the cards that are still a concept. The version is empty as yet.
    """
    top = Reading(raw, faults)
    rows = top.rows("card")
    cards = tuple(Card(row.id(STANDING_CARDS), row.flag("concept")) for row in rows)
    shown = tuple(card for card in cards if concepts or not card.concept)
    picked = _Cards({card.id for card in cards}, {card.id for card in shown}).pick
    asked = top.rows("question")
    questions = tuple(_question(row, picked) for row in asked)
    ruled = top.rows("rule")
    rules = tuple(_rule(row, questions) for row in ruled)
    if not questions:
        top.note("no_questions", "question")
    check = Check(name, b"", questions, shown, rules, top.names("order"), picked(top, "help"), picked(top, "closing"))
    top.unique("card", (card.id for card in cards))
    top.unique("question", [question.id for question in questions] + [rule.id for rule in rules])
    _ordered(top, check)
    for reading in (*rows, *asked, *ruled, top):
        reading.close()
    return check, tuple(card.id for card in cards if card not in shown)


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
    name, options = row.id(), row.names("options")
    attention, urgent = row.names("attention"), row.names("urgent")
    if len(options) < FEWEST_OPTIONS and isinstance(row.take("options"), list | None):
        row.note("few_options", "options")
    for option in options:
        row.named("options", option)
    for key, names in (("attention", attention), ("urgent", urgent)):
        _all_known(row, key, names, options or names, "no_option", question=name)
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
    rows = row.rows("when")
    if row.take("when") in (None, []) or not all(alternative.all_names() for alternative in rows):
        row.note("empty_rule", "when")
    when = tuple(_requirements(alternative, questions) for alternative in rows)
    return Rule(row.id(), when, covers, row.flag("urgent"))


def _requirements(row: Reading, questions: tuple[Question, ...]) -> tuple[Requirement, ...]:
    places = {question.id: index for index, question in enumerate(questions)}
    found = []
    for name in row.all_names():
        if name not in places:
            row.note("no_question", name, id=name)
            continue
        options = [option.id for option in questions[places[name]].options]
        wanted = row.names(name)
        if row.take(name) == []:
            row.note("never", name)
        _all_known(row, name, wanted, options, "no_option", question=name)
        found.append(Requirement(places[name], tuple(options.index(option) for option in wanted if option in options)))
    return tuple(found)


def _ordered(top: Reading, check: Check) -> None:
    calling = [question.id for question in check.questions if any(option.attention for option in question.options)]
    sources = [*calling, *(rule.id for rule in check.rules)]
    _all_known(top, "order", check.order, sources, "no_source")
    for source in sources:
        if source and source not in check.order:
            top.note("no_place", "order", id=source)


def _all_known(row: Reading, key: str, names: Iterable[str], known: Iterable[str], kind: str, **detail: object) -> None:
    known = set(known)
    for name in names:
        if name not in known:
            row.note(kind, key, id=name, **detail)
