"""Writes the files of a new check, all of them or none."""

import os
import re
import shutil
import unicodedata
from enum import StrEnum
from pathlib import Path

from adapters.channels import registry
from adapters.channels.conversation import HELP, PRIVACY, START, STOP
from messages.loading.folder import SHIPPED, Folder
from messages.loading.tables import flat_texts
from messages.loading.toml_reader import ID

MODEL = SHIPPED / "new" / "check"
"""The files that are written. {name} and {title} in them stand for those of the new check."""


class Refusal(StrEnum):
    """Why a check can't have a name. Its sentence is in `new/<locale>.toml`, under [error]."""

    NO_NAME = "no_name"
    BAD_NAME = "bad_name"
    LONG_NAME = "long_name"
    OWN_WORD = "own_word"
    TAKEN = "taken"


class RefusedNameError(Exception):
    """No check can be written under this name.

    Attributes:
        kind: Why.
        detail: The values of that sentence's placeholders, by name, besides those of the check itself.
    """

    def __init__(self, kind: Refusal, **detail: object) -> None:
        """Keep both."""
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


def accept(name: str, folder: Path) -> None:
    """Raise `RefusedNameError` if a check in this folder can't have this name."""
    if not name:
        raise RefusedNameError(Refusal.NO_NAME)
    limit, channel = min((one.command, one.channel) for one in registry.limits() if one.command)
    if not ID.fullmatch(name[:limit]):
        raise RefusedNameError(Refusal.BAD_NAME, example=_nearest(name, limit))
    if len(name) > limit:
        raise RefusedNameError(Refusal.LONG_NAME, limit=limit, channel=channel)
    if name in _own_words():
        raise RefusedNameError(Refusal.OWN_WORD)
    if os.path.lexists(folder / name):
        raise RefusedNameError(Refusal.TAKEN)


def write(name: str, folder: Path) -> None:
    """Write a check of this name into an organisation's folder, which is made if it isn't there.

    Raises:
        OSError: The folder can't be written. Nothing of the check is in it then.
    """
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".{name}-{os.getpid()}"  # what begins with a dot is no check
    try:
        unfinished.mkdir()
        for path in MODEL.iterdir():
            text = path.read_text(encoding="utf-8").replace("{title}", _title(name)).replace("{name}", name)
            (unfinished / path.name).write_text(text, encoding="utf-8")
        unfinished.rename(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _nearest(name: str, limit: int) -> str:
    """Return the nearest name that is allowed, or else one that always is."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    near = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:limit].rstrip("_")
    return near if ID.fullmatch(near) else "mijn_check"


def _own_words() -> set[str]:
    """Return every folder of the shipped content, and every command of the bot."""
    shipped = {path.name for path in SHIPPED.iterdir() if path.is_dir()}
    words = (Folder().read(f"words/{locale}.toml")[0] for locale in Folder().locales("words"))
    return {*shipped, START, HELP, PRIVACY, STOP, *(flat_texts(one or {})["reminder.word"] for one in words)}


def _title(name: str) -> str:
    """Return the name as a title, with no more of its words than every channel can show."""
    most = min(one.title for one in registry.limits() if one.title)
    title = name.replace("_", " ").strip().capitalize()
    return title if len(title) <= most else title[: most + 1].rpartition(" ")[0] or title[:most]
