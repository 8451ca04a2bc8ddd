"""Whole conversations on Telegram, by both ways in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests.bot import Bot, configured, running


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as made:
        yield made


@pytest.fixture(params=["polling", "webhook"])
async def bot(
    fake: FakeTelegram, shipped: Content, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Bot]:
    chosen = configured(fake, tmp_path / "ledger.db", webhook=request.param == "webhook")
    async with running(shipped, chosen) as made:
        yield made


@pytest.mark.usefixtures("bot")
async def test_a_whole_check_leaves_nothing_in_the_chat(fake: FakeTelegram) -> None:
    ann = fake.person(1001, language_code="nl")
    await ann.say("/groomingcheck")
    await fake.settled()
    print([m for m in ann.chat.messages])
    await ann.press("Beginnen")
    await fake.settled()
    print([m.text for m in ann.chat.messages])
