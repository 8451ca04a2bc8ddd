"""The structure of a check: what it must have, and what its parts may be called."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.check import Attention, Check, Option, Question
from bot.events import possible
from messages.linting import report
from messages.loading.faults import ContentError, Faults
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from messages.loading.structure import read
from tests.support.author_slips import STRUCTURE
from tests.support.helpline_slips import HELP
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found, lay_over, reviewed


def test_a_check_without_a_language_or_a_help_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "check.toml").write_text('[question.one]\noptions = ["yes", "no"]')
    (tmp_path / "other" / "help.toml").touch()
    assert found(Organisation(folder=tmp_path)) == [
        ("other/check.toml", "", "no_language"),
        ("other/help.toml", "number", "no_numbers"),
    ]
    with pytest.raises(ContentError):
        load_content(Organisation(folder=tmp_path, checks=("other",)))


def test_a_check_needs_questions_with_answers(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    structure = tmp_path / "other" / "check.toml"
    for text, kind in (("question = 3", "not_tables"), ("", "no_questions"), ("questions = []", "no_questions")):
        structure.write_text(text)
        assert ("other/check.toml", "question", kind) in found(Organisation(folder=tmp_path))
    structure.write_text('[question.one]\noptions = ["yes"]')
    assert ("other/check.toml", "question.one.options", "few_options") in found(Organisation(folder=tmp_path))


@pytest.mark.parametrize(("name", "faulty"), [("a" * 32, False), ("a" * 33, True), ("Own", True), ("1own", True)])
def test_a_check_is_called_what_can_ride_in_a_button(tmp_path: Path, name: str, *, faulty: bool) -> None:
    copy_check(tmp_path, name)
    assert ((f"{name}/check.toml", "", "bad_folder") in found(Organisation(folder=tmp_path))) == faulty


@pytest.mark.parametrize(("name", "faulty"), [("a" * 32, False), ("a" * 33, True)])
def test_an_id_has_its_limit(tmp_path: Path, name: str, *, faulty: bool) -> None:
    faults = found(lay_over(tmp_path, HELP, "[number.police]", f"[number.{name}]"))
    assert ((HELP, f"number.{name}", "bad_id") in faults) == faulty


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("[rule]", "rule"),
        ('[[rule]]\nid = "ask_together"', "rule"),
        ('[[card]]\nid = "extra"\n[[rule]]\nid = "ask_together"', "card"),
    ],
)
def test_a_head_without_a_name_is_one_fault(tmp_path: Path, head: str, told: str) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text(structure.read_text().replace("[card.saving]", "").replace("[rule.ask_together]", head))
    assert [fault for fault in found(Organisation(folder=tmp_path)) if fault[2] != "rare_word"] == [
        ("moneycheck/check.toml", told, "not_tables")
    ]


@pytest.mark.parametrize(("file", "row"), [("help.toml", "number"), ("prompts.toml", "prompt")])
def test_rows_in_the_former_way_are_one_fault_that_says_how_they_are_written_now(
    tmp_path: Path, file: str, row: str
) -> None:
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / file).read_text()
    former = re.sub(rf"\[{row}\.(\w+)\]", rf'[[{row}]]\nid = "\1"', text)
    (tmp_path / "groomingcheck" / file).write_text(former)
    organisation = Organisation(folder=tmp_path)
    assert found(organisation) == [(f"groomingcheck/{file}", row, "not_tables")]
    for locale, said in (("nl", f"Schrijf dan [{row}.naam]"), ("en", f"Then write [{row}.name]")):
        assert said in report.lines(reviewed(organisation), locale)[0]


def listed(check: Check) -> tuple[list[str], list[str], list[str]]:
    return ([one.id for one in check.questions], [one.id for one in check.cards], [one.id for one in check.rules])


def test_a_list_says_which_tables_there_are_and_in_which_order(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    lists = 'questions = ["who", "purse"]\nrules = []\ncards = []\n'
    structure.write_text(lists + structure.read_text())
    faults = Faults("check.toml")
    check, _ = read("moneycheck", tomllib.loads(structure.read_text()), faults, there=("nl", "en"), concepts=False)
    assert [(fault.key, fault.kind) for fault in faults] == [
        ("card.saving", "not_listed"),
        ("rule.ask_together", "not_listed"),
    ]
    assert listed(check) == (["who", "purse"], [], [])
    assert check.order == ("purse",)
    assert (check.help, check.questions[1].offers) == ((), ())


def test_a_rule_that_asks_for_a_question_that_is_left_out_is_told(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text('questions = ["purse"]\n' + structure.read_text())
    faults = [fault for fault in found(Organisation(folder=tmp_path)) if fault[0] == "moneycheck/check.toml"]
    assert faults == [
        ("moneycheck/check.toml", "question.who", "not_listed"),
        ("moneycheck/check.toml", "rule.ask_together.when.1.who", "left_out"),
    ]


def test_a_check_with_too_many_questions_for_a_button_is_told(tmp_path: Path) -> None:
    copy_check(tmp_path)
    for name in ("check.toml", "nl.toml", "en.toml"):
        path = tmp_path / "moneycheck" / name
        extra = [_question(name, number) for number in range(80)]
        text = path.read_text()
        head, mark, tail = text.partition("[card.saving]" if name == "check.toml" else "[point]")
        path.write_text(head + "".join(extra) + mark + tail)
    assert ("moneycheck/check.toml", "question", "too_much") in found(Organisation(folder=tmp_path))


@pytest.mark.parametrize("over", [False, True])
def test_a_check_has_no_more_buttons_than_a_button_has_numbers(*, over: bool) -> None:
    """A button carries its number in two bytes."""
    asked = tuple(Question(f"q{number}", (Option("yes"),) * 250) for number in range(256))
    left = 2**16 - len(possible(Check("other", b"", (*asked, Question("last", ())))))
    counts = {question.id: 250 for question in asked} | {"last": left + over}
    raw = {name: {"options": [f"a{number}" for number in range(count)]} for name, count in counts.items()}
    faults = Faults(STRUCTURE)
    check, _ = read("other", {"question": raw}, faults, there=(), concepts=True)
    line = (
        "groomingcheck/check.toml, at question: the check has too many questions, answers and cards: together they "
        "need 65537 different buttons, but the maximum is 65536."
    )
    assert report.lines(faults, "en") == ((line,) if over else ())
    assert len(possible(check)) <= 2**16


def _question(file: str, number: int) -> str:
    if file == "check.toml":
        return f'[question.extra{number}]\noptions = ["yes", "no", "maybe"]\n\n'
    answers = "\n".join(f'{answer} = "[A] Ja"' for answer in ("yes", "no", "maybe"))
    return f"""
