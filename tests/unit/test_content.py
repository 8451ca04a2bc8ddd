"""The shipped texts: word for word where they must be, labelled, equal in both languages, and shown completely."""

import re
from pathlib import Path

import pytest

from bot.catalogue import foreseeable, parts
from bot.events import GLOSSARY, Opened
from bot.views import Advice, Card, Chosen, Explanation, Help, Overview, Point, Points, Privacy
from messages import markup
from messages.content import Content
from messages.loading import loader
from messages.loading.folder import SHIPPED, Folder
from messages.loading.organisation import Organisation
from messages.loading.tables import flatten
from tests.support.loading import load_content

LABEL = re.compile(r"\[[SAO]\] ")
SOURCE = Path(__file__).parents[3] / "shared" / "source" / "grooming-vraag-en-antwoord.txt"
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
CHECKS = Folder().checks()
SPOKEN = [(check, locale) for check in CHECKS for locale in Folder().locales(check)]
"""Every shipped check in every language that it speaks."""


@pytest.fixture(scope="module")
def complete() -> Content:
    """Every shipped check, with its cards that are still a concept."""
    return load_content(Organisation(concepts=True, checks=CHECKS))


def texts(locale: str, check: str = "groomingcheck") -> dict[str, object]:
    table, faults = Folder().read(f"{check}/{locale}.toml")
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


@pytest.mark.skipif(not SOURCE.exists(), reason="needs the source page beside this checkout")
def test_the_questions_and_rules_stand_in_the_source_page() -> None:
    page = SOURCE.read_text()
    assert all(question in page for question in QUESTIONS)
    assert all(rule in page for rule in RULES)


@pytest.mark.parametrize(("check", "locale"), SPOKEN)
def test_every_text_of_a_check_says_where_it_comes_from(check: str, locale: str) -> None:
    for key, value in texts(locale, check).items():
        assert all(LABEL.match(line) for line in lines(value)), key


def test_each_line_keeps_its_label_and_a_version_is_the_same_with_any_label(tmp_path: Path) -> None:
    nl = tmp_path / "groomingcheck" / "nl.toml"
    nl.parent.mkdir()
    shipped = (SHIPPED / "groomingcheck" / "nl.toml").read_text()
    nl.write_text(shipped.replace('"[S] Bij grooming zoekt', '"[A] Bij grooming zoekt'))
    before, after = (loader.read(Folder(folder), concepts=True).checks[0] for folder in (None, tmp_path))
    assert before.texts["nl"]["intro"].labels == ("S", "A")
    assert after.texts["nl"]["intro"].labels == ("A", "A")
    assert after.texts["nl"]["intro"].lines == before.texts["nl"]["intro"].lines
    assert before.prompts[0].text["en"].labels == ("S",)
    assert before.check.version == after.check.version


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


@pytest.mark.parametrize(("check", "locale"), SPOKEN)
def test_the_organisations_own_point_is_labelled_as_its_own(check: str, locale: str) -> None:
    for key, value in texts(locale, check).items():
        assert all(line.startswith("[O]") for line in lines(value) if "{meldpunt}" in line), key


@pytest.mark.parametrize(("name", "locale"), SPOKEN)
def test_every_word_of_a_text_reaches_the_reader(complete: Content, name: str, locale: str) -> None:
    renderer, check = complete.renderers[name, locale], complete.checks[name]
    screens = [renderer.render(say) for say in foreseeable(check)]
    screens += [renderer.render(Advice((part,), None)) for part in parts(check) if isinstance(part, Point)]
    screens += [renderer.render(Overview((part,), part)) for part in parts(check) if isinstance(part, Chosen)]
    screens.append(renderer.render(Points(())))
    shown = "\n".join(markup.plain(screen.html) for screen in screens)
    shown += shown.replace("\n", " ")  # a tip of several lines is one paragraph
    labels = {choice.label for screen in screens for choice in screen.choices}
    for key, value in texts(locale, name).items():
        for line in lines(value):
            words = re.sub(r"</?[bi]>", "", LABEL.sub("", line))
            assert "{" in words or words in shown or words in labels, key


NAMED = (
    *(
        "achterwacht.",
        "channel.",
        "command.",
        "delay.",
        "fact.",
        "kind.",
        "meldpunt.",
        "minutes.",
        "month.",
        "omission.",
        "outcome.",
        "part.",
        "paper.",
    ),
    *("place.", "suspension.", "trouble.", "weekday.", "which.", "alert.", "obstacle.", "count.", "mark."),
)
"""Words whose keys are composed where they are used."""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_the_product_is_used(shipped: Content, locale: str) -> None:
    """A word that no template, button or channel uses is dead."""
    root = Path(__file__).parents[2]
    sources = [
        *root.glob("messages/templates/*"),
        *root.glob("adapters/*/templates/*.j2"),
        *root.glob("messages/**/*.py"),
        *root.glob("adapters/**/*.py"),
    ]
    code = "\n".join(path.read_text() for path in sources)
    for key in shipped.words[locale]:
        name = key.removesuffix(".key").removesuffix(".label") if key.startswith("button.") else key
        name = name.removeprefix("button.")
        assert name in code or f"words.{key}" in code or key.startswith(NAMED), key


