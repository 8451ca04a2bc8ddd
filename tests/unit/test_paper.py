"""All of a check is on paper: every text with its label, every rule in words, every source."""

import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.check import Check
from messages import markup
from messages.loading.folder import SHIPPED, Folder
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.texts import Text, optional, wanted
from messages.paper import printer
from messages.paper.chapters import AROUND
from tests.conftest import ORGANISATION
from tests.support.paper import every_text, invented, job, lacking, laid_out, printed
from tests.unit.test_properties import checks

SHIPPED_CHECKS = [(check, locale) for check in Folder().checks() for locale in Folder().locales(check)]
COORDINATORS = {
    *(
        "plan",
        "window",
        "reminder",
        "alert",
        "rhythm",
        "which",
        "standing",
        "suspension",
        "obstacle",
        "outcome",
        "mark",
    ),
    *(
        "count",
        "calendar",
        "omission",
        "delay",
        "trouble",
        "weekday",
        "month",
        "date",
        "audit",
        "place",
        "kind",
        "held",
    ),
    *("fact", "part", "erased", "channel", "paper"),
}
"""The tables of words that nobody meets who does a check."""
PAPER = SHIPPED / "paper"
WORDS = job("groomingcheck", "nl").words


@pytest.mark.parametrize(("check", "locale"), SHIPPED_CHECKS)
def test_every_text_of_a_shipped_check_is_on_paper_behind_its_label(check: str, locale: str) -> None:
    one = job(check, locale)
    assert len([*every_text(one)]) > 50
    assert lacking(one) == []


@pytest.mark.parametrize(("check", "locale"), SHIPPED_CHECKS)
def test_every_text_of_a_shipped_check_has_a_place_of_its_own(check: str, locale: str) -> None:
    one = job(check, locale)
    titles = [str(chapter.title) for chapter in printer.page(one).chapters]
    assert len(titles) > 8
    assert [title for title in titles if title.endswith(one.words["paper.chapter.rest"].lines[0])] == []


@given(checks())
@settings(max_examples=30, deadline=None)
def test_every_text_of_any_check_is_on_paper(check: Check) -> None:
    keys = sorted(wanted(check) | optional(check) | {"glossary.woord"})
    texts = {key: Text((f"{key} & <b>vet</b>",), ("A",)) for key in keys}
    assert lacking(invented(ParsedCheck(check, ("nl",), {"nl": texts}, (), ()), WORDS)) == []


def test_a_text_that_no_chapter_knows_is_on_paper_all_the_same() -> None:
    one = job("groomingcheck", "nl")
    texts = one.parsed.texts["nl"] | {"later.text": Text(("Van later.",), ("O",))}
    one = replace(one, parsed=replace(one.parsed, texts={"nl": texts}))
    assert lacking(one) == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_word_that_somebody_meets_in_a_check_is_on_paper(locale: str) -> None:
    one = job("groomingcheck", locale)
    text = printed(one)
    met = [
        line
        for key, words in one.words.items()
        for line in words.lines
        if key.partition(".")[0] in AROUND and key != "help.date" and not key.endswith(".key")
    ]
    assert len(met) > 80
    assert [line for line in met if " ".join(markup.plain(markup.html(line)).split()) not in text] == []
    assert "Beginnen (b)" in text if locale == "nl" else "Begin (b)" in text


def test_each_table_of_words_is_met_in_a_check_or_is_for_others() -> None:
    tables = set(tomllib.loads((SHIPPED / "words" / "nl.toml").read_text()))
    assert tables == {*AROUND} | COORDINATORS
    assert not {*AROUND} & COORDINATORS


def test_every_word_for_paper_is_used() -> None:
    code = "\n".join(path.read_text() for path in (*PAPER.glob("*.py"), SHIPPED / "templates" / printer.TEMPLATE))
    for key in (key for key in WORDS if key.startswith("paper.") and not key.startswith("paper.label.")):
        assert key in code or f'"{key.rpartition(".")[2]}"' in code, key


@pytest.mark.parametrize(("check", "locale"), SHIPPED_CHECKS)
def test_every_rule_is_told_with_its_answers_and_its_point(check: str, locale: str) -> None:
    one = job(check, locale)
    text, texts = printed(one), one.parsed.texts[locale]
    for rule in one.parsed.check.rules:
        point = " ".join(texts[f"point.{rule.id}"].lines)
        before, found, _ = text.partition(f"‘{point}’")
        assert found
        for need in (need for row in rule.when for need in row):
            asked = one.parsed.check.questions[need.question]
            for option in need.options:
                assert texts[f"question.{asked.id}.label.{asked.options[option].id}"].lines[0] in before


