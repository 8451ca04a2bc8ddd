"""Long text that nobody needs to go on is folded away by a channel that can, and is all there on the others."""

from io import StringIO
from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.message_entities import covered_text
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.terminal.console import Console
from adapters.terminal.conversation import TerminalConversation
from messages.content import Content
from tests.support import slack_bot, telegram_bot

FIRST, LAST = "• Deze check bewaart geen antwoorden en geen namen.", "over privacy gaat."


@pytest.mark.usefixtures("bot")
async def test_telegram_shows_the_first_lines_and_the_rest_on_a_tap_that_the_bot_does_not_see(
    fake: TelegramSimulator,
) -> None:
    ann = fake.person(1001)
    await telegram_bot.begin(ann)
    assert not quoted(ann.chat.messages[-1].text, ann.chat.messages[-1].entities)
    await telegram_bot.walk(ann, "Privacy")
    [text] = quoted(ann.chat.messages[-1].text, ann.chat.messages[-1].entities)
    assert text.startswith(FIRST)
    assert text.endswith(LAST)


@pytest.mark.usefixtures("bot")
async def test_on_telegram_what_is_urgent_stands_beside_the_first_lines_of_the_rest(fake: TelegramSimulator) -> None:
    """Of a long message a phone shows the end: an advice that isn't folded would hide what to do now."""
    ann = fake.person(1001)
    await telegram_bot.begin(ann)
    await telegram_bot.walk(ann, "Beginnen", "1.", "1.", "2.", *5 * ("1.",), "Verder naar vraag 9", "1.")
    text, [folded] = ann.chat.messages[-1].text, quoted(ann.chat.messages[-1].text, ann.chat.messages[-1].entities)
    assert text.startswith("Doe nu\n• ")
    assert f"politie.\n{folded}" in text
    assert folded.startswith("Je koos: Ja")
    assert "\nAdvies\n" in folded
    seen = text.replace(folded, "")
    assert "Houd open contact" in seen
    assert "Dit advies is geen uitslag" in seen


def quoted(text: str, entities: tuple[dict[str, object], ...]) -> list[str]:
    return [covered_text(text, entity) for entity in entities if entity["type"] == "expandable_blockquote"]


async def test_slack_shows_all_of_it(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with slack_bot.serving(slack, shipped, slack_bot.configured(slack, database)):
        ann = slack.person("U1001")
        await slack_bot.begin(ann)
        await slack_bot.walk(ann, "Privacy")
        said = slack_bot.shown(ann)
    assert FIRST in said
    assert LAST in said
    assert "<" not in said


def test_a_terminal_shows_all_of_it(shipped: Content) -> None:
    sink, dialogue = StringIO(), Dialogue(shipped, TokenCipher([b"s" * 32]), idle=900)
    console = Console(StringIO("p\n"), sink, {})
    TerminalConversation(dialogue, shipped.words["nl"], "nl", 900, console).talk()
    assert FIRST in sink.getvalue()
    assert LAST in sink.getvalue()
    assert "<" not in sink.getvalue()
