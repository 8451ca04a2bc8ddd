"""The review: no false alarm on the shipped texts, and each fault that an author can make is found."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.channels import registry
from messages.content import Content
from messages.linting.review import review
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from messages.rendering.sample_views import sample_views
from tests.conftest import BOTH, ORGANISATION
from tests.support.author_slips import DANGER, NL, SLIPS
from tests.support.helpline_slips import EVERY_CHECKED, HELP, POLICE_NAMES
from tests.support.loading import load_content
from tests.support.slip import Slip
from tests.support.source_slips import READ, SOURCES

TODAY = max(*EVERY_CHECKED, *READ)


def lay_over(folder: Path, file: str, old: str, new: str) -> Organisation:
    """Return an organisation's folder with one shipped file in it, changed in one place."""
    text = (SHIPPED / file).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text.replace(old, new))
    return Organisation(folder=folder)


def ship(folder: Path, file: str, old: str, new: str) -> Organisation:
    """Return an organisation that has no texts of its own, and a product with one shipped file changed in one place."""
    shipped = folder / "shipped"
    if not shipped.exists():
        shutil.copytree(SHIPPED, shipped, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    text = (shipped / file).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (shipped / file).write_text(text.replace(old, new))
    return Organisation(shipped=shipped)


def copy_check(folder: Path, name: str = "moneycheck") -> None:
    """Copy the invented check into an organisation's folder, under this name."""
    (folder / name).mkdir()
    for file in (ORGANISATION / "moneycheck").iterdir():
        (folder / name / file.name).write_bytes(file.read_bytes())


def reviewed(organisation: Organisation, today: date = TODAY, *, every_word: bool = False) -> tuple[Fault, ...]:
    return review(organisation, today, registry.limits(), every_word=every_word)


def found(organisation: Organisation, today: date = TODAY) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.key, fault.kind) for fault in reviewed(organisation, today)]


def everything(loaded: Content) -> str:
    """Return every screen of the shipped check in Dutch, with the labels of its buttons."""
    renderer, check = loaded.renderers["groomingcheck", "nl"], loaded.checks["groomingcheck"]
    screens = [renderer.render(say) for say in sample_views(check)]
    return "\n".join(text for screen in screens for text in (screen.html, *(one.label for one in screen.choices)))


def test_the_shipped_texts_raise_no_alarm() -> None:
    assert reviewed(Organisation(), every_word=True) == ()


def test_hidden_concept_cards_raise_no_alarm() -> None:
    assert found(Organisation(concepts=False)) == []
    hidden, shown = (load_content(Organisation(concepts=concepts)) for concepts in (False, True))
    assert "Wat kun je zien?" in everything(shown)
    assert "Wat kun je zien?" not in everything(hidden)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.kind}-{slip.key}")
def test_a_slip_is_found(slip: Slip, tmp_path: Path) -> None:
    assert slip.found in found(ship(tmp_path, slip.file, slip.old, slip.new))


def test_a_source_that_is_shipped_is_no_fault_of_who_changes_its_sentence(tmp_path: Path) -> None:
    faults = found(lay_over(tmp_path, NL, "Soms is er geen enkel teken.", "Soms zie je niets."))
    assert [fault for fault in faults if fault[0] == SOURCES] == []
    copied = lay_over(tmp_path, SOURCES, "Soms is er geen enkel teken.", "Soms ziet niemand iets.")
    assert (SOURCES, "fact.Soms ziet niemand iets.", "unstated") in found(copied)


def test_where_texts_come_from_is_no_matter_for_who_serves_them(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / SOURCES).write_text("read = gisteren")
    organisation = Organisation(folder=tmp_path)
    assert (
        load_content(organisation).checks["groomingcheck"].version
        == load_content(Organisation()).checks["groomingcheck"].version
    )
    assert [(file, kind) for file, _, kind in found(organisation)] == [(SOURCES, "not_toml")]


def test_a_text_is_measured_with_the_meldpunt_in_its_place(tmp_path: Path) -> None:
    laid = lay_over(tmp_path, NL, "Ja, ik zeg het vaak", "Ja. {meldpunt}")
    for meldpunt, faulty in (
        ("", False),
        ("0800-1234", False),
        ("vraag op de dagdienst naar het team op nummer 0800-1234", True),
    ):
        faults = found(replace(laid, meldpunt=meldpunt))
        assert ((NL, "question.trust.label.often", "too_long") in faults) == faulty


