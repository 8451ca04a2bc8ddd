"""Read settings from environment variables, from the file `.env`, and from files with one value each.

1. An empty variable counts as not set; a variable takes precedence over the file `.env`.
2. `NAME_FILE` is the path of a file with the value of `NAME`, the usual way to pass secrets to containers.
3. Values are never copied into this process's environment, which other processes can read.
4. Whatever may be a mistyped setting is an error: an invalid line of `.env`, or a name that resembles a setting.
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
    "Environment variable not set.": "Required, but not set.",
}
"""The errors of environs, in words for the person who sets the value."""


class SettingsReader(Env):
    """Read settings one by one, and collect their errors.

    `FileAwareEnv` of environs doesn't fit: there, a file named in `.env` wins over a value in the environment,
    the first file that can't be read raises, and reading a pipe blocks.
    """

    def __init__(self, prefixes: tuple[str, ...], others: Collection[str] = ()) -> None:
        """Read `.env`; its errors are in `faults`.

        Args:
            prefixes: The prefixes of settings' names.
            others: Names with such a prefix that belong to other programs.
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
        """Return a line per invalid setting, without its value. Call this after reading everything."""
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
        """Use these values from now on for settings that aren't set."""
        self._assumed |= values

    def need(self, token: str, prefix: str) -> None:
        """Report that this setting is missing, if another with this prefix is set that has no effect without it.

        Settings with a default don't count: setting one doesn't mean that the channel is wanted.
        """
        own = [name for name in self._fields if name.startswith(prefix)]
        reasons = [name for name in own if not self._fields[name].load_default and self.given(name)]
        if reasons and not self.given(token):
            self._errors[token].append(f"Required, as {reasons[0]} is set.")

    def given(self, name: str) -> bool:
        """Return whether this setting or its file is set."""
        return any(filled(source.get(one)) for source in self._sources for one in (name, name + FILE))

    def check_libraries(self, *, online: bool, postgresql: bool) -> None:
        """Check variables of libraries. `online`: whether platforms are called; `postgresql`: whether it is used."""
        environment, dotenv = self._sources
        for name, wrong in libraries.faults(environment, dotenv, online=online, postgresql=postgresql):
            self._errors[name].append(wrong)

    def _get_value(self, env_key: str, default: Any) -> Any:  # noqa: ANN401 - as environs declares it
        """Return the value of this setting from the first source that has it or its file."""
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
        """Return a value without surrounding whitespace; None if there is none or it is invalid for any setting."""
        wrong = fault(value) if value else None
        if wrong:
            self._errors[name].append(wrong)
        return None if wrong or not value else value.strip()

    def _content(self, name: str, path: Path) -> str | None:
        """Return the content of the file named by a setting."""
        value = wrong = None
        try:
            if path.is_fifo():
                wrong = "Must be a regular file: a pipe can be read only once, and the program restarts itself."
            else:
                value = path.read_text(encoding="utf-8-sig").strip()
                wrong = None if value else "The file is empty."
        except (OSError, ValueError):
            wrong = "Must be the path of a readable text file in UTF-8."
        if wrong:
            self._errors[name].append(wrong)
        return value


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Return the errors of a setting without duplicates, as it may have been read twice."""
    return (_PLAINER.get(line, line) for line in dict.fromkeys(lines))
