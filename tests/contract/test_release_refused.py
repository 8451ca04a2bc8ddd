"""A release that can't be made changes nothing, and says in one line what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.keyboard import ROOT
from tests.unit.test_release import git

PROJECT = '[project]\nname = "tea"\nversion = "0.1.0"\n'
CHANGES = "# Changelog\n\n## [Unreleased]\n\n- Tea.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with what a release looks at first, of which 0.1.0 was released."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "x")
    git(tmp_path, "tag", "v0.1.0")
    for name, value in (("user.name", "n"), ("user.email", "e"), ("commit.gpgsign", "false")):
        git(tmp_path, "config", name, value)
    return tmp_path


def refused(repository: Path, *arguments: str) -> str:
    """Return the one line that a release ends with, once it is clear that nothing has changed."""
    before = git(repository, "log", "--all", "--decorate"), git(repository, "status", "--porcelain")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "release", *arguments],
        capture_output=True,
        check=False,
        cwd=repository,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert (git(repository, "log", "--all", "--decorate"), git(repository, "status", "--porcelain")) == before
    assert git(repository, "worktree", "list").count("\n") == 0
    return done.stderr


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.3.0", "0.1.2", "2.0.0"])
def test_a_version_that_does_not_come_next(repository: Path, version: str) -> None:
    assert refused(repository, version) == (f"release: {version} can't come now: VERSION is 0.1.1 or 0.2.0 or 1.0.0.\n")


def test_another_version_than_the_one_that_was_never_released(repository: Path) -> None:
    git(repository, "tag", "--delete", "v0.1.0")
    assert refused(repository, "0.2.0") == "release: 0.2.0 can't come now: VERSION is 0.1.0.\n"


@pytest.mark.parametrize("arguments", [(), ("next",)])
def test_what_is_no_version(repository: Path, arguments: tuple[str, ...]) -> None:
    assert "write VERSION=1.2.3" in refused(repository, *arguments)


@pytest.mark.parametrize("name", ["CHANGELOG.md", "new.txt"])
def test_what_was_not_committed(repository: Path, name: str) -> None:
    (repository / name).write_text(f"{CHANGES}- More.\n")
    assert refused(repository, "0.2.0") == (f"release: {name} isn't as it was committed: commit, stash or remove it.\n")


def test_no_changes(repository: Path) -> None:
    (repository / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n")
    git(repository, "commit", "--quiet", "--all", "--message", "y")
    assert "lists no change" in refused(repository, "0.2.0")


def test_a_tool_that_fails(repository: Path) -> None:
    """There is no Makefile here, so that the wheel can't be built."""
    assert "release: make wheel failed" in refused(repository, "0.2.0").replace("\n", " ")
