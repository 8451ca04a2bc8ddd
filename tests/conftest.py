"""What many tests start from: the shipped content, the invented check, and conversations held with them."""

import os
from pathlib import Path

import pytest

from bot.check import Check
from messages import content
from messages.content import Content
from messages.organisation import Organisation

ORGANISATION = Path(__file__).parent / "organisation"
"""An organisation's folder with a check of its own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the transcripts anew from what the bot says now")


@pytest.fixture(scope="session")
def shipped() -> Content:
    return content.load(Organisation())


@pytest.fixture(scope="session")
def own() -> Content:
    return content.load(Organisation(folder=ORGANISATION))


@pytest.fixture(scope="session")
def check(shipped: Content) -> Check:
    return shipped.checks["groomingcheck"]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("GROOMINGCHECK_")]:
        monkeypatch.delenv(name)
