"""Every link on every page leads somewhere: to a file, to a heading in it, or to an address that is https."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.pages import EVERY, ROOT

BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(rf"{BLOCK.pattern}|`[^`\n]*`", re.MULTILINE | re.DOTALL)
CITED = "bronnen"
"""This page cites sources by the address at which they were read, which may be older than https."""
HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"
PAGES = pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(ROOT)))


def targets(path: Path) -> list[str]:
    """Return what the links and pictures of a page point at."""
    text = CODE.sub("", path.read_text())
    found = re.findall(r"\]\(([^)\n]*)\)|<(https?:[^>\n]*)>|(?:src|href)=\"([^\"]*)\"", text)
    return ["".join(one) for one in found]


def anchors(path: Path) -> Iterator[str]:
    """Yield the anchor of each heading of a page, as GitHub makes it: of the second of one name with -1."""
    seen = list[str]()
    for heading in re.findall(r"^#+ (.*)$", BLOCK.sub("", path.read_text()), re.MULTILINE):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        yield f"{slug}-{seen.count(slug)}" if slug in seen else slug
        seen.append(slug)


@PAGES
def test_what_a_page_points_at_is_there(path: Path) -> None:
    for target in targets(path):
        file, _, anchor = target.partition("#")
        there = path.parent / file if file else path
        assert "://" in target or there.exists(), target
        assert "://" in target or not anchor or anchor in anchors(there), target


@PAGES
def test_what_a_page_points_at_elsewhere_is_https(path: Path) -> None:
    for target in targets(path):
        if "://" in target and target != "http://127.0.0.1:8080/":
            parts = urlsplit(target)
            assert parts.scheme == "https" or path.stem == CITED, target
            assert re.fullmatch(HOST, parts.hostname or ""), target
            assert not re.search(r"\s|[.,;]$|example\.", target), target


def test_every_link_is_seen() -> None:
    """One that is broken over a line, say, would otherwise be looked at by nobody."""
    for path in EVERY:
        text = CODE.sub("", path.read_text())
        assert len(re.findall(r"\]\(", text)) == len(re.findall(r"\]\([^)\s]+\)", text)), path
    assert len([target for path in EVERY for target in targets(path)]) > 100


def test_of_two_headings_of_one_name_each_has_an_anchor(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# A `b`: c?\n```sh\n# no\n```\n## Same\n## Same\n")
    assert [*anchors(tmp_path / "x.md")] == ["a-b-c", "same", "same-1"]
