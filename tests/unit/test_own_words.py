"""A check may say some of the product's words in its own way."""

from pathlib import Path

import pytest

from bot.views import Advice, Help
from messages.loading.organisation import Organisation
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found

OWN = """
[meldpunt]
known = "[O] Jullie geldpunt: {meldpunt}."
unknown = "[A] Weet je niet wie over geld gaat? Vraag het."
"""
NL = "moneycheck/nl.toml"


def organisation(folder: Path, own: str, meldpunt: str) -> Organisation:
    copy_check(folder)
    texts = folder / NL
    texts.write_text(texts.read_text() + own)
    return Organisation(folder=folder, meldpunt=meldpunt, checks=("groomingcheck", "moneycheck"))


@pytest.mark.parametrize(
    ("meldpunt", "told"),
    [("0800-1234", "Jullie geldpunt: 0800-1234."), ("", "Weet je niet wie over geld gaat? Vraag het.")],
)
def test_a_check_speaks_of_the_reporting_point_in_its_own_way(tmp_path: Path, meldpunt: str, told: str) -> None:
    loaded = load_content(organisation(tmp_path, OWN, meldpunt))
    for say in (Help(), Advice((), None)):
        assert told in loaded.renderers["moneycheck", "nl"].render(say).html
        for other in (("moneycheck", "en"), ("groomingcheck", "nl")):
            assert told not in loaded.renderers[other].render(say).html


def test_a_check_calls_its_advice_what_it_likes_on_one_line(tmp_path: Path) -> None:
    own = organisation(tmp_path, "", "")
    texts = tmp_path / NL
    given = texts.read_text()
    texts.write_text(given.replace("[advice]\n", '[advice]\ntitle = "[A] Je volgende stap"\n'))
    renderers = load_content(own).renderers
    shown = {key: renderer.render(Advice((), None)).html for key, renderer in renderers.items()}
    called = {key for key, html in shown.items() if html.startswith("<b>Je volgende stap</b>")}
    assert called == {("moneycheck", "nl")}
    assert shown["groomingcheck", "nl"].startswith("<b>Advies</b>")
    texts.write_text(given.replace("[advice]\n", '[advice]\ntitle = ["[A] Je", "[A] stap"]\n'))
    assert (NL, "advice.title", "not_line") in found(own)


def test_any_other_word_of_the_product_is_not_the_checks_to_say(tmp_path: Path) -> None:
    own = '\n[help]\ntitle = "[A] Nummers"\n'
    assert (NL, "help", "superfluous") in found(organisation(tmp_path, own, ""))
