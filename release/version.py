"""Versions, such as 1.2.0, in the order of semantic versioning; `pyproject.toml` is the one file that has ours."""

import re
import tomllib
from dataclasses import astuple, dataclass
from typing import Self

from release.refused import RefusedError

_LINE = re.compile(r'^version = ".*"$', re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version: changes that break something, new things, and repairs."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the version that is written so.

        Raises:
            RefusedError: It isn't three numbers with dots between.
        """
        if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", text):
            msg = f"{text or 'No version'} is no version: write VERSION=1.2.3"
            raise RefusedError(msg)
        return cls(*map(int, text.split(".")))

    def __str__(self) -> str:
        return ".".join(map(str, astuple(self)))

    @property
    def next(self) -> list[Self]:
        """Return the three versions that may come after this one."""
        kind = type(self)
        return [
            kind(self.major, self.minor, self.patch + 1),
            kind(self.major, self.minor + 1, 0),
            kind(self.major + 1, 0, 0),
        ]


def of(project: str) -> Version:
    """Return the version in the text of a `pyproject.toml`."""
    return Version.parse(tomllib.loads(project)["project"]["version"])


def put(project: str, version: Version) -> str:
    """Return the text of a `pyproject.toml` with this version instead of its own."""
    return _LINE.sub(f'version = "{version}"', project, count=1)
