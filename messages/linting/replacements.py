"""Find which shipped texts an organisation replaces, and which of those have changed since.

An organisation that replaces a text no longer gets corrections of it. So the shipped version at that time is recorded,
and compared with the current one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import ndiff

from messages.linting import replaced_file
from messages.linting.replaced_file import Record
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from messages.loading.tables import Table, flatten
from messages.loading.toml_writer import written


@dataclass(frozen=True, slots=True)
class Replacement:
    """A shipped text, number, list or template that an organisation replaces.

    Attributes:
        shipped: The current shipped version.
        own: The organisation's version; an empty list if it removes the shipped one.
    """

    shipped: object
    own: object


def find(folder: Folder) -> Mapping[tuple[str, str], Replacement]:
    """Return what an organisation replaces, by file and dotted key; the key of a template is empty.

    A list that orders tables, such as `questions`, replaces their shipped order. Dates of verification and unreadable
    files don't count.
    """
    found: dict[tuple[str, str], Replacement] = {}
    for file in folder.replacing():
        pairs = _tables(folder, file) if file.endswith(".toml") else _template(folder, file)
        found |= {(file, key): replacement for key, replacement in pairs}
    return found


def faults(folder: Folder) -> tuple[Fault, ...]:
    """Return each replaced text whose shipped version has changed or disappeared since it was recorded."""
    record, unusable = replaced_file.read(folder)
    current = find(folder)
    changed = (
        _changed(at, was, current[at])
        for at, was in (record or {}).items()
        if at in current and _is_other(current[at], was)
    )
    gone = (
        Fault(file, key, "shipped_gone", {"old": written(was)})
        for (file, key), was in (record or {}).items()
        if (file, key) not in current and _still_there(folder, file, key)
    )
    return (*unusable, *changed, *gone)


def without_vanished(form: Sequence[Fault], found: Sequence[Fault]) -> Iterator[Fault]:
    """Yield the formal faults, without those of unknown names for which a fault here tells what the name was."""
    gone = [(one.file, one.key) for one in found if one.kind == "shipped_gone"]
    for fault in form:
        below = f"{fault.key}."
        if fault.kind != "vanished" or not any(
            file == fault.file and f"{key}.".startswith(below) for file, key in gone
        ):
            yield fault


def notes(organisation: Organisation) -> tuple[Fault, ...]:
    """Return notes, which aren't faults: what is replaced, what isn't recorded yet, and checks that aren't enabled."""
    folder = organisation.content_folder
    current, (record, _) = find(folder), replaced_file.read(folder)
    noted: list[Fault] = []
    for file in dict.fromkeys(file for file, _ in current):
        here = {key: one for (at, key), one in current.items() if at == file}
        kinds: dict[str, list[str]] = {
            "replaced": [key for key, one in here.items() if key and one.own != one.shipped],
            "template_replaced": [key for key, one in here.items() if not key and one.own != one.shipped],
            "same": [key for key, one in here.items() if one.own == one.shipped],
            "unrecorded": [key for key in here if record is not None and (file, key) not in record],
        }
        noted += (_note(file, kind, keys) for kind, keys in kinds.items() if keys)
    off = (check for check in folder.own_checks() if check not in organisation.checks)
    return (*noted, *(Fault(f"{check}/check.toml", "", "off", {"check": check}) for check in off))


def _note(file: str, kind: str, keys: Sequence[str]) -> Fault:
    return Fault(file, "", kind, {"count": len(keys), "keys": ", ".join(keys)})


def accepted(folder: Folder) -> Record:
    """Return a record of the current shipped version of everything that is replaced.

    Records of files that are currently unreadable are kept.
    """
    record, _ = replaced_file.read(folder)
    unread = {fault.file for fault in unreadable(folder)}
    kept = {at: was for at, was in (record or {}).items() if at[0] in unread}
    return kept | {at: one.shipped for at, one in find(folder).items()}


def unreadable(folder: Folder) -> tuple[Fault, ...]:
    """Return the faults of unreadable files that replace parts of shipped ones."""
    read = (folder.read(file) for file in folder.replacing() if file.endswith(".toml"))
    return tuple(fault for table, faults in read if table is None for fault in faults)


def _tables(folder: Folder, file: str) -> Iterator[tuple[str, Replacement]]:
    layers = folder.read(file)[1].layers
    if layers is None or layers.shipped is None:
        return
    shipped = flatten(layers.shipped) | _orders(layers.shipped)
    for key, value in flatten(layers.own).items():
        below = [key] if key in shipped else [one for one in shipped if value == [] and one.startswith(f"{key}.")]
        texts = (one for one in below if not isinstance(shipped[one], date))
        yield from ((one, Replacement(shipped[one], value)) for one in texts)


def _orders(table: Table) -> Table:
    """Return the order of each table of tables, by the name of the list that can change it."""
    return {f"{name}s": list(value) for name, value in table.items() if isinstance(value, dict)}


def _template(folder: Folder, file: str) -> Iterator[tuple[str, Replacement]]:
    own, shipped = ((layer / file).read_bytes().decode("utf-8-sig", "replace") for layer in folder.layers)
    yield "", Replacement(_unix(shipped), _unix(own))


def _unix(text: str) -> str:
    return "\n".join(text.splitlines()) + "\n"


def _is_other(replacement: Replacement, was: object) -> bool:
    """Return whether the shipped version has changed, to something other than the organisation's version."""
    return replacement.shipped not in (was, replacement.own)


def _changed(at: tuple[str, str], was: object, now: Replacement) -> Fault:
    file, key = at
    if key:
        detail = {"old": written(was), "new": written(now.shipped), "own": written(now.own)}
        return Fault(file, key, "shipped_changed", detail)
    lines = list(ndiff(str(was).splitlines(), str(now.shipped).splitlines()))
    old, new = (" … ".join(line[2:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Fault(file, "", "template_changed", {"old": old or "–", "new": new or "–"})


def _still_there(folder: Folder, file: str, key: str) -> bool:
    """Return whether an organisation still has its own version of something shipped."""
    if folder.own is None or not (folder.own / file).is_file():
        return False
    layers = folder.read(file)[1].layers if key else None
    return not key or (layers is not None and key in flatten(layers.own))