def test_the_meldpunt_stands_wherever_it_is_meant() -> None:
    named = load_content(Organisation(meldpunt="Bel <Jan> & Co"))
    check = named.checks["groomingcheck"]
    for locale, sentence in (
        ("nl", "Jullie meldpunt: Bel &lt;Jan&gt; &amp; Co."),
        ("en", "Your reporting point: Bel &lt;Jan&gt; &amp; Co."),
    ):
        renderer = named.renderers["groomingcheck", locale]
        assert sentence in renderer.render(Help()).html
        shown = "\n".join(renderer.render(say).html for say in foreseeable(check))
        assert "Weet je niet waar je meldt" not in shown
        assert "know where to report" not in shown
        assert "{" not in shown


@pytest.mark.parametrize(("locale", "name"), [("nl", "het meldpunt"), ("en", "the reporting point")])
def test_no_text_sends_anyone_to_a_meldpunt_without_naming_it(locale: str, name: str) -> None:
    """A question may ask about it. A tip names it, or what is behind it does; the advice names it below its points."""
    told = texts(locale)
    for key, value in told.items():
        if name in " ".join(lines(value)) and not key.endswith((".ask", ".hint")) and not key.startswith(ELSEWHERE):
            other = key.replace(".guidance.", ".more.") if ".guidance." in key else key.replace(".more.", ".guidance.")
            assert "[O] {meldpunt}" in (*lines(value), *lines(told.get(other, ""))), key


ELSEWHERE = ("glossary.", "point.")


@pytest.mark.parametrize(("locale", "whom"), [("nl", "Weet je niet waar je meldt?"), ("en", "know where to report?")])
def test_without_a_meldpunt_none_is_invented_and_whom_to_ask_is_said_once(
    shipped: Content, locale: str, whom: str
) -> None:
    """It stands with the advice and with the help numbers, and nowhere else."""
    renderer = shipped.renderers["groomingcheck", locale]
    assert renderer.render(Help()).html.count(whom) == renderer.render(Advice((), None)).html.count(whom) == 1
    others = [say for say in foreseeable(shipped.checks["groomingcheck"]) if say != Help()]
    assert not [say for say in others if whom in renderer.render(say).html]


def test_a_concept_card_is_hidden_unless_it_is_switched_on_and_says_so_then(shipped: Content) -> None:
    card = Card("visible")
    assert card not in foreseeable(shipped.checks["groomingcheck"])
    shown = load_content(Organisation(concepts=True))
    assert "Concept: " in shown.renderers["groomingcheck", "nl"].render(card).html


@pytest.mark.parametrize(("minutes", "told"), [(2.5, "2.5 minuten"), (1, "1 minuut"), (0.5, "0.5 minuten")])
def test_privacy_tells_the_idle_time_that_is_set(minutes: float, told: str) -> None:
    renderer = load_content(Organisation(minutes=minutes)).renderers["groomingcheck", "nl"]
    assert f"Doe je {told} niets?" in renderer.render(Privacy()).html


def test_words_are_offered_only_where_some_are_explained(own: Content) -> None:
    def offers(check: str) -> bool:
        choices = own.renderers[check, "nl"].render(Explanation(None, None)).choices
        return Opened(GLOSSARY) in [choice.event for choice in choices]

    assert offers("groomingcheck")
    assert not offers("moneycheck")


@pytest.mark.parametrize(("check", "locale"), SPOKEN)
def test_screens_have_allowed_tags_only_and_no_gaps(complete: Content, check: str, locale: str) -> None:
    for say in foreseeable(complete.checks[check]):
        html = complete.renderers[check, locale].render(say).html
        assert list(markup.leaks(html)) == []
        assert "\n\n\n" not in html
        assert html == html.strip()


def test_an_organisation_changes_one_file_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    shipped = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    changed = shipped.replace('"0900-8844"', '"0900-0000"')
    (tmp_path / "groomingcheck" / "help.toml").write_text(changed)
    html = load_content(Organisation(folder=tmp_path)).renderers["groomingcheck", "nl"].render(Help()).html
    assert "0900-0000" in html
    assert "0900-8844" not in html
    assert "0800-2000" in html


def test_what_stands_in_no_text_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    """A help number is no text with markup: whatever is in it is shown, and marks nothing."""
    (tmp_path / "groomingcheck").mkdir()
    shipped = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    (tmp_path / "groomingcheck" / "help.toml").write_text(shipped.replace('"0900-8844"', '"<b>0900 & 1"'))
    html = load_content(Organisation(folder=tmp_path)).renderers["groomingcheck", "nl"].render(Help()).html
    assert "&lt;b&gt;0900 &amp; 1" in html


def test_a_version_is_long_enough_to_tell_all_content_apart(own: Content) -> None:
    """Of two wordings one in four thousand million shares its version; of one byte it would be one in 256."""
    versions = [check.version for check in own.checks.values()]
    assert [len(version) for version in versions] == [4, 4]
    assert len(set(versions)) == 2
