"""The registry of channels."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.channels import registry


@pytest.fixture
def misfit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A channel whose descriptor has the wrong type."""
    folder = tmp_path / "misfit_channel"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "descriptor.py").write_text('DESCRIPTOR = {"name": "misfit"}\n')
    monkeypatch.syspath_prepend(tmp_path)
    registry.CHANNELS.append(folder.name)
    yield f"{folder.name}.descriptor"
    registry.CHANNELS.remove(folder.name)


def test_a_descriptor_of_the_wrong_type_is_refused_by_the_name_of_its_module(misfit: str) -> None:
    with pytest.raises(TypeError, match=f"^{misfit}: DESCRIPTOR is a dict, and must be a ChannelDescriptor.$"):
        registry.descriptors()


def test_every_channel_that_is_named_has_a_descriptor() -> None:
    names = [one.name for one in registry.descriptors()]
    assert len(set(names)) == len(registry.CHANNELS)
