"""A release of a copy of this repository: what it changes, what it makes, and that it installs by its hashes."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from release import version
from release.files import REQUIREMENTS, SUMS
from tests.support.keyboard import ROOT
from tests.unit.test_release import git

MAKE = shutil.which("make") or "make"
AWAY = "after connection broken by"
"""What pip prints when the package index can't be reached."""


@dataclass(frozen=True)
class Released:
    """The copy of which a release was made, and what that printed."""

    copy: Path
    version: str
    printed: str

    @property
    def folder(self) -> Path:
        return self.copy / "dist" / self.version


def run(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=False, cwd=folder, text=True)
    if done.returncode and AWAY in done.stderr:
        pytest.skip("needs a package index that can be reached")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def released() -> Iterator[Released]:
    with TemporaryDirectory(prefix="groomingcheck-released-") as folder:
        copy = Path(folder) / "copy"
        git(ROOT, "clone", "--quiet", str(ROOT), str(copy))
        for name, value in (("user.name", "n"), ("user.email", "e"), ("commit.gpgsign", "false")):
            git(copy, "config", name, value)
        now = version.of((copy / "pyproject.toml").read_text())
        wanted = now.next[1] if git(copy, "tag", "--list", f"v{now}") else now
        log = copy / "CHANGELOG.md"
        log.write_text(log.read_text().replace("## [Unreleased]\n", "## [Unreleased]\n\n- A change.\n", 1))
        git(copy, "commit", "--quiet", "--all", "--message", "Change something")
        yield Released(copy, str(wanted), run(copy, sys.executable, "-m", "release", str(wanted)))


def test_a_commit_with_the_version_and_the_changelog_is_tagged_and_not_pushed(released: Released) -> None:
    copy, tag = released.copy, f"v{released.version}"
    assert git(copy, "log", "-1", "--format=%s") == f"Release {released.version}"
    assert git(copy, "diff", "--name-only", "HEAD~1") in {"CHANGELOG.md", "CHANGELOG.md\npyproject.toml"}
    assert git(copy, "rev-parse", f"{tag}^{{commit}}") == git(copy, "rev-parse", "HEAD")
    assert git(copy, "cat-file", "-t", tag) == "tag"
    assert tomllib.loads((copy / "pyproject.toml").read_text())["project"]["version"] == released.version
    text = (copy / "CHANGELOG.md").read_text()
    assert f"## [Unreleased]\n\n## [{released.version}] - 2" in text
    assert not git(copy, "status", "--porcelain")
    assert tag not in git(copy, "ls-remote", "--tags", "origin")
    assert f"git push origin HEAD {tag}" in released.printed


def test_its_files_are_all_there_and_have_their_sums(released: Released) -> None:
    wheel = f"groomingcheck-{released.version}-py3-none-any.whl"
    assert {file.name for file in released.folder.iterdir()} == {
        wheel,
        REQUIREMENTS,
        "sbom.json",
        "LICENCES.md",
        SUMS,
    }
    assert run(released.folder, "sha256sum", "--check", SUMS).count(": OK\n") == 4
    assert (released.folder / "LICENCES.md").read_text() == (released.copy / "LICENCES.md").read_text()
    about = json.loads((released.folder / "sbom.json").read_text())["metadata"]["component"]
    assert (about["name"], about["version"]) == ("groomingcheck", released.version)


def test_whoever_builds_the_tag_gets_the_same_wheel_byte_for_byte(released: Released, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", f"v{released.version}", str(released.copy), "again")
    again = tmp_path / "again"
    run(again, MAKE, "wheel", f"BIN={Path(sys.executable).parent}", "READY=")
    [first], [second] = released.folder.glob("*.whl"), again.glob("dist/*.whl")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_it_installs_by_its_hashes_and_says_which_it_is(released: Released, tmp_path: Path) -> None:
    run(tmp_path, sys.executable, "-m", "venv", "--without-pip", "fresh")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", tmp_path / "fresh" / "bin" / "python"]
    run(released.folder, *pip, "install", "--quiet", "--require-hashes", "--requirement", REQUIREMENTS)
    commit = git(released.copy, "rev-parse", "HEAD")
    said = run(tmp_path, tmp_path / "fresh" / "bin" / "groomingcheck", "--version")
    assert said == f"groomingcheck {released.version} (commit {commit})\n"
