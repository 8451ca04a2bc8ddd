"""The pages in `docs/`: their links work, what they quote is what the bot says, and the Dutch is plain."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from html import unescape

import pytest

from adapters.channels import inbox, registry
from adapters.concurrency.intervals import DEFAULT
from adapters.config import settings, validators
from adapters.slack import languages, manifest, user_groups
from adapters.storage import reminders
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.schema import METADATA
from adapters.telegram.limits import WIPEABLE
from adapters.telemetry.clock_skew import CLOCK_SKEW
from messages.linting import readability
from messages.loading.folder import SHIPPED, Folder
from messages.loading.texts import Text
from tests.support.pages import DUTCH, ENGLISH, ROOT, flat, page
from tests.support.sources import described, shipped_numbers

PAGES = sorted((ROOT / "docs").glob("*.md"))
BROWSED = ("medewerker", "coordinator")
"""Pages for people who don't read long sentences for their work."""
PLAIN = (*BROWSED, "teksten")
"""Pages in the plain Dutch of the bot."""
SHOWN = {
    "app",
    "coördinatoren",
    "dichtgevouwen",
    "gebruikersgroep",
    "groomingcheck",
    "plaatjes",
    "privévenster",
    "schermlezer",
    "seksregels",
    "slack",
    "stilzetten",
    "telegram",
}
"""Words of these pages that are names, or that are explained on the spot."""
TYPED = {
    "aandachtspunt",
    "aanhalingsteken",
    "aanhalingstekens",
    "checks",
    "ctrl",
    "gedragsdeskundigen",
    "kladblok",
    "klaarzetten",
    "opdrachtprompt",
    "schrijfwijze",
    "teksteditor",
    "tikfout",
    "typt",
    "vergrendeld",
    "wsl",
}
"""Words of the page for authors, likewise."""
ILLUSTRATED = [*PAGES, ROOT / "README.md"]
LONGEST = 300
"""The most characters of a row."""
PICTURE = re.compile(r'<img src="(?:docs/)?pictures/([\w-]+)\.png" width="\d+" alt="([^"]*)">')


def alternatives() -> list[tuple[str, str]]:
    """Return the name of each picture in a page, and its alternative text."""
    return [(name, unescape(words)) for path in ILLUSTRATED for name, words in PICTURE.findall(path.read_text())]


def spoken(text: str) -> Iterator[str]:
    """Return the lines of a page as they are read: a paragraph, an item or a cell each, without markup."""
    text = re.sub(r"<img[^>]*>|```.*?```|<!--.*?-->", "\n", text, flags=re.DOTALL)
    text = re.sub(r"\n(?![\n#|*-]|\d+\.)\s*", " ", text)
    for line in re.split(r"[\n|]", text):
        words = re.sub(r"`[^`]*`|\]\([^)]*\)|[*#\[\]_]|^\s*(?:-|\d+\.)\s|-{3,}", " ", line)
        if re.search(r"\w", words):
            yield re.sub(r"\s+([.,])", r"\1", " ".join(words.split()))


def test_no_row_of_a_table_is_too_long_to_be_scanned() -> None:
    """Those of a few cells; what needs more words stands below the table."""
    rows = [
        row
        for path in ENGLISH
        for row in re.findall(r"^ *\|.*", re.sub("<img[^>]*>", "", path.read_text()), re.MULTILINE)
    ]
    assert len(rows) > 100
    assert [row for row in rows if len(row) > LONGEST] == []


def test_every_picture_is_described_for_who_cannot_see_it() -> None:
    for path in ILLUSTRATED:
        assert len(re.findall(r"<img|!\[", path.read_text())) == len(PICTURE.findall(path.read_text())), path
    for name, words in alternatives():
        assert len(words) > 100, name


@pytest.mark.parametrize("name", BROWSED)
def test_what_is_quoted_is_what_the_bot_says(name: str) -> None:
    """‘…’ is for words on the screen. In the alternative text of a picture they are compared with the picture."""
    files = [*SHIPPED.glob("words/nl.toml"), *SHIPPED.glob("groomingcheck/nl.toml")]
    said = "\n".join([*(path.read_text() for path in files), "Start: Groomingcheck"])
    quoted = re.findall(r"‘([^’]+)’", re.sub(r"<img[^>]*>", "", page(name)))
    assert len(quoted) > 5
    assert [words for words in quoted if words not in said] == []


@pytest.mark.parametrize("name", PLAIN)
def test_the_dutch_is_as_plain_as_that_of_the_bot(name: str) -> None:
    limits, faults = readability.read(Folder(SHIPPED), "nl")
    assert limits
    assert faults == []
    explained = tomllib.loads((SHIPPED / "groomingcheck" / "nl.toml").read_text())["glossary"]
    texts = [(str(number), Text((line,))) for number, line in enumerate(spoken(page(name)))]
    known = frozenset(explained) | SHOWN | TYPED
    assert [(one.kind, one.detail) for one in readability.faults(name, texts, limits, known)] == []


@pytest.mark.parametrize("name", DUTCH)
def test_no_dutch_page_says_what_the_bot_never_says(name: str) -> None:
    limits, _ = readability.read(Folder(SHIPPED), "nl")
    assert limits
    assert [phrase for line in spoken(page(name)) for phrase in readability.banned(line, limits)] == []
    assert "—" not in page(name)


