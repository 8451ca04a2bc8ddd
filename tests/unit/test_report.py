"""The report: every fault at once, each in one line that its author understands."""

from pathlib import Path

import pytest

from messages.linting import report
from messages.linting.limits import Carrier
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from tests.support.author_slips import DANGER, NL, SLIPS, STRUCTURE
from tests.support.helpline_slips import HELP, POLICE, UNCHECKED
from tests.unit.test_review import copy_check, found, lay_over, reviewed, ship


def test_every_kind_of_fault_has_its_slip_and_its_sentence() -> None:
    elsewhere = {
        *("no_file", "unreadable", "nested", "long_number", "not_utf8", "dangling", "stray"),
        *("bad_folder", "no_numbers", "no_questions", "few_options", "too_much", "too_many_buttons"),
        *("no_language", "untranslated", "incomplete", "half_spoken", "no_words", "no_texts"),
        *("uncounted", "long_average", "many_buttons", "leads_out"),
        *("not_listed", "table_for_text", "text_for_table", "vanished"),
        *("shipped_changed", "shipped_gone", "template_changed"),
    }
    kinds = {slip.kind for slip in SLIPS} | elsewhere
    for locale in ("nl", "en"):
        table, _ = Folder().read(f"faults/{locale}.toml")
        assert table is not None
        sentences = table["kind"]
        assert isinstance(sentences, dict)
        assert set(sentences) == kinds


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_what_carries_a_text_is_told_with_the_name_of_the_channel(locale: str) -> None:
    detail = {"length": 9, "limit": 8, "channel": "Pigeon post"}
    told = [
        report.lines([Fault("words/nl.toml", "", "too_long", {**detail, "carrier": carrier})], locale)[0]
        for carrier in Carrier
    ]
    assert all("Pigeon post" in line and "{" not in line for line in told)
    assert len(set(told)) == len(Carrier)


def test_all_faults_come_at_once_each_on_a_line_of_its_own(tmp_path: Path) -> None:
    ship(tmp_path, NL, 'hint = "[A] Denk aan apps, games en datingsites."', 'hnt = "Denk aan <u>apps</u>."')
    faults = reviewed(ship(tmp_path, HELP, POLICE, UNCHECKED))
    lines = report.lines(faults, "nl")
    assert "groomingcheck/nl.toml, bij question.contact.hint: dit ontbreekt." in lines
    assert "groomingcheck/nl.toml, bij question.contact.hnt: deze naam hoort nergens bij. Is het een tikfout?" in lines
    assert any("<u> mag niet" in line for line in lines)
    assert any("help.toml, bij number.police.checked" in line for line in lines)
    assert all("\n" not in line for line in lines)


def test_the_same_fault_is_told_once(tmp_path: Path) -> None:
    faults = reviewed(lay_over(tmp_path, NL, DANGER, '{naam} en {naam}."\nabout'))
    assert len(report.lines(faults, "nl")) == 1


def test_a_fault_in_one_file_hides_none_in_another(tmp_path: Path) -> None:
    """Faults of form, language, age, length and a template: none hides another."""
    copy_check(tmp_path)
    moneycheck = tmp_path / "moneycheck" / "nl.toml"
    moneycheck.write_text(moneycheck.read_text().replace("Een spaarpot helpt.", "e" * 4097))
    lay_over(tmp_path, "groomingcheck/en.toml", 'danger = "[A] Is anyone', 'dnger = "[A] Is anyone')
    lay_over(tmp_path, NL, DANGER, 'Is er nu suïcidegevaar?"\nabout')
    lay_over(tmp_path, HELP, POLICE, UNCHECKED)
    faults = set(found(Organisation(folder=tmp_path)))
    assert faults >= {
        ("groomingcheck/en.toml", "dnger", "vanished"),
        (NL, "danger", "rare_word"),
        (HELP, "number.police.checked", "unchecked"),
        ("moneycheck/nl.toml", "card.saving", "too_long"),
    }


def test_each_broken_template_is_told_once(tmp_path: Path) -> None:
    for name, old, new in (
        ("ask", "say.number", "say.nmber"),
        ("advice", "words.advice.title", "words.advice.titel"),
        ("overview", "{% endfor %}", ""),
        ("card", "{{ card[say.card].text }}", "<u>{{ card[say.card].text }}</u>"),
    ):
        lay_over(tmp_path, f"templates/{name}.html.j2", old, new)
    lines = report.lines(reviewed(Organisation(folder=tmp_path)), "nl")
    assert sorted(line.partition(":")[0] for line in lines) == [
        f"templates/{name}.html.j2" for name in ("advice", "ask", "card", "card", "overview")
    ]


def test_a_name_in_the_structure_that_is_mistyped_is_one_line_for_each_table_left_over(tmp_path: Path) -> None:
    faults = found(ship(tmp_path, STRUCTURE, "[question.contact]", "[question.contct]"))
    assert [fault for fault in faults if fault[2] == "superfluous"] == [
        (f"groomingcheck/{locale}.toml", table, "superfluous")
        for locale in ("nl", "en")
        for table in ("point.contact", "question.contact")
    ]


def test_faults_are_counted_as_one_says_it() -> None:
    assert [report.total(count, "nl") for count in (0, 1, 2)] == [
        "Geen fouten gevonden.",
        "1 fout gevonden.",
        "2 fouten gevonden.",
    ]
    assert report.total(1, "en") == "1 fault found."


def test_a_language_without_sentences_of_its_own_is_told_in_dutch() -> None:
    assert report.lines([Fault("words/fr.toml", "", "no_file")], "fr") == ("words/fr.toml: dit bestand ontbreekt.",)
