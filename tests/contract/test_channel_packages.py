"""Every channel is a package of its own: nothing imports it, and it imports what is below it and no other channel."""

import tomllib
from pathlib import Path

import grimp
import pytest

from adapters.channels.registry import CHANNELS

ROOT = Path(__file__).parents[2]


def layers() -> list[list[str]]:
    """Return the packages of each layer of the shell, from the top down, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [shell] = [one for one in contracts if one.get("containers") == ["adapters"]]
    return [[f"adapters.{name}" for name in layer.split(" | ")] for layer in shell["layers"]]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("adapters", cache_dir=None)


def test_every_package_of_the_shell_is_in_a_layer_or_is_a_channel(graph: grimp.ImportGraph) -> None:
    assert graph.find_children("adapters") == {name for layer in layers() for name in layer} | set(CHANNELS)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_imports_no_other_channel_and_nothing_above_it(graph: grimp.ImportGraph, channel: str) -> None:
    above = next(number for number, layer in enumerate(layers()) if "adapters.channels" in layer) - 1
    forbidden = {name for layer in layers()[:above] for name in layer} | set(CHANNELS) - {channel}
    found = {name: graph.find_shortest_chains(channel, name, as_packages=True) for name in forbidden}
    assert {name: chains for name, chains in found.items() if chains} == {}


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_imports_a_channel(graph: grimp.ImportGraph, channel: str) -> None:
    """The registry has it by its name alone."""
    others = graph.find_children("adapters") - {channel}
    assert {name for name in others if graph.find_shortest_chains(name, channel, as_packages=True)} == set()
