"""The shipped content, overridden file by file by an organisation's folder."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from messages.loading.faults import Faults

SHIPPED = Path(__file__).parents[1]
STRUCTURE = "check.toml"
OF_A_CHECK = (STRUCTURE, "help.toml", "prompts.toml", "sources.toml")
"""The files of a check besides its languages."""
_LOCALE = re.compile(r"[a-z]{2}\.toml")
_LEFT_BY_AN_EDITOR = re.compile(r".*(~|\.bak|\.orig|\.tmp)|#.*#")
_MISSPELT = re.compile(r"(?P<reason>.*) \(at (line (?P<line>\d+), column (?P<column>\d+)|\D*)\)", re.DOTALL)

Table: TypeAlias = dict[str, object]
"""A TOML table as it was parsed, not validated."""


class Folder:
    """Finds content files: the organisation's own if it has one of that name, else the shipped one."""

    def __init__(self, over: Path | None = None) -> None:
        """Override the shipped content with a folder.

        Args:
            over: The organisation's folder, with the same layout as the shipped one, if it has one.
        """
        self.layers = (SHIPPED,) if over is None else (over, SHIPPED)

    def checks(self) -> tuple[str, ...]:
        """Return the ids of all checks, the shipped ones first."""
        found = [path.parent for layer in reversed(self.layers) for path in sorted(layer.glob(f"*/{STRUCTURE}"))]
        return tuple(dict.fromkeys(path.name for path in found if not path.name.startswith(".")))

    def locales(self, below: str) -> tuple[str, ...]:
        """Return the languages (ISO 639-1) in which there are texts below this folder, Dutch first."""
        found = {path.stem for layer in self.layers for path in (layer / below).glob("*.toml") if _is_locale(path)}
        return tuple(sorted(found, key=lambda locale: (locale != "nl", locale)))

    def read(self, file: str) -> tuple[Table | None, Faults]:
        """Read a TOML file, in UTF-8 with or without a byte order mark.

        Returns:
            Its table, or None if it can't be read; and its faults.
        """
        faults = Faults(file)
        try:
            text = self._find(file).read_bytes().decode("utf-8-sig")
            return tomllib.loads(f"{text}\n"), faults  # so that a fault in a last line has the number of that line
        except FileNotFoundError:
            faults.add("dangling" if self._find(file).is_symlink() else "no_file")
        except tomllib.TOMLDecodeError as error:
            _note(str(error), faults)
        except UnicodeDecodeError:
            faults.add("not_utf8")
        except RecursionError:
            faults.add("nested")
        except ValueError:  # Python reads no number of more than 4,300 digits
            faults.add("long_number")
        except OSError as error:
            faults.add("unreadable", reason=error.strerror)
        return None, faults

    def strays(self) -> tuple[str, ...]:
        """Return the organisation's files whose names mean nothing here, so that they have no effect."""
        included = self._included()
        return tuple(name for name in self._own(Path.is_file) if not self._means_something(name, included))

    def dangling(self) -> tuple[str, ...]:
        """Return the organisation's broken links, whose content would otherwise be ignored."""
        return self._own(_leads_nowhere)

    def holds(self, file: str) -> bool:
        """Return whether there is a file of this name."""
        return _is_there(self._find(file))

    def _means_something(self, name: str, included: str) -> bool:
        below, _, file = name.rpartition("/")
        if below == "templates":
            return (SHIPPED / name).is_file() or file in included
        ours = below in self.checks() and file in OF_A_CHECK
        translated = below in (*self.checks(), "words", "readability") and _LOCALE.fullmatch(file)
        return bool(ours or translated)

    def _own(self, wanted: Callable[[Path], bool]) -> tuple[str, ...]:
        over = self.layers[0]
        paths = over.rglob("*") if over != SHIPPED else ()
        names = sorted(path.relative_to(over).as_posix() for path in paths if wanted(path))
        return tuple(name for name in names if not _is_no_text(name))

    def _included(self) -> str:
        """Return the organisation's templates as one text: a template named in there can be part of another."""
        paths = sorted((self.layers[0] / "templates").glob("*"))
        return "\n".join(path.read_bytes().decode(errors="replace") for path in paths if path.is_file())

    def _find(self, file: str) -> Path:
        places = [layer / file for layer in self.layers]
        return next((place for place in places if _is_there(place)), places[-1])


def _note(error: str, faults: Faults) -> None:
    """Note tomllib's error about a file, in terms that its author can search for."""
    found = _MISSPELT.fullmatch(error)
    if not found or not found["line"]:
        faults.add("cut_off", reason=found["reason"] if found else error)
    else:
        again = found["reason"].startswith("Cannot ")  # such as "Cannot overwrite a value"
        faults.add("again" if again else "not_toml", **found.groupdict())


def _is_locale(path: Path) -> bool:
    return _LOCALE.fullmatch(path.name) is not None


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _is_no_text(name: str) -> bool:
    """Return whether an editor, version control or a mount left this file; part of its path may begin with a dot."""
    *above, file = name.split("/")
    return any(part.startswith(".") for part in (*above, file)) or bool(_LEFT_BY_AN_EDITOR.fullmatch(file))
