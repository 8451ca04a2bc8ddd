"""The shipped texts: word for word where they must be, labelled, equal in both languages, and shown whole."""

import re
from pathlib import Path

import pytest

from bot.event import GLOSSARY, Opened
from bot.say import Advice, Card, Chosen, Explanation, Help, Overview, Point, Privacy, foreseeable, parts
from messages import content, markup
from messages.content import Content
from messages.folder import SHIPPED, Folder
from messages.organisation import Organisation
from messages.text import flatten

LABEL = re.compile(r"\[[SAO]\] ")
SOURCE = Path(__file__).parents[2] / "shared" / "source" / "grooming-vraag-en-antwoord.txt"
QUESTIONS = [
    "Weet je met wie je cliënt online contact heeft?",
    "Ken je de signalen van grooming?",
    "Herken je de signalen van grooming bij je cliënt?",
    "Is je vermoeden gebaseerd op feiten of op een onderbuikgevoel?",
    "Bespreek je je vermoeden met collega’s en/of het meldpunt?",
    "Weet je cliënt dat hij altijd bij je terecht kan met zorgen?",
    "Oordeel je niet wanneer je cliënt vertelt over grooming?",
    "Is het mogelijk het online contact uit te nodigen op de koffie?",
    "Staan de locatiegegevens van je cliënt bij bepaalde apps aan (zoals Snap Maps bij SnapChat)?",
]
RULES = [
    "Wederzijdse toestemming",
    "Vrijwilligheid",
    "Gelijkwaardigheid",
    "Ontwikkeling",
    "Omgeving",
    "Zelfrespect",
]
LOCALES = ["nl", "en"]


def texts(locale: str) -> dict[str, object]:
    table, faults = Folder().read(f"groomingcheck/{locale}.toml")
    assert table is not None, faults
    return flatten(table)


def lines(value: object) -> list[str]:
    return [str(line) for line in value] if isinstance(value, list) else [str(value)]


def test_the_nine_questions_are_the_sources_word_for_word() -> None:
    nl = texts("nl")
    asked = [str(nl[key]).removeprefix("[S] ") for key in nl if key.endswith(".ask")]
    assert asked == QUESTIONS


def test_the_six_rules_carry_the_sources_names_in_both_languages() -> None:
    for locale in LOCALES:
        shown = "\n".join(lines(texts(locale)["card.rules.text"])).casefold()
        assert all(rule.casefold() in shown for rule in RULES)


@pytest.mark.skipif(not SOURCE.exists(), reason="the source page is not beside this checkout")
def test_the_questions_and_rules_stand_in_the_source_page() -> None:
    page = SOURCE.read_text()
    assert all(question in page for question in QUESTIONS)
    assert all(rule in page for rule in RULES)


def test_every_text_of_a_check_says_where_it_comes_from() -> None:
    for locale in LOCALES:
        for key, value in texts(locale).items():
            assert all(LABEL.match(line) for line in lines(value)), key


def test_both_languages_have_the_same_texts_from_the_same_sources() -> None:
    nl, en = (
        {
            key: [line[:3] for line in lines(value)]
            for key, value in texts(locale).items()
            if not key.startswith("glossary.")
        }
        for locale in LOCALES
    )
    assert nl == en


def test_the_organisations_own_point_is_labelled_as_its_own() -> None:
    for locale in LOCALES:
        for key, value in texts(locale).items():
            assert all(line.startswith("[O]") for line in lines(value) if "{meldpunt}" in line), key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_text_reaches_the_reader(shipped: Content, locale: str) -> None:
    book, check = shipped.book("groomingcheck", locale), shipped.checks["groomingcheck"]
    screens = [book.render(say) for say in foreseeable(check)]
    screens += [book.render(Advice((part,))) for part in parts(check) if isinstance(part, Point)]
    screens += [book.render(Overview((), part)) for part in parts(check) if isinstance(part, Chosen)]
    shown = "\n".join(markup.plain(screen.html) for screen in screens)
    labels = {choice.label for screen in screens for choice in screen.choices}
    for key, value in texts(locale).items():
        for line in lines(value):
            words = re.sub(r"</?[bi]>", "", LABEL.sub("", line))
            assert "{" in words or words in shown or words in labels, key


