"""What fits on a button, in a paragraph and on a screen, to the last character."""

from pathlib import Path

import pytest

from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.slack.limits import LIMITS as SLACK
from adapters.telegram.limits import LIMITS as TELEGRAM
from messages.linting.lengths import faults
from messages.linting.limits import Carrier, ChannelLimits, WordLimit
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.loader import ParsedContent, read
from messages.loading.organisation import Organisation
from messages.loading.texts import Text
from messages.rendering.builder import build_renderers
from tests.conftest import ORGANISATION
from tests.unit.test_review import found

TITLE, BUTTON, PARAGRAPH = (SLACK.title or 0, SLACK.button or 0, SLACK.paragraph or 0)
MESSAGE = TELEGRAM.message or 0
CARD = 'text = "[A] Een spaarpot helpt."'
Overfull = tuple[str, str, str]
TOO_LONG = ("moneycheck/nl.toml", "card.saving", "too_long")
TITLED = "<b>Sparen</b>\n"
"""The title above the text of the card."""


def too_long(folder: Path, *changes: tuple[str, str]) -> list[Overfull]:
    """Return the texts that no longer fit once these changes are made in the invented check's Dutch."""
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
    """Return the change that gives the invented check's card these paragraphs."""
    text = "\\n\\n".join(paragraphs)
    return (CARD, f'text = "[A] {text}"')


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, [TOO_LONG])])
def test_a_paragraph_counts_its_markup(tmp_path: Path, over: int, expected: list[Overfull]) -> None:
    tags = "<i></i>" * 100
    room = PARAGRAPH - len(TITLED) - len(tags) + over
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
    assert {kind for _, _, kind in too_long(tmp_path, label)} == {*expected}  # once for each channel that says so


def test_the_longest_advice_has_to_fit(tmp_path: Path) -> None:
    said = [
        ("[A] Zoek samen iemand die mee kan kijken.", f"[A] {'e' * 2000}"),
        ("[A] Praat over eigen geld.", f"[A] {'e' * 800}"),
        ("[A] Dit advies is geen uitslag over je cliënt.", f"[A] {'e' * 1200}"),
    ]
    assert too_long(tmp_path, *said) == [("moneycheck/nl.toml", "advice", "too_long")]
    assert too_long(tmp_path, *said[::2]) == []


def test_the_longest_screen_of_more_advice_has_to_fit(tmp_path: Path) -> None:
    said = [
        ("[A] Zoek samen iemand die mee kan kijken.", f"[A] {'e' * 1500}"),
        ("[A] Bespreek het met je team.", f"[A] {'e' * 2500}"),
    ]
    assert too_long(tmp_path, *said) == [("moneycheck/nl.toml", "points", "too_long")]
    assert too_long(tmp_path, *said[1:]) == []


def test_the_longest_overview_has_to_fit(tmp_path: Path) -> None:
    asks = [
        ("[A] Heeft je cliënt zelf geld bij zich?", f"[A] {'e' * 1400}"),
        ("[A] Wie kijkt er mee naar het geld?", f"[A] {'e' * 1400}"),
    ]
    guidance = ("[A] Vraag wie er mee kan kijken.", f"[A] {'e' * 1300}")
    assert too_long(tmp_path, *asks, guidance) == [("moneycheck/nl.toml", "overview", "too_long")]
    assert too_long(tmp_path, *asks) == []


def long_words(channel: ChannelLimits, key: str, length: int) -> list[Fault]:
    """Return the faults of a single word of the product, this long, on this channel."""
    content = ParsedContent((), {"nl": {key: Text(("k" * length,))}}, ())
    return list(faults(content, {}, [channel]))


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize(
    ("channel", "key", "most", "carrier"),
    [
        (SLACK, "button.finished.label", 24, "corner"),
        (SLACK, "modal.close", 24, "corner"),
        (SLACK, "reminder.title", 24, "title"),
        (SLACK, "plan.save", 75, "button"),
        (SLACK, "plan.introduce", 75, "button"),
        (SLACK, "window.open", 75, "button"),
        (TELEGRAM, "chat.elsewhere", 200, "around"),
        (TELEGRAM, "chat.fault", 200, "around"),
        (TELEGRAM, "reminder.unsure", 200, "around"),
        (TELEGRAM, "about.short", 120, "around"),
        (TELEGRAM, "about.long", 512, "around"),
        (TELEGRAM, "command.help", 256, "around"),
        (TELEGRAM, "plan.command", 256, "around"),
    ],
)
def test_a_word_of_the_product_fits_where_a_channel_shows_it(
    channel: ChannelLimits, key: str, most: int, carrier: str, over: int
) -> None:
    told = [(fault.key, fault.detail) for fault in long_words(channel, key, most + over)]
    detail = {"length": most + 1, "limit": most, "carrier": carrier, "channel": channel.channel}
    assert told == [(key, detail)] * over


@pytest.mark.parametrize("channel", [SLACK, TELEGRAM], ids=lambda channel: channel.channel)
def test_every_word_that_a_channel_limits_is_a_word_of_the_product(channel: ChannelLimits) -> None:
    keys = read(Folder(), concepts=True).words["nl"]
    for name in channel.words:
        assert name in keys or (name.endswith(".") and any(key.startswith(name) for key in keys)), name


def test_a_channel_without_limits_carries_anything(tmp_path: Path) -> None:
    assert too_long(tmp_path, card("e" * 5000))
    folder = Folder(tmp_path)
    content = read(folder, concepts=True)
    renderers, _ = build_renderers(content, folder, Organisation(folder=tmp_path))
    assert list(faults(content, renderers, [ChannelLimits("Pigeon post")])) == []
    narrow = ChannelLimits("Pigeon post", title=5, words={"gone.": WordLimit(Carrier.MESSAGE, 10)})
    told = {(fault.file, fault.key, fault.detail["channel"]) for fault in faults(content, renderers, [narrow])}
    assert told == {
        *(
            (f"{check}/{locale}.toml", "title", "Pigeon post")
            for check in folder.checks()
            for locale in folder.locales(check)
        ),
        *(
            (f"words/{locale}.toml", f"gone.{name}", "Pigeon post")
            for name in ("finished", "stopped")
            for locale in ("nl", "en")
        ),
    }


def test_the_largest_state_just_fits_in_a_button_on_telegram() -> None:
    cipher, person = TokenCipher([b"s" * 32]), Participant("telegram", "42")
    largest = TELEGRAM.packed_state or 0
    lengths = [len(cipher.seal(Purpose.CHECK, bytes(RUN + size), person, 1.0)) for size in (largest, largest + 1)]
    assert lengths[0] <= 64 < lengths[1]
