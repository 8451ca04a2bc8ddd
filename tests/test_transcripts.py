"""Conversations as a content owner reads them: `transcripts/*.txt`, held word for word.

The first lines of a transcript say how it is held; then come the screens, with what was typed behind `>`.
`pytest --rewrite` writes them anew after a change of the texts: read the difference before you keep it.
"""

from io import StringIO
from pathlib import Path

import pytest

from adapters.dialogue import Dialogue
from adapters.seal import Seal
from adapters.terminal import Terminal
from adapters.window import Window
from messages import content
from messages.organisation import Organisation
from tests.conftest import ORGANISATION

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


class Echo(StringIO):
    """Lines to be typed, each written behind a `>` in what is shown."""

    def __init__(self, lines: list[str], sink: StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._sink = sink

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # as in the library's own StringIO
        line = super().readline(size)
        self._sink.write(f"\n> {line}" if line else "\n")
        return line


def hold(settings: dict[str, str], typed: list[str]) -> str:
    """Hold a conversation in the terminal, every turn of it through the seal."""
    organisation = Organisation(
        folder=ORGANISATION if settings["check"] == "moneycheck" else None,
        meldpunt=settings.get("meldpunt", ""),
        concepts=settings.get("concepts", "on") == "on",
    )
    loaded = content.load(organisation)
    sink = StringIO()
    dialogue = Dialogue(loaded, Seal([b"s" * 32]), idle=900)
    window = Window(Echo(typed, sink), sink, {})
    Terminal(dialogue, loaded.words[settings["locale"]], settings["locale"], 900, window).talk(settings["check"])
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
