"""The Makefile: the list at its top, which `make help` prints, and that what it sets up stays set up."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_help_lists_every_target_and_no_other() -> None:
    done = subprocess.run(
        [shutil.which("make") or "make", "--silent", "help"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    [targets] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    listed = re.findall(r"^make (\w+) +\S", done.stdout, re.MULTILINE)
    assert len(listed) == len(done.stdout.splitlines())
    assert sorted(listed) == sorted(targets.split())


def asked(folder: Path, target: str, *stamps: str) -> str:
    """Return what `make` would do for this target where this is set up already, in this order."""
    for name in ("Makefile", "pyproject.toml", *(path.name for path in ROOT.glob("*.lock"))):
        shutil.copy2(ROOT / name, folder)
    (folder / ".venv").mkdir()
    for stamp in stamps:
        (folder / ".venv" / stamp).touch()
    command = [shutil.which("make") or "make", "--dry-run", target]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("target", ["run", "review", "test", "bench", ".venv"])
@pytest.mark.parametrize("stamps", [("runs", "reviews", "ready"), ("runs", "ready", "reviews")])
def test_what_is_set_up_is_not_set_up_again(tmp_path: Path, target: str, stamps: tuple[str, ...]) -> None:
    assert "install" not in asked(tmp_path, target, *stamps)


def test_running_needs_nothing_of_authors_or_developers(tmp_path: Path) -> None:
    done = asked(tmp_path, "run")
    assert "requirements.lock" in done
    assert not [lock for lock in ("review", "dev") if f"requirements-{lock}.lock" in done]


@pytest.mark.parametrize(("target", "lock"), [("review", "review"), ("test", "dev")])
def test_what_comes_later_is_added_to_what_is_there(tmp_path: Path, target: str, lock: str) -> None:
    done = asked(tmp_path, target, "runs")
    assert f"requirements-{lock}.lock" in done
    assert "--clear" not in done