[question.extra{number}]
ask = "[A] Ja?"
hint = "[A] Ja."
why = "[A] Ja."
[question.extra{number}.label]
{answers}
[question.extra{number}.guidance]
{answers}

"""


def test_an_answer_under_both_kinds_of_attention_is_urgent(tmp_path: Path) -> None:
    organisation = lay_over(tmp_path, STRUCTURE, 'attention = ["unsure"]', 'attention = ["unsure", "yes"]')
    questions = load_content(organisation).checks["groomingcheck"].questions
    assert [option.attention for option in questions[2].options if option.id == "yes"] == [Attention.URGENT]


def test_one_slip_in_the_structure_brings_no_others(tmp_path: Path) -> None:
    options = lay_over(
        tmp_path, STRUCTURE, 'options = ["often", "think", "no", "unsure"]', 'options = "often, think, no"'
    )
    faults = [fault for fault in found(options) if fault[0] == STRUCTURE]
    assert faults == [(STRUCTURE, "question.trust.options", "not_list")]
    nameless = lay_over(tmp_path, STRUCTURE, "[question.trust]", "[question]")
    assert found(nameless) == [(STRUCTURE, "question", "not_tables")]


BRANCHING = """
[question.first]
options = ["yes", "no", "stop"]
leads_to = {{ {leads_to} }}
[question.second]
options = ["yes", "no"]
[question.third]
options = ["yes", "no"]
"""


def branching(leads_to: str, head: str = "") -> tuple[Check, list[tuple[str, str]]]:
    faults = Faults("other/check.toml")
    check, _ = read("other", tomllib.loads(head + BRANCHING.format(leads_to=leads_to)), faults, there=(), concepts=True)
    return check, [(fault.key, fault.kind) for fault in faults]


def test_an_answer_leads_to_a_later_question_or_to_the_advice() -> None:
    check, faults = branching('third = ["no"], advice = ["stop"]')
    assert [option.next for option in check.questions[0].options] == [None, 2, 3]
    assert not faults
    assert [option.next for question in check.questions[1:] for option in question.options] == [None] * 4


def test_an_answer_leads_to_where_the_list_of_questions_puts_a_question() -> None:
    check, faults = branching('third = ["no"]', 'questions = ["first", "third", "second"]')
    assert ([option.next for option in check.questions[0].options], faults) == ([None, 1, None], [])
    _, faults = branching('third = ["no"]', 'questions = ["third", "first", "second"]')
    assert faults == [("question.first.leads_to.third", "not_later")]


def test_an_answer_leads_to_no_question_that_is_left_out() -> None:
    check, faults = branching('third = ["no"], advice = ["stop"]', 'questions = ["first", "second"]')
    assert ("question.first.leads_to.third", "leads_out") in faults
    assert [option.next for option in check.questions[0].options] == [None, None, 2]


@pytest.mark.parametrize(
    "leads_to",
    ['third = ["yes", "no"], thrid = ["stop"]', 'third = ["yes", "no"], advice = ["stop", "no"]', "third = 3"],
)
def test_where_an_answer_leads_nowhere_no_question_is_told_to_be_out_of_reach(leads_to: str) -> None:
    """That may be because of it."""
    _, faults = branching(leads_to)
    assert len(faults) == 1
    assert "no_path" not in dict(faults).values()


def test_a_question_that_no_answer_leads_to_is_told() -> None:
    _, faults = branching('third = ["yes", "no"], advice = ["stop"]')
    assert faults == [("question.second", "no_path")]
