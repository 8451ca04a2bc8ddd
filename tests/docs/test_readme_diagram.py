"""The diagram in the README is that of the code: its arrows are imports, and every import follows its arrows."""

import re
from collections.abc import Mapping
from pathlib import Path

import grimp
import pytest

from adapters.channels.registry import CHANNELS

ROOT = Path(__file__).parents[2]
DRAWN = re.findall(r"```mermaid\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
NODE = re.compile(r'(\w+)\["([\w/]+)(?:<br>[^"]*)?"\]')


def parts() -> Mapping[str, str]:
    """Return the package of each box, by the box's name."""
    return {name: folder.replace("/", ".") for name, folder in NODE.findall(DRAWN[0])}


def arrows() -> set[tuple[str, str]]:
    """Return the packages at both ends of each arrow."""
    bare, named = NODE.sub(r"\1", DRAWN[0]), parts()
    return {(named[start], named[end]) for start, end in re.findall(r"^ +(\w+) --> (\w+)$", bare, re.MULTILINE)}


def reached(start: str) -> set[str]:
    """Return the packages to which arrows lead from this one, directly or by others."""
    direct = {end for begin, end in arrows() if begin == start}
    return direct.union(*(reached(end) for end in direct))


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    """Return each pair of drawn packages of which the first imports from the second."""
    graph = grimp.build_graph("adapters", "bot", "messages", cache_dir=None)
    drawn = {*parts().values()}
    within = {one: {one, *graph.find_descendants(one)} for one in drawn}
    found = {(one, other) for one in drawn for other in drawn - {one}}
    return {
        (one, other)
        for one, other in found
        if any(graph.find_modules_directly_imported_by(module) & within[other] for module in within[one])
    }


def test_each_box_is_a_folder_and_each_channel_a_box() -> None:
    assert all((ROOT / package.replace(".", "/")).is_dir() for package in parts().values())
    assert set(CHANNELS) <= {*parts().values()}
    assert len(arrows()) == DRAWN[0].count("-->")


def test_each_arrow_is_an_import(imports: set[tuple[str, str]]) -> None:
    assert arrows() - imports == set()


def test_each_import_between_boxes_follows_the_arrows(imports: set[tuple[str, str]]) -> None:
    assert {(one, other) for one, other in imports if other not in reached(one)} == set()
