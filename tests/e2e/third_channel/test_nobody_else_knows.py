"""Nothing outside its folder, but for these tests and the program that they run, knows the example channel."""

import re
from pathlib import Path

from adapters.channels import registry
from tests.example_channel.descriptor import DESCRIPTOR

ROOT = Path(__file__).parents[3]
OWN = {ROOT / "tests" / "example_channel", Path(__file__).parent, ROOT / "tests" / "support" / "third_program.py"}
KINDS = {".md", ".py", ".toml"}
PAGES = {ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"}
"""They tell where its folder is, to whoever adds a channel."""


def naming(words: str) -> list[Path]:
    """Return the files that have one of these words, but for the channel's own."""
    found = [path for path in ROOT.rglob("*") if path.suffix in KINDS and not _hidden(path)]
    others = [path for path in found if not OWN & {path, *path.parents}]
    assert ROOT / "adapters" / "channels" / "registry.py" in others
    return [path for path in others if re.search(words, path.read_text(), re.IGNORECASE)]


def test_no_other_file_names_it() -> None:
    [folder] = [channel.rpartition(".")[2] for channel in registry.CHANNELS if channel.startswith("tests.")]
    assert naming(rf"\b{DESCRIPTOR.name}\b|{DESCRIPTOR.prefix}") == []
    assert set(naming(folder)) <= PAGES


def test_a_file_that_names_a_channel_is_seen() -> None:
    assert ROOT / "README.md" in naming(r"\btelegram\b")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "dist" for part in path.relative_to(ROOT).parts)
