"""Carries the Dockerfile out without Docker: its build stage in a folder of its own, its stage that runs as a process.

Absolute paths in it (/opt, /data, /source) are in that folder. Steps of that stage that change the system of the
image, and not what is built, are skipped.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = 10001
_INSIDE = re.compile(r"(?<![\w.])/(?=(?:opt|data|source)\b)")
_AWAY = "after connection broken by"
"""What pip prints when the package index can't be reached; a wrong hash is reported differently."""


@dataclass(frozen=True)
class Step:
    """One instruction. `said`: its arguments."""

    name: str
    said: str

    def form(self) -> list[str]:
        """Return the arguments in the exec form."""
        words: list[str] = json.loads(self.said[self.said.index("[") :])
        return words


@dataclass(frozen=True)
class Stage:
    """The steps between one FROM and the next."""

    base: str
    steps: tuple[Step, ...]

    def all(self, name: str) -> list[Step]:
        return [step for step in self.steps if step.name == name]

    def one(self, name: str) -> Step:
        (found,) = self.all(name)
        return found

    def environment(self) -> dict[str, str]:
        return dict(step.said.split("=", 1) for step in self.all("ENV"))


def read(path: Path = ROOT / "Dockerfile") -> list[Stage]:
    """Read its stages, with the ARGs before the first one substituted."""
    lines = [line for line in path.read_text().replace("\\\n", "").splitlines() if line and not line.startswith("#")]
    steps = [Step(*line.split(None, 1)) for line in lines]
    given = dict(step.said.split("=", 1) for step in steps if step.name == "ARG")
    starts = [number for number, step in enumerate(steps) if step.name == "FROM"]
    ends = [*starts[1:], len(steps)]
    filled = [re.sub(r"\$\{(\w+)\}", lambda found: given[found[1]], steps[start].said) for start in starts]
    return [Stage(base, tuple(steps[start + 1 : end])) for base, start, end in zip(filled, starts, ends, strict=True)]


class Image:
    """The image that the Dockerfile builds. `folder`: its root; `user`: who runs it, or None for the current user."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder = folder
        self.stages = read()
        python, self.user = _python()
        (folder / "bin").mkdir()
        (folder / "bin" / "python").write_text(f'#!/bin/sh\nexec {python} "$@"\n')
        (folder / "bin" / "python").chmod(0o755)

    def at(self, said: str) -> str:
        """Return this text with its absolute paths moved into the folder."""
        return _INSIDE.sub(f"{self.folder}/", said)

    def build(self) -> None:
        """Carry out the build stage, and make the folder of the data as the stage that runs does."""
        build, run = self.stages[:2]
        source = Path(self.at(build.one("WORKDIR").said))
        source.mkdir()
        for step in build.steps:
            if step.name == "COPY":
                *sources, target = step.said.split()
                _copy(sources, source / target)
            elif step.name == "RUN":
                self._run(step.said, source)
        data = Path(self.at(run.one("VOLUME").said))
        data.mkdir(mode=0o700)
        if self.user:
            os.chown(data, self.user, self.user)

    def start(self, command: list[str], **settings: str) -> subprocess.Popen[str]:
        """Start a command as it would run in the image: with its environment and these settings only."""
        run = self.stages[1]
        environment = {name: self.at(value) for name, value in run.environment().items()} | settings
        return subprocess.Popen(
            [self.at(word) for word in command],
            cwd=self.at(run.one("WORKDIR").said),
            env=environment,
            group=self.user,
            extra_groups=[] if self.user else None,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            user=self.user,
        )

    def files(self) -> dict[Path, float]:
        """Return every file outside the volume, and when it was modified."""
        data = Path(self.at("/data"))
        return {path: path.stat().st_mtime for path in self.folder.rglob("*") if not path.is_relative_to(data)}

    def _run(self, said: str, where: Path) -> None:
        path = f"{self.folder}/bin:/usr/local/bin:/usr/bin:/bin"
        done = subprocess.run(
            ["/bin/sh", "-c", self.at(said)],
            capture_output=True,
            check=False,
            cwd=where,
            env={**os.environ, "PATH": path},
            text=True,
            timeout=300,
        )
        if done.returncode and _AWAY in done.stderr:
            pytest.skip("needs a package index that can be reached")
        assert done.returncode == 0, done.stderr


def _copy(sources: list[str], target: Path) -> None:
    for source in (ROOT / name for name in sources):
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)


def _python() -> tuple[str, int | None]:
    """Return a Python that everybody may run, and a user for it; if there is none, that of these tests, and None."""
    own = os.path.realpath(sys.executable)
    asked = ["-c", "import ensurepip, sys, venv; assert sys.version_info >= (3, 11)"]
    for found in (own, "/usr/local/bin/python3", "/usr/bin/python3") if os.geteuid() == 0 else ():
        try:
            subprocess.run([found, *asked], check=True, capture_output=True, user=NOBODY, timeout=60)
        except (OSError, subprocess.CalledProcessError):
            continue
        return found, NOBODY
    return own, None
