"""Lays an organisation's table over the shipped one, key by key.

- A table is laid over a table. Anything else (a text, a number, a date, a list) is replaced whole.
- An empty file and an empty table change nothing.
- What is shipped keeps its place; what is added comes after it.
- `[]` takes away what may be absent: in place of a text, the reader of that text sees to it; in place of a table, it
  takes the whole table away.
- A table where a text belongs, or the reverse, is a fault; what is shipped then stays, so that it causes no others.
"""

from messages.loading.faults import Faults
from messages.loading.tables import Table


def lay_over(own: Table, shipped: Table, faults: Faults, at: str = "") -> Table:
    """Return the shipped table with an organisation's own laid over it.

    Args:
        own: The organisation's, as parsed.
        shipped: The shipped one, as parsed.
        faults: Collects what can't be laid over.
        at: The dotted key of the table in its file, with a dot behind it; empty for the whole file.
    """
    laid = dict(shipped)
    for name, value in own.items():
        there = shipped.get(name)
        if isinstance(value, dict) and isinstance(there, dict):
            laid[name] = lay_over(value, there, faults, f"{at}{name}.")
        elif value == [] and isinstance(there, dict):
            del laid[name]
        elif there is not None and isinstance(value, dict) != isinstance(there, dict):
            _note(f"{at}{name}", value, faults)
        else:
            laid[name] = value
    return laid


def _note(key: str, value: object, faults: Faults) -> None:
    if isinstance(value, dict):
        faults.add("table_for_text", key)
    elif isinstance(value, list) and all(isinstance(row, dict) for row in value):
        faults.add("not_tables", key, id=key)
    else:
        faults.add("text_for_table", key)
