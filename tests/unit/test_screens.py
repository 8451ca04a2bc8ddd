"""Every screen of the check, as each channel lays it out: it reads well from top to bottom, button by button."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.slack import modal
from adapters.slack.modal import ModalWords
from adapters.telegram import message_layout
from bot.check import Check
from bot.state import StateCodec
from bot.views import Advice, Ask, Help, View
from messages import markup
from messages.content import Content
from messages.loading.organisation import Organisation
from tests.support.loading import load_content
from tests.support.turns import turns
from tests.unit.test_content import LOCALES, texts

WORKER = Participant("telegram", "1001")
Channel = Callable[[Screen], Iterator[list[str]]]


@cache
def content() -> Content:
    return load_content(Organisation(meldpunt="Veilig Werken", achterwacht="06-1", concepts=True))


@cache
def check() -> Check:
    return content().checks["groomingcheck"]


@cache
def screens(locale: str) -> tuple[tuple[View, Screen], ...]:
    """Return every view, and the screen that a press shows it on."""
    cipher, codec = TokenCipher([b"s" * 32]), StateCodec(check())
    dialogue = Dialogue(content(), cipher, 900, lambda: 1_800_000_000.0)

    def pressed(packed: bytes) -> Screen:
        token = cipher.seal(Purpose.CHECK, bytes(RUN) + packed, WORKER, 1_800_000_000.0)
        return dialogue.press(token, WORKER, locale)

    return tuple((say, pressed(codec.pack(*turn))) for say, turn in turns(check()).items())


def telegram(screen: Screen) -> Iterator[list[str]]:
    markup: Any = message_layout.keyboard(screen)
    if markup:
        yield [button["text"] for row in markup["reply_markup"]["inline_keyboard"] for button in row]


def slack(screen: Screen) -> Iterator[list[str]]:
    view = modal.view(screen, "x", ModalWords("nl", "Sluiten", "Antwoord {number}: {label}"))
    buttons = [one for block in view["blocks"] for one in block.get("elements", ()) if one["type"] == "button"]
    foot = [view[name]["text"] for name in ("submit", "close") if name in view]
    yield [*(one["text"]["text"] for one in buttons), *foot]
    yield [*(one["accessibility_label"] for one in buttons), *foot]


def terminal(screen: Screen) -> Iterator[list[str]]:
    yield [button.key for button in screen.buttons]
    yield [button.label for button in screen.buttons]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("channel", [telegram, slack, terminal])
def test_each_button_stands_alone(channel: Channel, locale: str) -> None:
    """No two buttons of one screen are called the same, and none is a mere symbol."""
    for say, screen in screens(locale):
        for names in channel(screen):
            assert len(set(names)) == len(names), (say, names)
            assert all(name.strip() == name != "" for name in names), (say, names)


@pytest.mark.parametrize("locale", LOCALES)
def test_one_button_leads_on_and_one_wipes(locale: str) -> None:
    for say, screen in screens(locale):
        assert sum(button.main for button in screen.buttons) <= 1, say
        assert sum(button.wipes for button in screen.buttons) == (not screen.over), say


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_read_in_the_order_in_which_it_is_answered(locale: str) -> None:
    """The tip for the last answer, how far one is, the question, its hint, and what was answered before."""
    renderer, words = content().renderers["groomingcheck", locale], content().words[locale]
    written = {key: str(text)[4:] for key, text in texts(locale).items()}
    for say, screen in screens(locale):
        if not isinstance(say, Ask):
            continue
        told = markup.plain(screen.html)
        progress = words["ask.progress"].format(number=say.number, total=len(check().questions))
        tip = [markup.plain(renderer.parts[say.guidance])] if say.guidance else []
        paragraphs = told.split("\n\n")
        asked = paragraphs.pop().split("\n")
        assert paragraphs == tip, say
        assert asked[:3] == [
            progress,
            written[f"question.{say.question}.ask"],
            written[f"question.{say.question}.hint"],
        ]
        assert len(asked) == 3 + (say.chosen is not None), say


NAMED = re.compile(r"(?:[Kk]ies(?: dan)?|bij|[Cc]hoose|under|or|at) ‘([^’]+)’")
"""A button in a text: chosen by its name, or named as where more is to be read."""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_button_that_a_text_names_is_there(locale: str) -> None:
    words = {markup.plain(word) for word in content().words[locale].values()}
    told = [markup.plain(screen.html) for _, screen in screens(locale)]
    named = {name for text in (*told, *words) for name in NAMED.findall(text)}
    assert len(named) >= 2
    assert named <= words


@pytest.mark.parametrize("locale", LOCALES)
def test_the_advice_says_nothing_twice(locale: str) -> None:
    """The point of attention of the last answer says what the tip for that answer, above it, says."""
    parts = content().renderers["groomingcheck", locale].parts
    shown = 0
    for say, screen in screens(locale):
        if isinstance(say, Advice) and say.guidance:
            for point in say.points:
                own = not point.urgent and point.source == say.guidance.question
                assert (parts[point] in screen.html) == (not own), say
                shown += own
    assert shown


@pytest.mark.parametrize("locale", LOCALES)
def test_help_numbers_whose_hours_nobody_knows_are_called_so_only_beside_others(own: Content, locale: str) -> None:
    unknown = own.words[locale]["help.unknown"]
    assert unknown in own.renderers["groomingcheck", locale].render(Help()).html
    html = own.renderers["moneycheck", locale].render(Help()).html
    assert "112" in html
    assert unknown not in html
