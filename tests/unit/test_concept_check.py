"""A check that awaits approval says so wherever it is offered, and before its first question."""

import re
from pathlib import Path

import pytest

from bot.views import Welcome
from messages import markup
from messages.loading.organisation import Organisation
from messages.rendering.renderer import Renderer
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found

MARKED = {"nl": ("Geldcheck (concept)", "Concept: een gedragsdeskundige"), "en": ("Money check (draft)", "Draft: a")}


def renderer(folder: Path, locale: str, concept: str) -> Renderer:
    copy_check(folder)
    structure = folder / "moneycheck" / "check.toml"
    structure.write_text(f"{concept}\n{structure.read_text()}")
    return load_content(Organisation(folder=folder, checks=("moneycheck",))).renderers["moneycheck", locale]


@pytest.mark.parametrize("locale", MARKED)
def test_a_concept_is_marked_in_its_title_and_at_its_welcome(tmp_path: Path, locale: str) -> None:
    title, told = MARKED[locale]
    shown = renderer(tmp_path, locale, "concept = true")
    welcome = markup.plain(shown.render(Welcome()).html).split("\n")
    assert shown.title == welcome[0] == title
    assert welcome[1].startswith(told)


def test_the_mark_takes_no_room_in_the_title_of_a_window(tmp_path: Path) -> None:
    assert renderer(tmp_path, "nl", "concept = true").name == "Geldcheck"
    texts = tmp_path / "moneycheck" / "nl.toml"
    for title, faulty in (("G" * 24, False), ("G" * 25, True)):
        texts.write_text(re.sub("(?m)^title.*", f'title = "[A] {title}"', texts.read_text()))
        assert (("moneycheck/nl.toml", "title", "too_long") in found(Organisation(folder=tmp_path))) == faulty


@pytest.mark.parametrize("locale", MARKED)
def test_an_approved_check_is_not(tmp_path: Path, locale: str) -> None:
    title, told = MARKED[locale]
    shown = renderer(tmp_path, locale, "concept = false")
    assert shown.title == title.partition(" (")[0]
    assert told not in markup.plain(shown.render(Welcome()).html)


def test_a_concept_that_is_neither_true_nor_false_is_told(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    structure.write_text(f'concept = "ja"\n{structure.read_text()}')
    assert ("moneycheck/check.toml", "concept", "not_flag") in found(Organisation(folder=tmp_path))
