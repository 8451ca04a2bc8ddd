"""The structure of a check: what it must have, and what its parts may be called."""

from pathlib import Path

import pytest

from bot.check import Attention
from messages.loading.faults import ContentError
from messages.loading.organisation import Organisation
from tests.support.author_slips import STRUCTURE
from tests.support.helpline_slips import HELP
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found, lay_over


def test_a_check_without_a_language_or_a_help_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "check.toml").write_text('[[question]]\nid = "one"\noptions = ["yes", "no"]')
    (tmp_path / "other" / "help.toml").touch()
    assert found(Organisation(folder=tmp_path)) == [
        ("other/check.toml", "", "no_language"),
        ("other/help.toml", "number", "no_numbers"),
    ]
    with pytest.raises(ContentError):
        load_content(Organisation(folder=tmp_path))


def test_a_check_needs_questions_with_answers(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    structure = tmp_path / "other" / "check.toml"
    structure.write_text("question = 3")
    assert {("other/check.toml", "question", kind) for kind in ("not_rows", "no_questions")} <= set(
        found(Organisation(folder=tmp_path))
    )
    structure.write_text('[[question]]\nid = "one"\noptions = ["yes"]')
    assert ("other/check.toml", "question.one.options", "few_options") in found(Organisation(folder=tmp_path))


@pytest.mark.parametrize(("name", "faulty"), [("a" * 32, False), ("a" * 33, True), ("Own", True), ("1own", True)])
def test_a_check_is_called_what_can_ride_in_a_button(tmp_path: Path, name: str, *, faulty: bool) -> None:
    copy_check(tmp_path, name)
    assert ((f"{name}/check.toml", "", "bad_folder") in found(Organisation(folder=tmp_path))) == faulty


@pytest.mark.parametrize(("name", "faulty"), [("a" * 32, False), ("a" * 33, True)])
def test_an_id_has_its_limit(tmp_path: Path, name: str, *, faulty: bool) -> None:
    faults = found(lay_over(tmp_path, HELP, 'id = "police"', f'id = "{name}"'))
    assert ((HELP, f"number.{name}.id", "bad_id") in faults) == faulty


def test_a_single_head_where_rows_belong_is_one_fault(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text(structure.read_text().replace("[[rule]]", "[rule]"))
    assert [fault for fault in found(Organisation(folder=tmp_path)) if fault[2] != "rare_word"] == [
        ("moneycheck/check.toml", "rule", "not_rows")
    ]


def test_a_check_with_too_many_questions_for_a_button_is_told(tmp_path: Path) -> None:
    copy_check(tmp_path)
    for name in ("check.toml", "nl.toml", "en.toml"):
        path = tmp_path / "moneycheck" / name
        extra = [_question(name, number) for number in range(80)]
        text = path.read_text()
        head, mark, tail = text.partition("[[card]]" if name == "check.toml" else "[point]")
        path.write_text(head + "".join(extra) + mark + tail)
    assert ("moneycheck/check.toml", "question", "too_much") in found(Organisation(folder=tmp_path))


def _question(file: str, number: int) -> str:
    if file == "check.toml":
        return f'[[question]]\nid = "extra{number}"\noptions = ["yes", "no", "maybe"]\n\n'
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
    assert faults == [(STRUCTURE, "question.trust.options", "not_list"), (STRUCTURE, "order", "no_source")]
    nameless = lay_over(tmp_path, STRUCTURE, 'id = "trust"\n', "")
    faults = [fault for fault in found(nameless) if fault[0] == STRUCTURE]
    assert faults == [(STRUCTURE, "question.6.id", "missing"), (STRUCTURE, "order", "no_source")]
