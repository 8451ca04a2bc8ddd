"""What fits on a button, in a paragraph and on a screen, to the last character."""

from pathlib import Path

import pytest

from messages.capacity import BUTTON, MESSAGE, SECTION, TITLE, words
from messages.organisation import Organisation
from tests.conftest import ORGANISATION
from tests.test_review import found

CARD = 'text = "[A] Een spaarpot helpt."'
Overfull = tuple[str, str, str]
TOO_LONG = ("moneycheck/nl.toml", "card.saving", "too_long")
TITLED = "<b>Sparen</b>\n"
"""What stands above the text of the card."""


def too_long(folder: Path, *changes: tuple[str, str]) -> list[Overfull]:
    """The texts that no longer fit once these changes are made in the invented check's Dutch."""
    (folder / "moneycheck").mkdir(exist_ok=True)
    for path in (ORGANISATION / "moneycheck").iterdir():
        (folder / "moneycheck" / path.name).write_bytes(path.read_bytes())
    path = folder / "moneycheck" / "nl.toml"
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return [fault for fault in found(Organisation(folder=folder)) if fault[2] == "too_long"]


def card(*paragraphs: str) -> tuple[str, str]:
    """The change that gives the invented check's card these paragraphs."""
    text = "\\n\\n".join(paragraphs)
    return (CARD, f'text = "[A] {text}"')


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, [TOO_LONG])])
def test_a_paragraph_counts_its_markup(tmp_path: Path, over: int, expected: list[Overfull]) -> None:
    tags = "<i></i>" * 100
    room = SECTION - len(TITLED) - len(tags) + over
    assert too_long(tmp_path, card(tags + "e" * room)) == expected


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, [TOO_LONG])])
def test_a_screen_counts_what_is_read_without_markup(tmp_path: Path, over: int, expected: list[Overfull]) -> None:
    tags = "<i></i>" * 100
    room = MESSAGE - len("Sparen\n") - len("\n\n") - 2000 + over
    assert too_long(tmp_path, card(tags + "e" * 2000, "e" * room)) == expected


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, [TOO_LONG])])
def test_a_screen_counts_as_telegram_does_an_emoji_for_two(tmp_path: Path, over: int, expected: list[Overfull]) -> None:
    room = MESSAGE - len("Sparen\n") - len("\n\n") - 4000 + over
    assert too_long(tmp_path, card("🙂" * 2000, "e" * room)) == expected


def test_the_overview_is_measured_with_the_longest_answer_to_each_question(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    shown = "{% for given in say.answers %}{{ part[given] }}\n\n{% endfor %}"
    (tmp_path / "templates" / "overview.html.j2").write_text(shown)
    guidance = [("Praat er eens over.", "e" * 2100), ("Vraag wie er mee kan kijken.", "e" * 2100)]
    assert too_long(tmp_path, *guidance) == [("moneycheck/nl.toml", "overview", "too_long")]
    assert too_long(tmp_path, *guidance[1:]) == []


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, ["too_long"])])
def test_a_title_fits_a_window_and_a_label_a_button(tmp_path: Path, over: int, expected: list[str]) -> None:
    title = ("[A] Geldcheck", f"[A] {'e' * (TITLE + over)}")
    assert [kind for _, key, kind in too_long(tmp_path, title) if key == "title"] == expected
    label = ("[A] Alleen mijn cliënt", f"[A] {'e' * (BUTTON + over)}")
    assert [kind for _, _, kind in too_long(tmp_path, label)] == expected


def test_the_longest_advice_has_to_fit(tmp_path: Path) -> None:
    points = [
        ("[A] Zoek samen iemand die mee kan kijken.", f"[A] {'e' * 2000}"),
        ("[A] Praat over eigen geld.", f"[A] {'e' * 800}"),
        ("[A] Bespreek het met je team.", f"[A] {'e' * 1200}"),
    ]
    assert too_long(tmp_path, *points) == [("moneycheck/nl.toml", "advice", "too_long")]
    assert too_long(tmp_path, *points[::2]) == []


def test_the_longest_overview_has_to_fit(tmp_path: Path) -> None:
    asks = [
        ("[A] Heeft je cliënt zelf geld bij zich?", f"[A] {'e' * 1400}"),
        ("[A] Wie kijkt er mee naar het geld?", f"[A] {'e' * 1400}"),
    ]
    guidance = ("[A] Vraag wie er mee kan kijken.", f"[A] {'e' * 1300}")
    assert too_long(tmp_path, *asks, guidance) == [("moneycheck/nl.toml", "overview", "too_long")]
    assert too_long(tmp_path, *asks) == []


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("key", ["button.finished.label", "modal.close", "form.save"])
def test_what_stands_at_the_foot_of_a_window_fits_there(key: str, over: int) -> None:
    over_long = list(words("nl", {key: "k" * (24 + over)}))
    assert [(fault.key, fault.detail["carrier"]) for fault in over_long] == [(key, "corner")] * over


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize(
    ("key", "most"),
    [("reminder.title", 24), ("form.delete", 30), ("form.keep", 30), ("form.new", 75), ("form.off", 75)],
)
def test_what_stands_in_the_window_for_reminders_fits_there(key: str, most: int, over: int) -> None:
    over_long = list(words("nl", {key: "k" * (most + over)}))
    assert [(fault.key, fault.detail["limit"]) for fault in over_long] == [(key, most)] * over


@pytest.mark.parametrize("key", ["chat.elsewhere", "chat.fault", "reminder.unsure"])
def test_what_is_shown_over_a_chat_fits_there(key: str) -> None:
    assert [[fault.key for fault in words("nl", {key: "k" * length})] for length in (200, 201)] == [[], [key]]
