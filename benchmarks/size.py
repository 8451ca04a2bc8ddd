"""Measure the size of the installed product: its own files, and those of its runtime dependencies."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.figure import Figure

NAME = "groomingcheck"
_OWN = ("adapters", "bot", "messages")
_ROOT = Path(__file__).parents[1]


def figures() -> Iterator[Figure]:
    """Add up the files of the product and of its packages, without Python itself."""
    needed = _needed(NAME, set())
    libraries = sum(_size(found) for name, found in needed.items() if name != NAME)
    own = sum(
        file.stat().st_size
        for part in _OWN
        for file in (_ROOT / part).rglob("*")
        if file.suffix != ".pyc" and file.is_file()
    )
    yield Figure("installed, without Python", round((libraries + own) / 2**20, 1), "MiB")
    yield Figure("installed, the product's own", round(own / 2**20, 1), "MiB")
    yield Figure("installed, packages", len(needed), "packages")


def _needed(name: str, extras: set[str]) -> dict[str, Distribution]:
    """Return a package and all its dependencies, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    while waiting:
        name, extras = waiting.pop()
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for asked in map(Requirement, found[name].requires or ()):
            wanted = asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in {"", *extras})
            if wanted and asked.name.lower() not in found:
                waiting.append((asked.name.lower(), asked.extras))
    return found


def _size(package: Distribution) -> int:
    files = (Path(str(file.locate())) for file in package.files or () if file.suffix != ".pyc")
    return sum(file.stat().st_size for file in files if file.is_file())
