"""Write the files of a new check, all of them or none."""

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
"""The templates of the files. {name} and {title} are replaced by those of the new check."""


class Refusal(StrEnum):
    """Why a check can't have a name. Its sentence is in `new/<locale>.toml`, under [error]."""

    NO_NAME = "no_name"
    BAD_NAME = "bad_name"
    LONG_NAME = "long_name"
    OWN_WORD = "own_word"
    TAKEN = "taken"


class RefusedNameError(Exception):
    """A check can't have this name.

    Attributes:
        kind: Why.
        detail: Values of placeholders in that sentence, by name, other than those of the check itself.
    """

    def __init__(self, kind: Refusal, **detail: object) -> None:
        """Set both attributes."""
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
    """Write a check of this name into an organisation's folder, which is created if needed.

    Raises:
        OSError: The folder can't be written. It contains no part of the check then.
    """
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".{name}-{os.getpid()}"  # the loader ignores names that begin with a dot
    try:
        unfinished.mkdir()
        for path in MODEL.iterdir():
            text = path.read_text(encoding="utf-8").replace("{title}", _title(name)).replace("{name}", name)
            (unfinished / path.name).write_text(text, encoding="utf-8")
        unfinished.rename(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _nearest(name: str, limit: int) -> str:
    """Return the allowed name closest to this one, or else a default."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    near = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:limit].rstrip("_")
    return near if ID.fullmatch(near) else "mijn_check"


def _own_words() -> set[str]:
    """Return the names of every shipped folder and every command of the bot, which a check can't have."""
    shipped = {path.name for path in SHIPPED.iterdir() if path.is_dir()}
    words = (Folder().read(f"words/{locale}.toml")[0] for locale in Folder().locales("words"))
    return {*shipped, START, HELP, PRIVACY, STOP, *(flat_texts(one or {})["reminder.word"] for one in words)}


def _title(name: str) -> str:
    """Return the name as a title, cut after the last word that fits on every channel."""
    most = min(one.title for one in registry.limits() if one.title)
    title = name.replace("_", " ").strip().capitalize()
    return title if len(title) <= most else title[: most + 1].rpartition(" ")[0] or title[:most]
