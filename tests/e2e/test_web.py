"""A check on the page in a browser, over plain HTTP: from the way in to the end, in whichever language."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from adapters.telemetry import metrics
from messages.content import Content
from messages.loading.organisation import Organisation
from tests.conftest import ORGANISATION
from tests.support.loading import load_content
from tests.support.store_reader import ask, rows
from tests.support.two_checks import STARTS, TITLES, two_checks
from tests.support.web_bot import TO_ADVICE, Visitor, configured, visiting

LARGEST = 14_000
"""The most bytes of a page: what fits in the first packets that a server may send."""
ALWAYS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "refresh": "900",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}


@pytest.fixture
async def ann(shipped: Content, database: Path) -> AsyncIterator[Visitor]:
    async with visiting(shipped, configured(database)) as visitor:
        yield visitor


async def walk(visitor: Visitor, *labels: str) -> None:
    for label in labels:
        await visitor.press(label)
        assert visitor.answer.status_code == 200


async def to_advice(visitor: Visitor) -> None:
    """Press on to the advice: with the first answer to each question that is left."""
    while not any(label.startswith("Klaar en wissen") for label in visitor.labels):
        await visitor.press(next((one for one in visitor.labels if one.startswith("Verder")), visitor.labels[0]))


def headed(visitor: Visitor) -> None:
    """Assert what every answer has to say to a browser."""
    answer = visitor.answer
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy.pop("style-src").startswith("'sha256-")
    assert policy.pop("script-src").startswith("'sha256-")
    assert policy == {
        "default-src": "'none'",
        "img-src": "data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert "set-cookie" not in answer.headers
    assert len(answer.content) < LARGEST


async def test_a_whole_check_from_the_way_in_to_the_end(ann: Visitor, database: Path) -> None:
    assert (ann.heading, ann.labels[0]) == ("Groomingcheck", "Beginnen")
    headed(ann)
    await walk(ann, *TO_ADVICE)
    assert ann.heading == "Oordeel je niet wanneer je cliënt vertelt over grooming?"
    assert "Je koos: Ja, ik zeg het vaak" in ann.main
    headed(ann)
    await to_advice(ann)
    assert ann.heading == "Doe nu"
    assert "clear-site-data" not in ann.answer.headers
    headed(ann)
    await walk(ann, "Klaar en wissen")
    assert ann.heading == "Gewist"
    assert ann.main.startswith("Gewist\nKlaar. Je check is gewist.")
    assert ann.answer.headers["clear-site-data"] == '"cache"'
    headed(ann)
    assert rows(database) == []
    assert [len(run) for (run,) in ask(database, "SELECT run FROM ended")] == [16]


async def test_each_page_needs_no_other_request_and_names_no_other_place(ann: Visitor) -> None:
    for label in (*TO_ADVICE[:4], "Uitleg", "Woorden", "Terug", "Hulp", "Privacy", "Terug"):
        found = re.findall(r'(?:src|href|action|data|url)\s*[=(]\s*"?([^")\s>]+)', ann.answer.text)
        assert [one for one in found if not one.startswith("tel:")] == ["data:,", "https://www.knmi.nl/"]
        assert re.findall("<title>(.*?)</title>", ann.answer.text) == ["Vragenlijst"]
        await walk(ann, label)


async def test_the_question_is_the_heading_and_the_guidance_before_it_is_a_part_of_its_own(ann: Visitor) -> None:
    await walk(ann, "Beginnen", "Nee")
    given, rest = re.findall(r'<section class="given" aria-label="([^"]*)">(.*?)</section>', ann.html, re.DOTALL)[0]
    assert given == "Bij je antwoord"
    assert "Je koos: Nee" in rest
    order = ["<h1", "Ken je de signalen van grooming?", "Vraag 2 van 9", "Na je antwoord lees je ze.", 'class="answer"']
    places = [ann.html.index(one) for one in order]
    assert places == sorted(places)
    assert "<h2" not in ann.html[: ann.html.index("<h1")]


async def test_the_overview_has_each_answer_with_the_button_that_changes_it(ann: Visitor) -> None:
    await walk(ann, *TO_ADVICE)
    await to_advice(ann)
    await walk(ann, "Antwoorden nakijken")
    lines = re.findall(r'<li value="(\d)"><span>(.*?)</span> <button[^>]*>(.*?)</button></li>', ann.html)
    assert [(number, label) for number, _, label in lines] == [(str(n), f"Wijzig antwoord {n}") for n in range(1, 10)]
    assert "<b>Nee</b>" in lines[0][1]
    await walk(ann, "Wijzig antwoord 3")
    assert ann.heading == "Herken je de signalen van grooming bij je cliënt?"


async def test_a_number_that_can_be_called_is_a_link_and_a_date_is_not(ann: Visitor) -> None:
    assert '<a href="tel:112">112</a>' in ann.html
    await walk(ann, "Hulp")
    assert '<a href="tel:0202615275">020-261 52 75</a>' in ann.html
    assert re.search(r"Nagekeken: \d\d-\d\d-\d{4}<", ann.html)


async def test_the_way_in_says_once_what_the_page_does_and_what_a_browser_keeps(ann: Visitor) -> None:
    said = (
        "Met ‘Snel weg’ verlaat je deze pagina meteen.",
        "Je browser onthoudt dat je hier was. Je antwoorden zijn daar niet te lezen.",
        "Doe je 15 minuten niets? Dan is je check weg.",
    )
    assert all(line in ann.html for line in said)
    await walk(ann, "Beginnen")
    assert not any(line in ann.html for line in said)


@pytest.mark.parametrize("where", ["main", "footer"])
async def test_what_we_keep_says_what_a_browser_keeps(ann: Visitor, where: str) -> None:
    if where == "footer":
        await walk(ann, "Beginnen")
    await walk(ann, "Privacy" if where == "main" else "Wat bewaren we?")
    assert ann.heading == "Wat bewaren we?"
    for line in (
        "In je browser",
        "Je browser onthoudt het adres van deze pagina, en wanneer je er was.",
        "Je vragen, je antwoorden en je advies zijn daar niet te lezen.",
        "Anders kan iemand op dit apparaat nog 15 minuten verder met je check.",
    ):
        assert line in ann.main


async def test_it_speaks_the_language_that_the_browser_asks_for(ann: Visitor) -> None:
    for asked, title in (
        ("nl-NL,nl;q=0.9,en;q=0.5", "Vragenlijst"),
        ("en-GB", "Questions"),
        ("de-DE,en;q=0.7,nl;q=0.8", "Vragenlijst"),
        ("de", "Vragenlijst"),
        ("nl;q=0,en;q=0.1", "Questions"),
        (";;q=,,q=x\x7f", "Vragenlijst"),
        ("", "Vragenlijst"),
    ):
        ann.headers = {"Accept-Language": asked}
        await ann.open()
        assert f"<title>{title}</title>" in ann.html, asked


async def test_on_each_screen_the_language_can_be_switched_and_the_check_goes_on(ann: Visitor) -> None:
    await walk(ann, "English")
    assert ann.heading == "Grooming check"
    assert ann.labels[0] == "Begin"
    await walk(ann, "Begin", "No")
    assert '<html lang="en">' in ann.html
    assert ann.heading == "Do you know the signs of grooming?"
    assert "You chose: No" in ann.main
    await walk(ann, "Nederlands")
    assert ann.heading == "Ken je de signalen van grooming?"
    assert "Je koos: Nee" in ann.main
    await walk(ann, "Wat bewaren we?", "English")
    assert ann.heading == "What do we keep?"
    await walk(ann, "Back")
    assert ann.heading == "Do you know the signs of grooming?"


async def test_help_and_privacy_are_beside_each_screen_and_lead_back_to_it(ann: Visitor) -> None:
    """Once: where the check has a button of its own for one, the foot of the page has none."""
    assert "Hulp en nummers" not in ann.html
    assert "Wat bewaren we?" not in ann.html
    await walk(ann, "Beginnen", "Nee", "Wat bewaren we?")
    assert ann.heading == "Wat bewaren we?"
    await walk(ann, "Hulp en nummers")
    assert ann.heading == "Hulp en nummers"
    await walk(ann, "Terug")
    assert ann.heading == "Ken je de signalen van grooming?"
    await walk(ann, "Stop en wis", "Wat bewaren we?", "Terug")
    assert ann.labels[0] == "Beginnen"


@pytest.mark.parametrize("check", TITLES)
async def test_with_several_checks_on_one_is_chosen_first(tmp_path: Path, database: Path, check: str) -> None:
    async with visiting(two_checks(tmp_path / "teksten"), configured(database)) as ann:
        assert ann.heading == "Welke check wil je doen?"
        assert ann.labels == [*STARTS.values()]
        await walk(ann, STARTS[check])
        assert ann.heading == TITLES[check]
        await walk(ann, "English")
        assert ann.labels[0] == ("Begin" if check == "groomingcheck" else "Beginnen")
        assert f'<main lang="{"en" if check == "groomingcheck" else "nl"}">' in ann.html


async def test_a_check_of_an_organisations_own(database: Path) -> None:
    own = load_content(Organisation(folder=ORGANISATION, checks=("moneycheck",)))
    async with visiting(own, configured(database)) as ann:
        assert ann.labels[0] == "Beginnen"
        await walk(ann, "Beginnen")
        assert "Vraag 1 van" in ann.main


async def test_opening_the_page_counts_nothing_and_a_check_counts_with_its_first_press(ann: Visitor) -> None:
    def figures() -> dict[str, float]:
        lines = (line.rpartition(" ") for line in metrics.exposition().decode().splitlines())
        return {name: float(count) for name, _, count in lines if 'channel="web"' in name}

    before = figures()
    await ann.open()
    await walk(ann, "English", "Nederlands")
    assert figures() == before
    await walk(ann, "Beginnen", "Nee", "Vorige", "Stop en wis")
    await ann.again()
    await walk(ann, "Start: Groomingcheck", "Beginnen")
    counted = {name: count - before.get(name, 0) for name, count in figures().items()}
    assert {name: count for name, count in counted.items() if count} == {
        'groomingcheck_checks_total{channel="web",outcome="started"}': 2,
        'groomingcheck_checks_total{channel="web",outcome="expired"}': 1,
        'groomingcheck_checks_total{channel="web",outcome="stopped"}': 1,
        'groomingcheck_screens_total{channel="web"}': 7,
    }


async def test_its_address_answers_head_and_nothing_else_is_there(ann: Visitor) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        found = await client.head(ann.url)
        assert (found.status_code, found.content) == (200, b"")
        assert (await client.get(f"{ann.url}groomingcheck")).status_code == 404
        assert (await client.put(ann.url)).status_code == 405
