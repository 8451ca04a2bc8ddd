"""Convert `check.toml` to a `bot.check.Check`, and collect its faults."""

from bot.check import Check, InfoCard, Question, Requirement, Rule
from bot.events import STANDING_CARDS, possible
from bot.paths import ahead
from bot.state import NUMBER
from messages.loading.faults import Faults
from messages.loading.questions import ADVICE, Cards, Order, all_known, question
from messages.loading.tables import Table
from messages.loading.toml_reader import NOT_TABLES, TomlReader

MOST_BUTTONS = 256**NUMBER
"""Maximum number of different buttons in a check."""
LANGUAGES = "languages"
"""The key of the list of a check's languages; the default is all languages with texts."""
_ASTRAY = ("no_target", "leads_out", "not_later", "two_ways", "no_answer", "not_list", "not_table", "few_options")
"""Faults that can be the reason why no answer leads to a question; then that isn't reported separately."""


def languages(raw: Table, faults: Faults, *, there: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages (ISO 639-1) that a check lists. `there`: the languages with texts."""
    return tuple(locale for locale in TomlReader(raw, faults).names(LANGUAGES) if locale in there)


def read(
    name: str, raw: Table, faults: Faults, *, there: tuple[str, ...], concepts: bool
) -> tuple[Check, tuple[str, ...]]:
    """Read a check. Faulty parts are left out and reported.

    Args:
        name: The id of the check, which is the name of its folder.
        raw: The content of the file.
        faults: Collects the faults of the file.
        there: The languages (ISO 639-1) with texts.
        concepts: Whether to include draft cards.

    Returns:
        The check, with an empty version, and the ids of its hidden cards.
    """
    top = TomlReader(raw, faults)
    rows, asked, ruled = top.rows("card"), top.rows("question"), top.rows("rule")
    if faults.have(NOT_TABLES):  # other faults may be a consequence of that
        return Check(name, b"", ()), ()
    cards = tuple(InfoCard(row.name, row.flag("concept")) for row in rows)
    shown = tuple(card for card in cards if concepts or not card.concept)
    known = Cards({card.id for card in cards}.union(top.left_out("card")), {card.id for card in shown})
    places = Order([row.name for row in asked], top.left_out("question"))
    questions = tuple(question(row, known, places) for row in asked)
    rules = tuple(_rule(row, questions, top.left_out("question")) for row in ruled)
    offered = known.pick(top, "help"), known.pick(top, "closing")
    order = _ordered(top, questions, rules)
    check = Check(name, b"", questions, shown, rules, order, *offered, top.flag("concept"))
    if (count := len(possible(check))) > MOST_BUTTONS:
        top.note("too_many_buttons", "question", count=count, limit=MOST_BUTTONS)
        return Check(name, b"", ()), ()
    _named(top, check)
    all_known(top, LANGUAGES, top.names(LANGUAGES), there, "no_texts")
    _reached(top, check)
    for reader in (*rows, *asked, *ruled, top):
        reader.close()
    return check, tuple(card.id for card in cards if card not in shown)


def _named(top: TomlReader, check: Check) -> None:
    """Report missing questions, and each name that is already taken."""
    if not check.questions:
        top.note("no_questions", "question")
    asked = {question.id for question in check.questions}
    for card in check.cards:
        if card.id in STANDING_CARDS:
            top.note("reserved", f"card.{card.id}", id=card.id)
    if ADVICE in asked:
        top.note("means_advice", f"question.{ADVICE}")
    for rule in check.rules:
        if rule.id in asked:
            top.note("question_too", f"rule.{rule.id}", id=rule.id)


def _reached(top: TomlReader, check: Check) -> None:
    """Report each question that no answer leads to."""
    if any(map(top.faults.have, _ASTRAY)):
        return
    reached = ahead(check)[0]
    for index, asked in enumerate(check.questions):
        if index not in reached:
            top.note("no_path", f"question.{asked.id}")


def _rule(row: TomlReader, questions: tuple[Question, ...], left_out: tuple[str, ...]) -> Rule:
    covers = tuple(name for name in row.names("covers") if name not in left_out)
    all_known(row, "covers", covers, [question.id for question in questions], "no_question")
    rows = row.numbered("when")
    if row.take("when") in (None, []) or not all(alternative.all_names() for alternative in rows):
        row.note("empty_rule", "when")
    when = tuple(_requirements(alternative, questions, left_out) for alternative in rows)
    return Rule(row.name, when, covers, row.flag("urgent"))


def _requirements(
    row: TomlReader, questions: tuple[Question, ...], left_out: tuple[str, ...]
) -> tuple[Requirement, ...]:
    places = {question.id: index for index, question in enumerate(questions)}
    found = []
    for name in row.all_names():
        if name not in places:
            row.note("left_out" if name in left_out else "no_question", name, id=name)
            continue
        options = [option.id for option in questions[places[name]].options]
        wanted = row.names(name)
        if row.take(name) == []:
            row.note("never", name)
        all_known(row, name, wanted, options, "no_option", question=name)
        found.append(Requirement(places[name], tuple(options.index(option) for option in wanted if option in options)))
    return tuple(found)


def _ordered(top: TomlReader, questions: tuple[Question, ...], rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return the order of the points, without those of questions and rules that are left out."""
    left_out = (*top.left_out("question"), *top.left_out("rule"))
    order = tuple(name for name in top.names("order") if name not in left_out)
    calling = [question.id for question in questions if any(option.attention for option in question.options)]
    ruled = [rule.id for rule in rules]
    all_known(top, "order", order, [*(question.id for question in questions), *ruled], "no_source")
    for source in (*calling, *ruled):
        if source not in order:
            top.note("no_place", "order", id=source)
    return order
