"""Which commit runs is told by git in a checkout, and by the file that was written when a wheel was built."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from messages.loading.folder import SHIPPED
from tests.support.keyboard import ROOT

ASK = "from adapters.runtime import release; print(release.commit())"


def asked(folder: Path, **environment: str) -> str:
    """Return what a program in this folder says of its commit."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        check=True,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), **environment},
        text=True,
    )
    return done.stdout.strip()


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], capture_output=True, check=True, cwd=folder, text=True)  # noqa: S607 - whichever git is there
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with just what says which commit runs."""
    for name in ("adapters/__init__.py", "adapters/runtime/__init__.py", "adapters/runtime/release.py"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_a_checkout_knows_its_commit_and_whether_it_was_changed(checkout: Path) -> None:
    git(checkout, "init", "--quiet")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "x")
    commit = git(checkout, "rev-parse", "HEAD")
    assert asked(checkout, PYTHONDONTWRITEBYTECODE="1") == commit
    (checkout / "adapters" / "__init__.py").write_text("# changed\n")
    assert asked(checkout) == f"{commit}-dirty"


def test_a_folder_that_is_no_checkout_says_so(checkout: Path) -> None:
    assert asked(checkout) == "None"


def test_a_machine_without_git_says_so(checkout: Path) -> None:
    git(checkout, "init", "--quiet")
    assert asked(checkout, PATH=str(checkout)) == "None"


def test_a_wheel_has_every_text_and_says_which_commit_it_was_built_from(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT],
        capture_output=True,
        check=False,
        env={**os.environ, "COMMIT": "0123abc"},
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.iterdir()
    with zipfile.ZipFile(wheel) as opened:
        assert opened.read("adapters/runtime/commit") == b"0123abc\n"
        packed = set(opened.namelist())
    shipped = {path.relative_to(ROOT).as_posix() for kind in ("toml", "j2") for path in SHIPPED.rglob(f"*.{kind}")}
    assert "messages/groomingcheck/sources.toml" in shipped
    assert shipped <= packed


def test_the_version_is_told_with_its_commit() -> None:
    done = subprocess.run([sys.executable, "-m", "adapters", "--version"], capture_output=True, check=True, cwd=ROOT)
    assert re.fullmatch(rb"groomingcheck [\d.]+ \(commit ([0-9a-f]{40}(-dirty)?|not known)\)\n", done.stdout)
