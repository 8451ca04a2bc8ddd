"""The licence of everything that runs with the program: allowed, and listed in LICENCES.md.

`make licences` regenerates that file.
"""

import re
from collections.abc import Mapping
from importlib.metadata import metadata

import pytest

from tests.support.dockerfile import ROOT

LIST = ROOT / "LICENCES.md"
ALLOWED = {
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CNRI-Python",
    "LGPL-3.0-only",  # an unmodified library, which the operator can replace
    "MIT",
    "MIT-0",
    "MPL-2.0",  # likewise
    "PSF-2.0",
}
READ = {
    "aiosignal": "Apache-2.0",
    "cronsim": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "langcodes": "MIT",
    "locate": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "wcwidth": "MIT",
}
"""The licences of packages that don't name theirs by its SPDX expression, taken from their licence files."""
HEAD = """\
# Licences

groomingcheck itself has the licence in [`LICENSE`](LICENSE). With it run these packages, as
`requirements-review.lock` has them, unchanged. `make licences` writes this list anew; a test holds that it is whole,
and that no other comes in.

The word lists in wordfreq, which only the review of texts reads, are under CC BY-SA 4.0.

| package | licence |
| --- | --- |
"""


def names() -> list[str]:
    return re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-review.lock").read_text(), re.MULTILINE)


def licence(name: str, told: Mapping[str, object]) -> str:
    """Return the SPDX expression of a package with this metadata; empty if it isn't known."""
    return str(told.get("license_expression") or READ.get(name) or told.get("license", ""))


def refused(expression: str) -> set[str]:
    """Return the part of an expression that is not allowed; what is unknown isn't either."""
    return set(re.split(r" AND | OR |[()]", expression)) - ALLOWED - ({""} if expression else set())


def listed() -> str:
    found = {name: metadata(name).json for name in names()}
    return HEAD + "".join(f"| {name} | {licence(name, told)} |\n" for name, told in found.items())


def test_every_licence_is_allowed() -> None:
    found = {name: refused(licence(name, metadata(name).json)) for name in names()}
    assert len(found) >= 40
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_licence_is_listed(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        LIST.write_text(listed())
    assert LIST.read_text() == listed()


def test_what_was_read_by_hand_is_still_needed() -> None:
    assert READ.keys() <= set(names())
    assert not [name for name in READ if "license_expression" in metadata(name).json]


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ({"license_expression": "MIT AND Apache-2.0"}, set()),
        ({"license_expression": "MIT AND GPL-3.0-or-later"}, {"GPL-3.0-or-later"}),
        ({"license": "AGPL-3.0"}, {"AGPL-3.0"}),
        ({"license": "a long story"}, {"a long story"}),
        ({}, {""}),
    ],
)
def test_another_licence_or_none_is_refused(told: dict[str, str], faults: set[str]) -> None:
    assert refused(licence("newcomer", told)) == faults
