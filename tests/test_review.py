"""The review: no false alarm on the shipped texts, and each fault an author can make found under its name."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.check import Attention
from messages import content, report
from messages.fault import ContentError
from messages.folder import SHIPPED, Folder
from messages.organisation import Organisation
from messages.review import review
from tests.conftest import ORGANISATION
from tests.slips import DANGER, HELP, NL, SLIPS, STRUCTURE, Slip

TODAY = date(2026, 11, 22)


def lay_over(folder: Path, file: str, old: str, new: str) -> Organisation:
    """An organisation's folder with one shipped file in it, changed in one place."""
    text = (SHIPPED / file).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text.replace(old, new))
    return Organisation(folder=folder)


def found(organisation: Organisation, today: date = TODAY) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.key, fault.kind) for fault in review(organisation, today)]


def test_the_shipped_texts_raise_no_alarm() -> None:
    assert found(Organisation()) == []


def test_hidden_concept_cards_raise_no_alarm() -> None:
    assert found(Organisation(concepts=False)) == []
    assert "Wat kun je zien?" not in str(content.load(Organisation(concepts=False)).books)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}-{slip.key}")
def test_a_slip_is_found(slip: Slip, tmp_path: Path) -> None:
    assert slip.found in found(lay_over(tmp_path, slip.file, slip.old, slip.new))


def test_every_kind_of_fault_has_its_slip_and_its_sentence() -> None:
    elsewhere = {
        "no_file",
        "unreadable",
        "stray",
        "too_much",
        "few_options",
        "no_questions",
        "no_language",
        "no_numbers",
        "not_table",
        "not_number",
        "long_average",
    }
    kinds = {slip.kind for slip in SLIPS} | elsewhere
    for locale in ("nl", "en"):
        table, _ = Folder().read(f"faults/{locale}.toml")
        sentences = table["kind"]
        assert isinstance(sentences, dict)
        assert set(sentences) == kinds


def test_all_faults_come_at_once_each_on_a_line_of_its_own(tmp_path: Path) -> None:
    lay_over(tmp_path, NL, 'hint = "[A] Denk aan apps, games en datingsites."', 'hnt = "Denk aan <u>apps</u>."')
    lay_over(tmp_path, "groomingcheck/help.toml", 'call = "0900-8844"\nchecked = 2026-11-22', 'call = "0900-8844"')
    faults = review(Organisation(folder=tmp_path), TODAY)
    lines = report.lines(faults, "nl")
    assert "groomingcheck/nl.toml, bij question.contact.hint: dit ontbreekt." in lines
    assert "groomingcheck/nl.toml, bij question.contact.hnt: deze naam hoort nergens bij. Is het een tikfout?" in lines
    assert any("<u> mag niet" in line for line in lines)
    assert any("help.toml, bij number.police.checked" in line for line in lines)
    assert all("\n" not in line for line in lines)


def test_what_stands_in_the_way_of_a_conversation_stops_the_start(tmp_path: Path) -> None:
    organisation = lay_over(tmp_path, NL, 'hint = "[A] Denk aan apps, games en datingsites."', "")
    with pytest.raises(ContentError) as stopped:
        content.load(organisation)
    assert [fault.kind for fault in stopped.value.faults] == ["missing"]


def test_a_number_that_has_grown_old_does_not_stop_the_start() -> None:
    assert len(found(Organisation(), TODAY + timedelta(days=366))) == 6
    assert content.load(Organisation()).checks


def test_a_number_is_old_the_day_after_a_year() -> None:
    assert found(Organisation(), TODAY + timedelta(days=365)) == []


def test_an_organisations_own_check_raises_no_other_alarm_than_its_rare_words() -> None:
    assert found(Organisation(folder=ORGANISATION)) == [
        ("moneycheck/nl.toml", "title", "rare_word"),
        ("moneycheck/nl.toml", "question.purse.hint", "rare_word"),
        ("moneycheck/nl.toml", "card.saving.text", "rare_word"),
    ]