NAMED = (
    *("command.", "fact.", "kind.", "meldpunt.", "minutes.", "month.", "outcome.", "part.", "place.", "suspension."),
    *("trouble.", "weekday."),
)
"""Words whose keys are put together where they are read."""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_the_product_is_used(shipped: Content, locale: str) -> None:
    """A word that no template, button or channel reads is dead."""
    root = Path(__file__).parents[1]
    sources = [*root.glob("messages/templates/*"), *root.glob("messages/*.py"), *root.glob("adapters/**/*.py")]
    code = "\n".join(path.read_text() for path in sources)
    for key in shipped.words[locale]:
        name = key.removesuffix(".key").removesuffix(".label") if key.startswith("button.") else key
        name = name.removeprefix("button.")
        assert name in code or f"words.{key}" in code or key.startswith(NAMED), key


def test_the_meldpunt_stands_wherever_it_is_meant() -> None:
    named = content.load(Organisation(meldpunt="Bel <Jan> & Co"))
    check = named.checks["groomingcheck"]
    for locale, sentence in (
        ("nl", "Het meldpunt van je organisatie: Bel &lt;Jan&gt; &amp; Co."),
        ("en", "The reporting point of your organisation: Bel &lt;Jan&gt; &amp; Co."),
    ):
        book = named.book("groomingcheck", locale)
        assert sentence in book.render(Help()).html
        shown = "\n".join(book.render(say).html for say in foreseeable(check))
        assert "Vraag je leidinggevende wie het meldpunt" not in shown
        assert "Ask your manager who the reporting point" not in shown
        assert "{" not in shown


@pytest.mark.parametrize(("locale", "name"), [("nl", "het meldpunt"), ("en", "the reporting point")])
def test_no_text_sends_anyone_to_a_meldpunt_without_naming_it(locale: str, name: str) -> None:
    """A question may ask about it, and its hint and explanation say what it is."""
    for key, value in texts(locale).items():
        if name in " ".join(lines(value)) and not key.endswith((".ask", ".hint")) and not key.startswith("glossary."):
            assert "[O] {meldpunt}" in lines(value), key


def test_without_a_meldpunt_none_is_invented(shipped: Content) -> None:
    assert "Vraag je leidinggevende wie het meldpunt is." in shipped.book("groomingcheck", "nl").render(Help()).html


def test_a_concept_card_says_so_and_can_be_hidden(shipped: Content) -> None:
    card = Card("visible")
    assert "Concept: " in shipped.book("groomingcheck", "nl").render(card).html
    hidden = content.load(Organisation(concepts=False))
    assert card not in foreseeable(hidden.checks["groomingcheck"])


@pytest.mark.parametrize(("minutes", "told"), [(2.5, "2.5 minuten"), (1, "1 minuut"), (0.5, "0.5 minuten")])
def test_privacy_tells_the_idle_time_that_is_set(minutes: float, told: str) -> None:
    book = content.load(Organisation(minutes=minutes)).book("groomingcheck", "nl")
    assert f"Doe je {told} niets?" in book.render(Privacy()).html


def test_words_are_offered_only_where_some_are_explained(own: Content) -> None:
    def offers(check: str) -> bool:
        choices = own.book(check, "nl").render(Explanation(None)).choices
        return Opened(GLOSSARY) in [choice.event for choice in choices]

    assert offers("groomingcheck")
    assert not offers("moneycheck")


@pytest.mark.parametrize("locale", LOCALES)
def test_screens_have_allowed_tags_only_and_no_gaps(shipped: Content, locale: str) -> None:
    for say in foreseeable(shipped.checks["groomingcheck"]):
        html = shipped.book("groomingcheck", locale).render(say).html
        assert list(markup.faults(html)) == []
        assert "\n\n\n" not in html
        assert html == html.strip()


def test_an_organisation_changes_one_file_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    shipped = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    changed = shipped.replace('"0900-8844"', '"0900-0000"')
    (tmp_path / "groomingcheck" / "help.toml").write_text(changed)
    html = content.load(Organisation(folder=tmp_path)).book("groomingcheck", "nl").render(Help()).html
    assert "0900-0000" in html
    assert "0900-8844" not in html
    assert "0800-2000" in html


def test_what_stands_in_no_text_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    """A help number is no text with markup: whatever is in it is shown, and marks nothing."""
    (tmp_path / "groomingcheck").mkdir()
    shipped = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    (tmp_path / "groomingcheck" / "help.toml").write_text(shipped.replace('"0900-8844"', '"<b>0900 & 1"'))
    html = content.load(Organisation(folder=tmp_path)).book("groomingcheck", "nl").render(Help()).html
    assert "&lt;b&gt;0900 &amp; 1" in html


def test_a_version_is_long_enough_to_tell_all_content_apart(own: Content) -> None:
    """Of two wordings one in four thousand million shares its version; of one byte it would be one in 256."""
    versions = [check.version for check in own.checks.values()]
    assert [len(version) for version in versions] == [4, 4]
    assert len(set(versions)) == 2