def test_no_dutch_says_knew_where_it_means_wipes_or_calls_a_private_chat_your_own() -> None:
    """A reader takes "wist de bot" for "did the bot know", and "een eigen chat" for one that somebody owns."""
    texts = {name: page(name) for name in DUTCH} | {
        path.parent.name: path.read_text() for path in SHIPPED.glob("*/nl.toml") if path.parent.name != "faults"
    }
    assert len(texts) >= len(DUTCH) + 3
    assert [name for name, text in texts.items() if re.search(r"\bwist\b|\beigen chat\b", text)] == []


def test_the_numbers_to_call_are_those_of_the_bot() -> None:
    numbers = shipped_numbers()
    rows = [f"| {described(one)} | {one['call']} |" for one in numbers]
    text = page("medewerker")
    assert re.findall(r"^\| .* \| \d[\d -]* \|$", text, re.MULTILINE) == rows
    looked_up = min(one["checked"] for one in numbers)
    assert isinstance(looked_up, dt.date)
    assert f"nagekeken op {looked_up:%d-%m-%Y}" in text
    assert f"Bel {numbers[0]['call']}" in text


def test_times_that_are_told_are_those_of_the_program() -> None:
    found = settings.read()
    idle, late = f"{found.idle / 60:g} minuten", f"{found.catch_up / 3600:g} uur"
    assert f"Doe je {idle} niets?" in flat("medewerker")
    assert f"Tot {late} later" in flat("coordinator")
    assert f"de laatste {reminders.KEPT} keer" in flat("coordinator")
    assert f"vergeet de bot na {idle}." in flat("coordinator")
    assert f"{WIPEABLE / 3600 + 1:g} uur" in flat("medewerker")
    assert DEFAULT.word == 60
    assert "nog een minuut" in flat("medewerker")


def test_the_privacy_page_tells_the_times_of_the_program() -> None:
    text = flat("privacy")
    assert (DEFAULT.word, user_groups.MINUTE, (48 - WIPEABLE / 3600)) == (60, 60, 1)
    for told in (
        f"{settings.read().idle / 60:g} minuten na de laatste druk",
        f"het scherm is {settings.read().idle / 60:g} minuten na de laatste druk op een knop weg (dat is de standaard",
        f"{settings.read().idle / 60:g} minuten zonder antwoord",
        f"ten hoogste {validators.LONGEST_IDLE // 60} uur",
        f"ten hoogste {languages.MINUTES} minuten in het geheugen, van ten hoogste {languages.MOST:,}".replace(
            ",000", ".000"
        ),
        f"{languages.MINUTES} minuten, in het geheugen",
        f"de laatste {reminders.KEPT} keren",
        f"de laatste {inbox.REMEMBERED:,} gebeurtenissen".replace(",000", ".000"),
    ):
        assert told in text, told


def test_the_privacy_page_tells_of_every_column_of_the_database_and_of_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`[^|]*`) \|", page("privacy"), re.MULTILINE)
    told = [(table, column) for table, columns in rows for column in re.findall(r"`(\w+)`", columns)]
    assert sorted(told) == sorted((table.name, column.name) for table in METADATA.tables.values() for column in table.c)


def test_the_privacy_page_tells_of_every_scope_on_slack_and_of_no_other() -> None:
    [rights] = re.findall(r"^Rechten van de app:.*?\n\n", page("privacy"), re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`([\w:.]+)`", rights)) == {*manifest.NEEDED, *manifest.OPTIONAL, *manifest.GROUPS}


def test_what_only_the_organisation_can_say_is_marked() -> None:
    text = page("privacy")
    assert text.count("[in te vullen") == len(re.findall(r"\*\*\[in te vullen(?:: [^]]+)?\]\*\*", text)) > 10


def test_the_privacy_page_compares_every_way_in() -> None:
    """Each by the same points, and each statement of somebody else with its source."""
    _, _, compared = page("privacy").partition("## 7. De ingangen naast elkaar")
    compared, _, _ = compared.partition("\n## 8.")
    body, _, listed = compared.partition("### Bronnen")
    ways = dict(re.findall(r"^### (.+?)\n\n(.*?)(?=\n### )", body, re.MULTILINE | re.DOTALL))
    titles = {channel.title for channel in registry.descriptors()} | {"Terminal"}
    assert {way.partition(",")[0] for way in ways} - {"Hoe kies je"} == titles
    for way in ways.keys() - {"Hoe kies je"}:
        for point in ("Bij het programma", "Wie kan meelezen", "Wat wij niet weten"):
            assert f"- **{point}:**" in ways[way], (way, point)
    used = {letter for letters in re.findall(r"\(([a-z](?:, [a-z])*)\)", body) for letter in letters.split(", ")}
    named = {
        letter
        for line in re.findall(r"^- ([a-z](?:[a-z, ]| tot )*): ", listed, re.MULTILINE)
        for letter in _letters(line)
    }
    assert used == named
    assert all("](https://" in line for line in re.findall(r"^- .*$", listed, re.MULTILINE))
    assert f"{EndedRuns(settings.read().idle + 2 * CLOCK_SKEW).keep / 60:g} minuten" in ways["Browser"]


def _letters(line: str) -> set[str]:
    """Return the letters of a source: some, or from one to another."""
    found = set[str]()
    for part in line.split(", "):
        first, _, last = part.partition(" tot ")
        found |= {chr(code) for code in range(ord(first), ord(last or first) + 1)}
    return found
