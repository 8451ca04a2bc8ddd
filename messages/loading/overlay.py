"""Overlay the shipped table with an organisation's, key by key.

- Tables are merged. Any other value (a text, a number, a date, a list) is replaced as a whole.
- An empty file and an empty table change nothing.
- Shipped keys keep their order; added ones follow.
- `[]` removes something optional: a whole table, or a text (the code that reads the text handles that).
- A table instead of another value, or the reverse, is a fault; the shipped value is kept then, to avoid further faults.
"""

from messages.loading.faults import Faults
from messages.loading.tables import Table


def lay_over(own: Table, shipped: Table, faults: Faults, at: str = "") -> Table:
    """Return the shipped table, overlaid with an organisation's.

    Args:
        own: The organisation's parsed table.
        shipped: The shipped parsed table.
        faults: Collects what can't be merged.
        at: The dotted key of the table in its file, followed by a dot; empty for the whole file.
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
