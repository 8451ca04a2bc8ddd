"""Read and write `replaced.toml`: the shipped version of each text at the time an organisation replaced it.

It is in the organisation's folder. For a template it has the whole text.
"""

from collections.abc import Mapping
from typing import TypeAlias

from messages.loading.faults import Faults
from messages.loading.folder import REPLACED, Folder
from messages.loading.toml_file import read_table
from messages.loading.toml_writer import quoted, written

Record: TypeAlias = Mapping[tuple[str, str], object]
"""The shipped versions, by file and dotted key; the key of a template is empty."""
_TEMPLATE = "template"
"""The key of a template's text in the file."""


def read(folder: Folder) -> tuple[Record | None, Faults]:
    """Read an organisation's record; return an empty one if there is no file, and None if it is invalid."""
    faults = Faults(REPLACED)
    path = folder.own / REPLACED if folder.own else None
    if path is None or not (path.exists() or path.is_symlink()):
        return {}, faults
    tables = ((file, table) for file, table in read_table(path, faults).items() if isinstance(table, dict))
    record = {
        (file, "" if key == _TEMPLATE and file.startswith("templates/") else key): value
        for file, table in tables
        for key, value in table.items()
    }
    return None if faults else record, faults


def text(record: Record, about: str) -> str:
    """Return the content of the file for a record, with these lines as a comment."""
    parts = ["".join(f"# {line}\n" for line in about.splitlines())]
    for file in sorted({file for file, _ in record}):
        lines = (f"{quoted(key or _TEMPLATE)} = {written(value)}" for (at, key), value in record.items() if at == file)
        parts.append("\n".join((f"[{quoted(file)}]", *lines, "")))
    return "\n".join(parts)
