"""The shipped content, overlaid with an organisation's folder: tables key by key, templates file by file.

If an organisation's file can't be read, that is a fault: the shipped one isn't used instead.
"""

import re
from collections.abc import Callable
from pathlib import Path

from messages.loading.faults import Faults
from messages.loading.layers import Layers
from messages.loading.overlay import lay_over
from messages.loading.tables import Table
from messages.loading.toml_file import read_table
from messages.loading.tree import below as all_below

SHIPPED = Path(__file__).parents[1]
STRUCTURE = "check.toml"
OF_A_CHECK = (STRUCTURE, "help.toml", "prompts.toml", "sources.toml")
"""The files of a check other than those of its languages."""
REPLACED = "replaced.toml"
"""The file in which an organisation records the shipped texts that it replaced."""
_LOCALE = re.compile(r"[a-z]{2}\.toml")
_LEFT_BY_AN_EDITOR = re.compile(r".*(~|\.bak|\.orig|\.tmp)|#.*#|~\$.*|desktop\.ini|Thumbs\.db", re.IGNORECASE)


class Folder:
    """Finds and reads content files."""

    def __init__(self, over: Path | None = None, shipped: Path = SHIPPED) -> None:
        """Overlay the shipped content with a folder.

        Args:
            over: The organisation's folder, if any, with the same layout as the shipped one.
            shipped: The shipped content.
        """
        self.shipped = shipped
        self.own = None if over is None or over.resolve() == shipped.resolve() else over
        self.layers = (shipped,) if self.own is None else (self.own, shipped)

    def checks(self) -> tuple[str, ...]:
        """Return the ids of all checks, the shipped ones first, without other folders of the product."""
        found = [path.parent for layer in reversed(self.layers) for path in sorted(layer.glob(f"*/{STRUCTURE}"))]
        names = dict.fromkeys(path.name for path in found if not path.name.startswith("."))
        return tuple(name for name in names if not self._is_the_products(name))

    def locales(self, below: str) -> tuple[str, ...]:
        """Return the languages (ISO 639-1) of the texts in this folder, Dutch first."""
        found = {path.stem for layer in self.layers for path in (layer / below).glob("*.toml") if _is_locale(path)}
        return tuple(sorted(found, key=lambda locale: (locale != "nl", locale)))

    def read(self, file: str) -> tuple[Table | None, Faults]:
        """Read a TOML file (UTF-8, with or without a byte order mark), overlaid with the organisation's file.

        Returns:
            Its table, or None if it can't be read; and its faults.
        """
        faults = Faults(file)
        there = [layer / file for layer in self.layers if _is_there(layer / file)]
        if not there:
            faults.add("no_file")
        tables = {path: read_table(path, faults) for path in there}
        if faults:
            return None, faults
        own = {} if self.own is None else tables.get(self.own / file) or {}
        shipped = tables.get(self.shipped / file)
        if self.own is None:
            return shipped, faults
        faults.layers = Layers(own, shipped)
        return lay_over(own, shipped or {}, faults), faults

    def own_checks(self) -> tuple[str, ...]:
        """Return the ids of the organisation's own checks."""
        return tuple(name for name in self.checks() if not (self.shipped / name / STRUCTURE).exists())

    def replacing(self) -> tuple[str, ...]:
        """Return the organisation's files that overlay or replace a shipped one."""
        meant = (name for name in self._own(Path.is_file) if self._means_something(name, ""))
        return tuple(name for name in meant if (self.shipped / name).is_file())

    def strays(self) -> tuple[str, ...]:
        """Return the organisation's files with unknown names, which have no effect."""
        included = self._included()
        return tuple(name for name in self._own(Path.is_file) if not self._means_something(name, included))

    def dangling(self) -> tuple[str, ...]:
        """Return the organisation's broken links, which would otherwise be ignored silently."""
        return self._own(_leads_nowhere)

    def holds(self, file: str) -> bool:
        """Return whether there is a file with this name."""
        return any(_is_there(layer / file) for layer in self.layers)

    def _is_the_products(self, name: str) -> bool:
        return (self.shipped / name).is_dir() and not (self.shipped / name / STRUCTURE).exists()

    def _means_something(self, name: str, included: str) -> bool:
        below, _, file = name.rpartition("/")
        if name == REPLACED:
            return True
        if below == "templates":
            return (self.shipped / name).is_file() or file in included
        ours = below in self.checks() and file in OF_A_CHECK
        translated = below in (*self.checks(), "words", "readability") and _LOCALE.fullmatch(file)
        return bool(ours or translated)

    def _own(self, wanted: Callable[[Path], bool]) -> tuple[str, ...]:
        if self.own is None:
            return ()
        names = sorted(path.relative_to(self.own).as_posix() for path in all_below(self.own) if wanted(path))
        return tuple(name for name in names if not _is_no_text(name))

    def _included(self) -> str:
        """Return the organisation's templates as one text, to find templates that others include."""
        paths = sorted((self.layers[0] / "templates").glob("*"))
        return "\n".join(path.read_bytes().decode(errors="replace") for path in paths if path.is_file())


def _is_locale(path: Path) -> bool:
    return _LOCALE.fullmatch(path.name) is not None


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _is_no_text(name: str) -> bool:
    """Return whether this file belongs to an editor, version control or a mount. Its name may begin with a dot."""
    *above, file = name.split("/")
    return any(part.startswith(".") for part in (*above, file)) or bool(_LEFT_BY_AN_EDITOR.fullmatch(file))