@given(checks())
@settings(max_examples=30, deadline=None)
def test_every_answer_that_leads_elsewhere_says_where(check: Check) -> None:
    texts = {key: Text((key,), ("A",)) for key in sorted(wanted(check) | optional(check))}
    text = printed(invented(ParsedCheck(check, ("nl",), {"nl": texts}, (), ()), WORDS))
    for number, question in enumerate(check.questions, start=1):
        for place, option in enumerate(question.options, start=1):
            told = text.partition(f"\n{number}.{place} [A] ")[2].partition("\nGoed\n")[0]
            _, leads, where = told.partition("\nDaarna komt\n")
            assert bool(leads) == (option.next is not None)
            if option.next is not None:
                last = option.next == len(check.questions)
                assert where == ("het advies" if last else f"vraag {option.next + 1} (‘question.q{option.next}.topic’)")


def test_a_rule_reads_as_a_sentence() -> None:
    assert (
        "Als iemand bij vraag 3 (‘Signalen herkennen’) ‘Ja, ik herken signalen’ of ‘Ik twijfel’ antwoordt, en bij "
        "vraag 5 (‘Bespreken’) ‘Nog niet’ of ‘Ik weet niet met wie’ antwoordt, dan staat in het advies: ‘Bespreek je "
        "zorg met collega’s, en eventueel met het meldpunt.’ (dringend)\nVan vraag 3 en 5 komt dan geen eigen punt.\n"
    ) in printed(job("groomingcheck", "nl"))
    assert (
        "If somebody answers ‘Yes, I recognise signs’ to question 3 (‘Signs in your client’), and answers ‘I have no "
        "suspicion’ to question 4 (‘Facts or feeling’),\nor if somebody answers ‘Yes, I recognise signs’ to question 3"
    ) in printed(job("groomingcheck", "en"))


@pytest.mark.parametrize(("check", "locale"), SHIPPED_CHECKS)
def test_every_fact_has_its_source_below_it_and_every_address_is_in_the_list(check: str, locale: str) -> None:
    one = job(check, locale)
    text, lines = printed(one), one.sources.by_line()
    stated = {line.removeprefix("• ") for _, text in every_text(one) for line in text.lines}
    for line in stated & lines.keys():
        begin = re.escape(lines[line].text.partition("](")[0].replace("[", ""))
        shown = re.escape(" ".join(markup.plain(line).split()))
        assert re.search(rf"{shown}\n\w+: {begin}", text), line
    addresses = [address for source in lines.values() for address in re.findall(r"\]\(([^)]+)\)", source.text)]
    listed = {address for _, address in printer.page(one).addresses}
    assert {*addresses} <= listed
    assert all(f"\n{address}\n" in text for address in listed)


def test_an_organisations_texts_are_on_paper_without_the_sources_of_those_they_replace(tmp_path: Path) -> None:
    own = '[card.visible]\ntext = ["[A] Let op wat <b>anders</b> is dan eerst:", "[O] Soms zie je helemaal niets."]\n'
    organisation = replace(laid_out(tmp_path, {"groomingcheck/nl.toml": own}), meldpunt="Meldpunt zorg, 030-1234567")
    one = job("groomingcheck", "nl", organisation)
    text, _, changed = printed(one).partition("Wat de organisatie heeft veranderd")
    assert lacking(one) == []
    assert "Soms is er geen enkel teken." not in text
    assert "[A] Soms is er geen enkel teken.\nZo is het nu\n" in changed
    assert "[O] Soms zie je helemaal niets.\n" in text
    assert "Bron: " not in text.partition("Soms zie je helemaal niets.\n")[2].partition("\n")[0]
    assert f"Ja, uit de map ‘{tmp_path.name}’." in text
    assert "[O] Jullie meldpunt: Meldpunt zorg, 030-1234567." in text


def test_what_a_check_says_in_its_own_way_is_on_paper(tmp_path: Path) -> None:
    own = '[meldpunt]\nknown = "[O] Jullie lijn: {meldpunt}."\nunknown = "[A] Vraag naar de lijn."\n'
    one = job("groomingcheck", "nl", replace(laid_out(tmp_path, {"groomingcheck/nl.toml": own}), meldpunt="0800-1234"))
    assert lacking(one) == []
    assert "\n[O] Jullie lijn: {meldpunt}.\n[A] Vraag naar de lijn.\n" in printed(one)
    assert "\n[O] Jullie lijn: 0800-1234.\n" in printed(one)


