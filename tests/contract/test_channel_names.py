"""Only the registry knows which channels there are: nothing that serves all of them names one."""

import re
from pathlib import Path

import pytest

from adapters.channels.registry import descriptors

ADAPTERS = Path(__file__).parents[2] / "adapters"
FOLDERS = ("cli", "config", "privacy", "runtime")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_serves_every_channel_names_none(folder: str) -> None:
    names = "|".join(re.escape(name) for one in descriptors() for name in (one.name, one.title))
    sources = sorted((ADAPTERS / folder).rglob("*.py"))
    assert sources
    naming = [path.name for path in sources if re.search(names, path.read_text(), re.IGNORECASE)]
    assert naming == []
