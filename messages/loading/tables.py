"""A table of a content file."""

from typing import TypeAlias

Table: TypeAlias = dict[str, object]
"""A TOML table as it was parsed, not validated."""
