"""Tables of content files."""

from typing import TypeAlias

Table: TypeAlias = dict[str, object]
"""A TOML table as it was parsed, not validated."""


def flatten(table: Table, below: str = "") -> dict[str, object]:
    """Return a nested table flattened, with dotted keys."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{below}{name}.")
        else:
            flat[f"{below}{name}"] = value
    return flat


def flat_texts(table: Table) -> dict[str, str]:
    """Return a nested table of texts of ours flattened, with dotted keys."""
    return {key: str(text) for key, text in flatten(table).items()}
