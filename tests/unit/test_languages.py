"""One language is enough for a check; what a language lacks is told by its name, once."""

from pathlib import Path

import pytest

from messages.linting import report
from messages.loading.faults import ContentError
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.loading import load_content
from tests.support.one_language import OTHERS, only
from tests.unit.test_review import copy_check, reviewed


def told(organisation: Organisation, locale: str = "nl") -> list[str]:
    return [line for line in report.lines(reviewed(organisation), locale) if line.startswith(("money", "words"))]


@pytest.mark.parametrize("locale", OTHERS)
def test_a_check_in_one_language_starts_whatever_its_rows_have_besides(tmp_path: Path, locale: str) -> None:
    content = load_content(only(tmp_path, locale))
    assert [*content.words] == [locale]
    assert [*content.renderers] == [("moneycheck", locale)]


@pytest.mark.parametrize("locale", OTHERS)
def test_texts_in_a_language_that_the_check_lacks_are_no_slips(tmp_path: Path, locale: str) -> None:
    faults = [
        fault for fault in reviewed(only(tmp_path, locale)) if fault.kind in {"superfluous", "missing", "incomplete"}
    ]
    assert faults == []


def test_one_text_that_is_missing_is_told_by_its_file_and_key(tmp_path: Path) -> None:
    copy_check(tmp_path)
    english = tmp_path / "moneycheck" / "en.toml"
    english.write_text(english.read_text().replace('hint = "[A] Think of small change."', ""))
    assert "moneycheck/en.toml, bij question.purse.hint: dit ontbreekt." in told(Organisation(folder=tmp_path))


def test_several_texts_that_a_language_lacks_are_one_line_with_its_name(tmp_path: Path) -> None:
    copy_check(tmp_path)
    english = tmp_path / "moneycheck" / "en.toml"
    english.write_text('title = "[A] Money check"\n')
    lines = [line for line in told(Organisation(folder=tmp_path)) if "en.toml" in line]
    [line] = lines
    assert line.startswith("moneycheck/en.toml: in het Engels ontbreken hier 29 teksten: about, advice.caveat, ")
    assert line.partition(". ")[0].endswith(", …")
    assert line.partition("….")[0].count(",") == 8
    assert line.endswith('Zet dan bovenaan in check.toml: languages = ["nl"].')


def test_names_of_numbers_that_a_language_lacks_are_one_line_as_well(tmp_path: Path) -> None:
    copy_check(tmp_path)
    numbers = tmp_path / "moneycheck" / "help.toml"
    rows = '[number.{0}]\ncall = "112"\nchecked = 2026-11-22\nnl = "[A] Gevaar"\n'
    numbers.write_text("".join(rows.format(name) for name in ("one", "two")))
    expected = "moneycheck/help.toml: in English, 2 texts are missing here: number.one.en, number.two.en. "
    assert any(line.startswith(expected) for line in told(Organisation(folder=tmp_path), "en"))


def test_the_only_language_of_a_check_cannot_be_done_without(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "check.toml").write_text('[question.one]\noptions = ["yes", "no"]\n')
    (tmp_path / "bare" / "nl.toml").write_text('title = "[A] Kaal"\n')
    lines = report.lines(reviewed(Organisation(folder=tmp_path)), "nl")
    [line] = [line for line in lines if line.startswith("bare/nl.toml: in het Nederlands ontbreken hier ")]
    assert "languages" not in line


def test_a_check_may_say_which_of_its_languages_it_speaks(tmp_path: Path) -> None:
    """So an organisation writes what it adds to a shipped check in Dutch alone."""
    over = tmp_path / "moneycheck"
    copy_check(tmp_path)
    structure = over / "check.toml"
    structure.write_text(f'languages = ["nl"]\n{structure.read_text()}')
    (over / "en.toml").write_text('title = "[A] Money check"\n')
    content = load_content(Organisation(folder=tmp_path, checks=("moneycheck",)))
    assert [*content.words] == ["nl"]


def test_a_check_that_says_which_languages_it_speaks_lacks_no_other(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    for head, lacking in (("", True), ('languages = ["nl"]', False)):
        structure.write_text(f"{head}\n{structure.read_text()}")
        (tmp_path / "moneycheck" / "en.toml").unlink(missing_ok=True)
        lines = told(Organisation(folder=tmp_path))
        assert any("deze check is er niet in het Engels" in line for line in lines) == lacking


def test_the_first_language_that_it_names_is_what_others_get(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text(f'languages = ["en"]\n{structure.read_text()}')
    content = load_content(Organisation(folder=tmp_path, checks=BOTH))
    assert content.renderers["moneycheck", "nl"].title == "Money check"


def test_a_language_without_texts_is_told(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text(f'languages = ["nl", "fr"]\n{structure.read_text()}')
    expected = "moneycheck/check.toml, bij languages: er zijn geen teksten in deze taal: fr.toml is er niet."
    assert any(line.startswith(expected) for line in told(Organisation(folder=tmp_path)))


def test_a_language_in_which_the_bot_has_no_words_is_told_once(tmp_path: Path) -> None:
    for name in BOTH:
        (tmp_path / name).mkdir()
        for file in (SHIPPED if name == "groomingcheck" else ORGANISATION).joinpath(name).iterdir():
            (tmp_path / name / file.name).write_bytes(file.read_bytes())
        (tmp_path / name / "fr.toml").write_bytes((tmp_path / name / "nl.toml").read_bytes())
    organisation = Organisation(folder=tmp_path, checks=BOTH)
    lines = [line for line in told(organisation) if line.startswith("words/fr.toml")]
    assert len(lines) == 1
    assert lines[0].startswith("words/fr.toml: de check ‘groomingcheck’ is er in het Frans, maar de knoppen")
    with pytest.raises(ContentError):
        load_content(organisation)


def test_words_in_a_language_that_no_check_speaks_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "fr.toml").write_bytes((SHIPPED / "words" / "nl.toml").read_bytes())
    assert [*load_content(Organisation(folder=tmp_path)).words] == ["nl", "en"]


def test_a_language_without_a_name_is_told_by_its_code(tmp_path: Path) -> None:
    copy_check(tmp_path)
    (tmp_path / "moneycheck" / "xx.toml").write_text('title = "[A] x"\n')
    assert any("in het xx ontbreken hier" in line for line in told(Organisation(folder=tmp_path)))
