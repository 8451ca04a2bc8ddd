"""The shipped content with an organisation's folder laid over it, file by file."""

import re
import tomllib
from pathlib import Path
from typing import TypeAlias

from messages.fault import Faults

SHIPPED = Path(__file__).parent
STRUCTURE = "check.toml"
_LOCALE = re.compile(r"[a-z]{2}\.toml")

Table: TypeAlias = dict[str, object]
"""A TOML table as it was read, unjudged."""


class Folder:
    """Where every content file is found: the organisation's own if it has one of that name, else the shipped one."""

    def __init__(self, over: Path | None = None) -> None:
        """`over`: the organisation's folder, laid out like the shipped one."""
        self.layers = (SHIPPED,) if over is None else (over, SHIPPED)

    def checks(self) -> tuple[str, ...]:
        """Give the ids of all checks, the shipped ones first."""
        found = [path.parent.name for layer in reversed(self.layers) for path in sorted(layer.glob(f"*/{STRUCTURE}"))]
        return tuple(dict.fromkeys(found))

    def locales(self, below: str) -> tuple[str, ...]:
        """Give the languages (ISO 639-1) in which there are texts below this folder, Dutch first."""
        found = {path.stem for layer in self.layers for path in (layer / below).glob("*.toml") if _is_locale(path)}
        return tuple(sorted(found, key=lambda locale: (locale != "nl", locale)))

    def read(self, file: str) -> tuple[Table, Faults]:
        """Read a TOML file, UTF-8; a file that can't be read is an empty table and a fault."""
        faults = Faults(file)
        try:
            return tomllib.loads(self._find(file).read_bytes().decode()), faults
        except FileNotFoundError:
            faults.add("no_file")
        except tomllib.TOMLDecodeError as error:
            faults.add("not_toml", reason=error)
        except (OSError, UnicodeDecodeError) as error:
            faults.add("unreadable", reason=error)
        return {}, faults

    def strays(self) -> tuple[str, ...]:
        """Give the organisation's files whose names mean nothing here, so that they change nothing."""
        over = self.layers[0]
        if over == SHIPPED:
            return ()
        files = (path for path in over.rglob("*") if path.is_file() and not path.name.startswith("."))
        names = sorted(path.relative_to(over).as_posix() for path in files)
        return tuple(name for name in names if not self._means_something(name))

    def _means_something(self, name: str) -> bool:
        below, _, file = name.rpartition("/")
        ours = below in self.checks() and file in ("check.toml", "help.toml", "prompts.toml")
        translated = below in (*self.checks(), "words", "plain") and _LOCALE.fullmatch(file)
        return bool(ours or translated or (SHIPPED / name).is_file())

    def holds(self, file: str) -> bool:
        """Whether there is a file of this name."""
        return self._find(file).exists()

    def _find(self, file: str) -> Path:
        places = [layer / file for layer in self.layers]
        return next((place for place in places if place.exists()), places[-1])


def _is_locale(path: Path) -> bool:
    return _LOCALE.fullmatch(path.name) is not None
