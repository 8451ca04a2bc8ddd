"""The Makefile: the list at its top, which `make help` prints, and that what it sets up stays set up."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from adapters.config import settings

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def test_help_lists_every_target_and_no_other() -> None:
    done = subprocess.run(
        [shutil.which("make") or "make", "--silent", "help"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    [targets] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    listed = re.findall(r"^make (\w+) +\S", done.stdout, re.MULTILINE)
    assert len(listed) == len(done.stdout.splitlines())
    assert sorted(listed) == sorted(targets.split())


def asked(folder: Path, target: str, *stamps: str, **variables: str) -> str:
    """Return what `make` would do for this target where this is set up already, in this order."""
    for name in ("Makefile", "pyproject.toml", *(path.name for path in ROOT.glob("*.lock"))):
        shutil.copy2(ROOT / name, folder)
    (folder / ".venv").mkdir()
    for stamp in stamps:
        (folder / ".venv" / stamp).touch()
    command = [shutil.which("make") or "make", "--dry-run", target, *map("=".join, variables.items())]
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


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """Return a folder in which `make run` finds everything set up."""
    asked(tmp_path, "run", "runs")
    program = tmp_path / ".venv" / "bin" / "groomingcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m adapters "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(folder: Path, **given: str) -> subprocess.Popen[str]:
    """Start `make run` as a shell does, in a process group of its own."""
    return subprocess.Popen(
        [shutil.which("make") or "make", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), **given},
        start_new_session=True,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_leads_on(out: str) -> None:
    _, ended, after = out.partition("gewist.")
    assert ended
    assert set(re.findall(r"docs/\w+\.md", after)) == {"docs/web.md", "docs/telegram.md", "docs/slack.md"}
    assert all((ROOT / page).is_file() for page in re.findall(r"docs/\w+\.md", after))
    assert f"http://{settings.read().host}:{settings.read().port}/" in after
    assert "groomingcheck doctor" in after


def test_after_the_check_it_says_which_page_leads_to_each_platform(ready: Path) -> None:
    process = run(ready)
    out, err = process.communicate("s\n", timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert_leads_on(out)


def test_it_says_so_after_ctrl_c_as_well(ready: Path) -> None:
    process = run(ready)
    assert process.stdout
    shown = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    assert_leads_on(shown + out)


def test_where_the_program_refuses_its_settings_nothing_follows(ready: Path) -> None:
    process = run(ready, TELEGRAM_BOT_TOKEN="wrong")
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("groomingcheck: TELEGRAM_BOT_TOKEN: ")


def test_another_environment_leaves_the_usual_one_alone(tmp_path: Path) -> None:
    done = asked(tmp_path, "parts", "runs", "ready", VENV=".venv-3.13", PYTHON="python3.13")
    assert "python3.13 -m venv --clear .venv-3.13" in done
    assert ".venv-3.13/bin/pytest" in done
    assert not re.search(r"\.venv(?!-3\.13)", done)


def test_the_pythons_that_are_tried_are_those_that_are_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [int(one) for one in re.findall(r" :: 3\.(\d+)'", str(project["classifiers"]))]
    assert project["requires-python"] == f">=3.{named[0]}"
    [tried] = re.findall(r"for minor in ([\d ]+);", (ROOT / "Makefile").read_text())
    assert [int(one) for one in tried.split()] == named[1:]
