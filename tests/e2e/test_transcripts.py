"""Conversations as a content owner reads them: `transcripts/*.txt`, compared word for word.

The first lines of a transcript are its settings; then come the screens, with what was typed after `>`. All of it is at
one moment, as the help numbers differ by the hour: `at`, or else in the night.
`pytest --rewrite` rewrites them after a change of the texts: read the difference before you keep it.
"""

import datetime as dt
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.terminal.console import Console
from adapters.terminal.conversation import TerminalConversation
from messages.loading.organisation import Organisation
from tests.conftest import ORGANISATION
from tests.support.loading import load_content

NIGHT = "2026-11-24 03:00"
TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.txt"))


class Echo(StringIO):
    """Lines to be typed, each written after a `>` in the output."""

    def __init__(self, lines: list[str], sink: StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._sink = sink

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # as in the library's own StringIO
        line = super().readline(size)
        self._sink.write(f"\n> {line}" if line else "\n")
        return line


def hold(settings: dict[str, str], typed: list[str]) -> str:
    """Run a conversation in the terminal, every turn of it through the state token."""
    organisation = Organisation(
        folder=ORGANISATION if settings["check"] == "moneycheck" else None,
        meldpunt=settings.get("meldpunt", ""),
        achterwacht=settings.get("achterwacht", ""),
        concepts=settings.get("concepts") == "on",
        checks=(settings["check"],),
    )
    loaded = load_content(organisation)
    sink = StringIO()
    moment = (
        dt.datetime.fromisoformat(settings.get("at", NIGHT)).replace(tzinfo=ZoneInfo("Europe/Amsterdam")).timestamp()
    )
    dialogue = Dialogue(loaded, TokenCipher([b"s" * 32]), idle=900, clock=lambda: moment)
    window = Console(Echo(typed, sink), sink, {})
    TerminalConversation(dialogue, loaded.words[settings["locale"]], settings["locale"], 900, window).talk()
    return sink.getvalue()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation(path: Path, request: pytest.FixtureRequest) -> None:
    kept = path.read_text()
    head, _, body = kept.partition("\n\n")
    settings = dict(line.removeprefix("# ").split(": ", 1) for line in head.splitlines() if ": " in line)
    typed = [line.removeprefix("> ") for line in body.splitlines() if line.startswith(">")]
    now = f"{head}\n\n{hold(settings, typed)}"
    if request.config.getoption("--rewrite"):
        path.write_text(now)
    assert path.read_text() == now


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 8
