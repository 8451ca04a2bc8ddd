"""Reads settings from the environment, from the file `.env`, and from files that hold one value each.

1. A variable that is empty counts as not set; one that is set wins over the file `.env`.
2. `NAME_FILE` names a file that holds the value of `NAME`, as secrets are handed out to containers.
3. Nothing that is read is written into the environment of this process, which other processes can read.
4. Nothing that may have been meant as a setting is ignored: neither a line of `.env` nor a misspelt name.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from environs import Env, EnvValidationError

from adapters.config import dotenv_file, libraries
from adapters.config.misspelt import misspelt
from adapters.config.values import fault, filled

DOTENV = Path(".env")
FILE = "_FILE"
_PLAINER = {
    "Not a valid boolean.": "Must be on or off.",
    "Not a valid integer.": "Must be a whole number.",
    "Not a valid number.": "Must be a number.",
    "Environment variable not set.": "Is needed, and not set.",
}
"""What the words of a library come to, for whoever sets the value."""


class SettingsReader(Env):
    """Reads one setting after the other, and collects what is wrong with them.

    `FileAwareEnv` of environs doesn't fit: there, a file named in `.env` wins over a value in the environment,
    the first file that can't be read raises, and reading a pipe blocks.
    """

    def __init__(self, prefixes: tuple[str, ...], others: Collection[str] = ()) -> None:
        """Read `.env`; whatever is wrong with it is in `faults`.

        Args:
            prefixes: How the names of settings begin.
            others: Names that begin so too, and are other programs'.
        """
        super().__init__(eager=False)
        dotenv, unclear = dotenv_file.read(DOTENV)
        for place, line in unclear.items():
            self._errors[place].append(line)
        self._sources: tuple[Mapping[str, str], ...] = (os.environ, dotenv)
        self._assumed: dict[str, str] = {}
        self._prefixes = prefixes
        self._others = others

    def faults(self) -> tuple[str, ...]:
        """Return a line for each setting that can't be used, without the value that was set; call this last."""
        known = {*self._fields, *(name + FILE for name in self._fields)}
        for source in self._sources:
            ours = {name: value for name, value in source.items() if name not in self._others}
            for name, nearest in misspelt(ours, known, self._prefixes):
                self._errors[name].append(nearest)
        try:
            self.seal()
        except EnvValidationError as error:
            found = error.error_messages
            named = found.items() if isinstance(found, Mapping) else [("settings", found)]
            return tuple(f"{name}: {' '.join(_plain(lines))}" for name, lines in named)
        return ()

    def assume(self, values: Mapping[str, str]) -> None:
        """Take these values from now on for what isn't set anywhere."""
        self._assumed |= values

    def need(self, token: str, prefix: str) -> None:
        """Note as a fault that this setting is missing, if one with this prefix is set that does nothing without it.

        One that has a default of its own is no reason: whoever sets it may not want the channel.
        """
        own = [name for name in self._fields if name.startswith(prefix)]
        reasons = [name for name in own if not self._fields[name].load_default and self.given(name)]
        if reasons and not self.given(token):
            self._errors[token].append(f"Is needed, as {reasons[0]} is set.")

    def given(self, name: str) -> bool:
        """Return whether this setting, or its file, is set anywhere."""
        return any(filled(source.get(one)) for source in self._sources for one in (name, name + FILE))

    def check_libraries(self, *, online: bool, postgresql: bool) -> None:
        """Note what libraries can't use. `online`: whether a chat platform is called; `postgresql`: whether that is."""
        environment, dotenv = self._sources
        for name, wrong in libraries.faults(environment, dotenv, online=online, postgresql=postgresql):
            self._errors[name].append(wrong)

    def _get_value(self, env_key: str, default: Any) -> Any:  # noqa: ANN401 - as environs declares it
        """Return the value of this setting from the first source that sets it or its file."""
        for source in self._sources:
            value, path = (filled(source.get(name)) for name in (env_key, env_key + FILE))
            if value and path:
                self._errors[env_key + FILE].append(f"Set this or {env_key}, not both.")
                return default
            if path:
                return self._sound(env_key + FILE, self._content(env_key + FILE, Path(path))) or default
            if value:
                return self._sound(env_key, value) or default
        return self._assumed.get(env_key, default)

    def _sound(self, name: str, value: str | None) -> str | None:
        """Return a value without spaces around it; None if there is none, or no setting can have it."""
        wrong = fault(value) if value else None
        if wrong:
            self._errors[name].append(wrong)
        return None if wrong or not value else value.strip()

    def _content(self, name: str, path: Path) -> str | None:
        """Return the content of the file that a setting names."""
        value = wrong = None
        try:
            if path.is_fifo():
                wrong = "Must be a file that stays: a pipe can be read once, and the program starts itself anew."
            else:
                value = path.read_text(encoding="utf-8-sig").strip()
                wrong = None if value else "The file is empty."
        except (OSError, ValueError):
            wrong = "Must be the path of a file that can be read, with text in UTF-8."
        if wrong:
            self._errors[name].append(wrong)
        return value


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Return the faults of a setting, each once, as it may have been read twice."""
    return (_PLAINER.get(line, line) for line in dict.fromkeys(lines))