def test_a_banned_phrase_inside_a_longer_word_is_no_alarm(tmp_path: Path) -> None:
    assert found(lay_over(tmp_path, NL, DANGER, 'Verbieden helpt niet."\nabout')) == []


def test_an_empty_line_in_a_text_is_no_alarm(tmp_path: Path) -> None:
    old = '"[S] Het doel is seks, online of in het echt.",'
    assert found(lay_over(tmp_path, NL, old, f'{old} "[A] ",')) == []


def test_an_answer_under_both_kinds_of_attention_is_urgent(tmp_path: Path) -> None:
    organisation = lay_over(tmp_path, STRUCTURE, 'attention = ["unsure"]', 'attention = ["unsure", "yes"]')
    questions = content.load(organisation).checks["groomingcheck"].questions
    assert [option.attention for option in questions[2].options if option.id == "yes"] == [Attention.URGENT]


def test_each_language_that_a_number_lacks_is_told(tmp_path: Path) -> None:
    both = 'nl = "[A] Politie, geen spoed"\nen = "[A] Police, not urgent"\n'
    faults = found(lay_over(tmp_path, HELP, both, ""))
    assert [key for _, key, _ in faults] == ["number.police.nl", "number.police.en"]


def test_the_same_fault_is_told_once(tmp_path: Path) -> None:
    faults = review(lay_over(tmp_path, NL, DANGER, '{naam} en {naam}."\nabout'), TODAY)
    assert len(report.lines(faults, "nl")) == 1


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck" / "help.toml").mkdir(parents=True)
    assert ("groomingcheck/help.toml", "", "unreadable") in found(Organisation(folder=tmp_path))


def test_every_name_that_means_something_is_let_be(tmp_path: Path) -> None:
    for name in (
        "words/fr.toml",
        "plain/fr.toml",
        "own/check.toml",
        "own/fr.toml",
        "own/help.toml",
        "own/prompts.toml",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".DS_Store").touch()
    assert Folder(tmp_path).strays() == ()


def test_a_name_that_means_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "groomingchek").mkdir()
    (tmp_path / "groomingchek" / "nl.toml").write_text("")
    assert found(Organisation(folder=tmp_path)) == [("groomingchek/nl.toml", "", "stray")]


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "check.toml").write_bytes(b"\xff\xfe")
    faults = found(Organisation(folder=tmp_path))
    assert ("other/check.toml", "", "unreadable") in faults
    assert ("other/help.toml", "", "no_file") in faults


def test_a_check_without_a_language_or_a_help_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "check.toml").write_text('[[question]]\nid = "one"\noptions = ["yes", "no"]')
    (tmp_path / "other" / "help.toml").touch()
    assert found(Organisation(folder=tmp_path)) == [
        ("other/check.toml", "", "no_language"),
        ("other/help.toml", "number", "no_numbers"),
    ]
    with pytest.raises(ContentError):
        content.load(Organisation(folder=tmp_path))


def test_a_check_needs_questions_with_answers(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    structure = tmp_path / "other" / "check.toml"
    structure.write_text("question = 3")
    assert {("other/check.toml", "question", kind) for kind in ("not_table", "no_questions")} <= set(
        found(Organisation(folder=tmp_path))
    )
    structure.write_text('[[question]]\nid = "one"\noptions = ["yes"]')
    assert ("other/check.toml", "question.one.options", "few_options") in found(Organisation(folder=tmp_path))


def test_the_limits_of_a_language_are_read_with_care(tmp_path: Path) -> None:
    assert ("plain/nl.toml", "longest", "not_number") in found(
        lay_over(tmp_path, "plain/nl.toml", "longest = 15", 'longest = "vijftien"')
    )
    assert ("groomingcheck/nl.toml", "", "long_average") in found(
        lay_over(tmp_path, "plain/nl.toml", "average = 10", "average = 5")
    )


def test_a_check_with_too_many_questions_for_a_button_is_told(tmp_path: Path) -> None:
    lines = ORGANISATION / "moneycheck"
    (tmp_path / "moneycheck").mkdir()
    for file in lines.iterdir():
        (tmp_path / "moneycheck" / file.name).write_bytes(file.read_bytes())
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