def test_what_stands_in_the_way_of_a_conversation_stops_the_start(tmp_path: Path) -> None:
    organisation = ship(tmp_path, NL, 'hint = "[A] Denk aan apps, games en datingsites."', "")
    with pytest.raises(ContentError) as stopped:
        load_content(organisation)
    assert [fault.kind for fault in stopped.value.faults] == ["missing"]


def test_a_number_that_has_grown_old_does_not_stop_the_start() -> None:
    assert len(found(Organisation(), max(EVERY_CHECKED) + timedelta(days=366))) == len(EVERY_CHECKED)
    assert load_content(Organisation()).checks


def test_a_number_is_old_the_day_after_a_year() -> None:
    assert found(Organisation(), min(EVERY_CHECKED) + timedelta(days=365)) == []


def test_an_organisations_own_check_raises_no_other_alarm_than_its_five_answers_and_its_rare_words() -> None:
    assert found(Organisation(folder=ORGANISATION)) == [
        ("moneycheck/check.toml", "question.who.options", "many_buttons"),
        ("moneycheck/nl.toml", "question.purse.hint", "rare_word"),
        ("moneycheck/nl.toml", "card.saving.text", "rare_word"),
    ]


def test_the_name_of_a_check_is_no_rare_word(tmp_path: Path) -> None:
    text = "[A] Groomingcheck"
    assert found(lay_over(tmp_path, NL, text, "[A] Gespreksrobotcheck")) == []
    assert (NL, "intro", "rare_word") in found(lay_over(tmp_path, NL, "Twijfel je?", "Gespreksrobotcheck?"))


def test_a_banned_phrase_in_a_text_is_not_the_templates_fault(tmp_path: Path) -> None:
    organisation = lay_over(tmp_path, NL, DANGER, 'Er is niets aan de hand."\nabout')
    assert found(organisation) == [(NL, "danger", "banned")]


def test_a_banned_phrase_inside_a_longer_word_is_no_alarm(tmp_path: Path) -> None:
    assert found(lay_over(tmp_path, NL, DANGER, 'Verbieden helpt niet."\nabout')) == []


def test_an_empty_line_in_a_text_is_no_alarm(tmp_path: Path) -> None:
    old = '"[S] Bij grooming zoekt iemand online contact met slechte bedoelingen.",'
    assert found(lay_over(tmp_path, NL, old, f'{old} "[A] ",')) == []


def test_each_language_that_a_number_lacks_is_told(tmp_path: Path) -> None:
    faults = found(ship(tmp_path, HELP, POLICE_NAMES, ""))
    assert [key for _, key, _ in faults] == ["number.police.nl", "number.police.en"]


def test_the_limits_of_a_language_are_read_with_care(tmp_path: Path) -> None:
    assert ("readability/nl.toml", "longest", "not_number") in found(
        lay_over(tmp_path, "readability/nl.toml", "longest = 15", 'longest = "vijftien"')
    )
    assert ("groomingcheck/nl.toml", "", "long_average") in found(
        lay_over(tmp_path, "readability/nl.toml", "average = 10", "average = 5")
    )


def test_a_check_in_one_language_is_told_and_still_held(tmp_path: Path) -> None:
    copy_check(tmp_path)
    (tmp_path / "moneycheck" / "en.toml").unlink()
    help_ = tmp_path / "moneycheck" / "help.toml"
    help_.write_text(help_.read_text().replace('en = "[A] Danger now"', ""))
    organisation = Organisation(folder=tmp_path)
    assert ("moneycheck/en.toml", "", "untranslated") in found(organisation)
    assert ("groomingcheck/en.toml", "", "untranslated") not in found(organisation)
    assert "moneycheck" in load_content(replace(organisation, checks=BOTH)).checks


@pytest.mark.parametrize("locale", ["cy", "ja", "xx"])
def test_a_language_that_no_word_list_knows_is_told_unless_rare_words_are_let_be(tmp_path: Path, locale: str) -> None:
    for folder in ("groomingcheck", "words", "readability"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{locale}.toml").write_bytes((SHIPPED / folder / "nl.toml").read_bytes())
    organisation = Organisation(folder=tmp_path)
    assert (f"readability/{locale}.toml", "frequency", "uncounted") in found(organisation)
    limits = tmp_path / "readability" / f"{locale}.toml"
    limits.write_text(limits.read_text().replace("frequency = 3.0", "frequency = 0"))
    assert {kind for _, _, kind in found(organisation)} == {"half_spoken"}  # the names of the help numbers
