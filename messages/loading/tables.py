"""Helpers for the tables of content files."""

from typing import TypeAlias

Table: TypeAlias = dict[str, object]
"""A parsed TOML table, not validated."""


def flatten(table: Table, below: str = "") -> dict[str, object]:
    """Flatten a nested table, with dotted keys."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{below}{name}.")
        else:
            flat[f"{below}{name}"] = value
    return flat


def flat_texts(table: Table) -> dict[str, str]:
    """Flatten a nested table of texts that are part of the program, with dotted keys."""
    return {key: str(text) for key, text in flatten(table).items()}
