"""Only the registry knows which channels exist: shared code names none of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.channels.descriptor import ChannelDescriptor
from adapters.channels.registry import CHANNELS, descriptors

ADAPTERS = Path(__file__).parents[2] / "adapters"
FOLDERS = ("cli", "config", "privacy", "runtime")
SHARED = sorted(
    path.name
    for path in ADAPTERS.iterdir()
    if (path / "__init__.py").exists() and f"adapters.{path.name}" not in CHANNELS and path.name != "simulators"
)
"""Every package that is no channel's, and serves all of them."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_shared_code_names_no_channel(folder: str) -> None:
    names = "|".join(re.escape(name) for one in platforms() for name in (one.name, one.title))
    assert naming(folder, names, re.IGNORECASE) == []


@pytest.mark.parametrize("folder", SHARED)
def test_shared_code_has_no_channels_settings_and_imports_no_channel(folder: str) -> None:
    names = "|".join(pattern for one in descriptors() for pattern in identifying(one))
    found = naming(folder, names)
    assert found == (["registry.py"] if folder == "channels" else [])


def platforms() -> Iterator[ChannelDescriptor]:
    """Yield the channels whose name is that of a platform outside; others have names that are words as well."""
    return (one for one in descriptors() if one.home)


def identifying(channel: ChannelDescriptor) -> Iterator[str]:
    """Yield patterns that identify this channel."""
    yield rf"\b{channel.prefix}"
    yield rf"\b{channel.token}\b"
    yield rf"""["']{channel.name}["']"""
    yield rf"\badapters[./]{channel.name}\b"


def naming(folder: str, names: str, flags: re.RegexFlag = re.NOFLAG) -> list[str]:
    sources = sorted((ADAPTERS / folder).rglob("*.py"))
    assert sources
    return [path.name for path in sources if re.search(names, path.read_text(), flags)]