def test_what_the_organisation_has_replaced_is_on_paper_with_both_versions(tmp_path: Path) -> None:
    files = {
        "groomingcheck/nl.toml": 'question.contact.hint = "[O] Denk aan Roblox."\nadvice.core = []\n',
        "groomingcheck/en.toml": 'question.contact.hint = "[O] Think of Roblox."\n',
        "groomingcheck/check.toml": 'question.trust.offers = ["rules", "listening"]\n',
        "groomingcheck/help.toml": 'number.police.note.nl = "[O] Vraag naar Jan."\n',
        "words/nl.toml": 'button.began.label = "Starten"\nplan.new = "Nieuw"\n',
        "templates/gone.html.j2": (SHIPPED / "templates" / "gone.html.j2").read_text() + "!",
    }
    one = job("groomingcheck", "nl", laid_out(tmp_path, files))
    assert lacking(one) == []
    text = printed(one)
    assert "[O] Denk aan Roblox.\neigen tekst van de organisatie\n" in text
    _, _, changed = text.partition(". Wat de organisatie heeft veranderd\n")
    before, after = "Zo hoort het bij de bot", "Zo is het nu"
    for key, shipped, own in (
        (
            "groomingcheck/nl.toml: question.contact.hint",
            "[A] Denk aan apps, games en datingsites.",
            "[O] Denk aan Roblox.",
        ),
        (
            "groomingcheck/nl.toml: advice.core",
            "[S] Houd open contact, actief en regelmatig. Blijf neutraal.",
            "(weggehaald)",
        ),
        ("groomingcheck/check.toml: question.trust.offers", '["rules"]', '["rules", "listening"]'),
        (
            "groomingcheck/help.toml: number.police.note.nl",
            "[A] Vraag de zedenpolitie. Advies kan zonder naam.",
            "[O] Vraag naar Jan.",
        ),
        ("words/nl.toml: button.began.label", "Beginnen", "Starten"),
    ):
        assert f" {key}\n{before}\n{shipped}\n{after}\n{own}\nGoed\n" in changed
    assert " templates/gone.html.j2\nDit scherm is anders ingedeeld.\n" in changed
    assert "plan.new" not in changed
    assert "en.toml" not in changed


def test_nothing_is_called_the_organisations_own_that_is_shipped(tmp_path: Path) -> None:
    for organisation in (Organisation(), laid_out(tmp_path, {"moneycheck/check.toml": ""})):
        text = printed(job("groomingcheck", "nl", organisation))
        assert "Eigen teksten\nNee." in text
        assert "Wat de organisatie heeft veranderd" not in text


def test_a_check_in_one_language_is_on_paper(tmp_path: Path) -> None:
    files = {name: (ORGANISATION / "moneycheck" / name).read_text() for name in ("check.toml", "nl.toml", "help.toml")}
    files["help.toml"] = files["help.toml"].replace('en = "[A] Danger now"\n', "")
    one = job("own", "nl", laid_out(tmp_path, {f"own/{name}": text for name, text in files.items()}))
    assert [*one.parsed.texts] == ["nl"]
    assert lacking(one) == []


@pytest.mark.parametrize(("check", "locale"), SHIPPED_CHECKS)
def test_each_item_has_a_number_of_its_own_and_room_to_judge_it(check: str, locale: str) -> None:
    one = job(check, locale)
    page = printer.html(one)
    numbers = re.findall(r'<span class="number">([^<]+)</span>', page)
    assert len(numbers) == len({*numbers}) == page.count('class="verdict"')
    for place, question in enumerate(one.parsed.check.questions, start=1):
        assert [number for number in numbers if number.split(".")[0] == str(place)] == [
            str(place),
            *(f"{place}.{answer}" for answer in range(1, len(question.options) + 1)),
        ]


def test_its_headings_go_down_one_step_at_a_time_and_it_asks_for_nothing_else() -> None:
    page = printer.html(job("groomingcheck", "nl"))
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert re.findall(r"\b(?:src|href)=|<script|@import|url\(", page) == []


def test_a_card_and_a_check_that_await_approval_say_so() -> None:
    one = job("groomingcheck", "nl")
    concept = markup.plain(str(one.words["welcome.concept"].html))
    assert one.words["card.concept"].lines[0] in printed(one).partition("[A] Wat kun je zien?\n")[2][:200]
    awaiting = replace(one, parsed=replace(one.parsed, check=replace(one.parsed.check, concept=True)))
    assert f"Stand\n{concept}\n" in printed(awaiting)
    assert f"Stand\n{concept}\n" not in printed(one)


def test_no_meldpunt_is_told_as_something_to_fill_in() -> None:
    assert "[O] (Hier komt jullie meldpunt, als het is ingevuld.)" in printed(
        job("groomingcheck", "nl", Organisation())
    )
