"""Where settings come from: the environment, the file `.env`, and files that hold one secret each.

1. A variable that is empty counts as not set; one that is set wins over the file `.env`.
2. `NAME_FILE` names a file that holds the value of `NAME`, as secrets are handed out to containers.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from environs import ValidationError

DOTENV = Path(".env")
FILE = "_FILE"


def gather(prefixes: tuple[str, ...]) -> list[str]:
    """Bring what stands in `.env` and in files into the environment of this process.

    Only variables whose names start with one of these are read or touched. Gives a line for each that can't be read.
    """
    ours = {name: value for name, value in os.environ.items() if name.startswith(prefixes)}
    for name in [name for name, value in ours.items() if not value.strip()]:
        del ours[name], os.environ[name]  # compose files hand on an unset variable as an empty one
    faults: list[str] = []
    written: Mapping[str, str | None] = {}
    try:
        written = dotenv_values(DOTENV, interpolate=False) if DOTENV.is_file() else {}
    except (OSError, ValueError):
        faults.append(f"{DOTENV}: Can't be read as text.")
    found = {name: value for name, value in written.items() if name.startswith(prefixes) and value and value.strip()}
    os.environ.update({name: value for name, value in found.items() if not _named({name, name + FILE}, ours)})
    for name in [name for name in os.environ if name.startswith(prefixes) and name.endswith(FILE)]:
        faults += _from_file(name)
    return faults + [f"{name}: Must be text in UTF-8." for name in _garbled(prefixes)]


def address(url: str) -> None:
    """Raise `ValidationError` for what is no address of a web server."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        msg = "Must be an address that starts with https:// or http://."
        raise ValidationError(msg)


def _named(names: set[str], ours: Mapping[str, str]) -> bool:
    return bool(names & ours.keys()) or any(name.removesuffix(FILE) in ours for name in names)


def _from_file(name: str) -> list[str]:
    plain = name.removesuffix(FILE)
    if plain in os.environ:
        return [f"{name}: Set this or {plain}, not both."]
    if Path(os.environ[name]).is_fifo():
        return [f"{name}: Must be a file that stays: a pipe can be read once, and the program starts itself anew."]
    try:
        value = Path(os.environ[name]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return [f"{name}: Must be the path of a file that can be read, with text in UTF-8."]
    if not value:
        return [f"{name}: The file is empty."]
    os.environ[plain] = value
    del os.environ[name]  # it has been read
    return []


def _garbled(prefixes: tuple[str, ...]) -> list[str]:
    """Name our variables whose bytes are no UTF-8, and take them away; Python carries those as surrogates."""
    names = [name for name, value in os.environ.items() if name.startswith(prefixes) and not _encodes(value)]
    for name in names:
        del os.environ[name]
    return names


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
