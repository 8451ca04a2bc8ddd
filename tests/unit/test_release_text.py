"""What a release writes: the version after the last one, and a changelog in which nothing is left unreleased."""

import datetime as dt

import pytest

from release import changelog, version
from release.refused import RefusedError
from release.version import Version
from tests.support.keyboard import ROOT

DAY = dt.date(2026, 12, 1)
CHANGES = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Tea.\n\n## [0.1.0] - 2026-11-01\n\n### Added\n\n- Water.\n"


def test_a_version_is_followed_by_three() -> None:
    assert list(map(str, Version.parse("1.2.3").next)) == ["1.2.4", "1.3.0", "2.0.0"]
    assert Version.parse("0.9.0") < Version.parse("0.10.0")


@pytest.mark.parametrize("text", ["", "1", "1.2", "v1.2.3", "1.2.3rc1", "01.2.3", "1.2.3\n", "1.-2.3"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match=r"write VERSION=1\.2\.3"):
        Version.parse(text)


def test_the_version_of_the_project_is_the_only_thing_that_changes() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    changed = version.put(text, Version(7, 8, 9))
    assert version.of(changed) == Version(7, 8, 9)
    assert version.put(changed, version.of(text)) == text


def test_what_was_unreleased_gets_its_version_and_its_day() -> None:
    assert changelog.released(CHANGES, Version(0, 2, 0), DAY) == CHANGES.replace(
        "## [Unreleased]\n", "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n"
    )


def test_the_first_version_has_nothing_before_it() -> None:
    first, _, _ = CHANGES.partition("## [0.1.0]")
    assert "## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n\n### Added\n" in changelog.released(
        first, Version(0, 1, 0), DAY
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        CHANGES.replace("- Tea.", ""),  # what is below an older version doesn't count
        CHANGES.replace("[Unreleased]", "[0.2.0]"),
        CHANGES.replace("## [Unreleased]", "### [Unreleased]"),
    ],
)
def test_a_release_without_changes_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="lists no change"):
        changelog.released(text, Version(0, 2, 0), DAY)


def test_the_changelog_that_is_here_can_be_released() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    assert "\n## [Unreleased]\n" in text
    assert changelog.released(text, Version(9, 9, 9), DAY).count("\n## [") == text.count("\n## [") + 1
