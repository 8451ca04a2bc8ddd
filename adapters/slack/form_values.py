"""Reads the values of a modal's fields. Pure, and it never raises.

Source: https://docs.slack.dev/reference/views, under `state.values`.
"""

from collections.abc import Mapping

Held = str | tuple[str, ...]
Filled = Mapping[str, Held]
"""The value of each field, by block_id, or the values of all that is ticked. Empty fields are left out."""


def read(view: object) -> Filled:
    """Return the values of the fields of this view."""
    match view:
        case {"state": {"values": dict(blocks)}}:
            found = ((name, _first(block)) for name, block in blocks.items())
            return {name: value for name, value in found if isinstance(name, str) and value is not None}
        case _:
            return {}


def held(field: object) -> Held | None:
    """Return the value of one field, or None if it is empty."""
    match field:
        case {"selected_option": {"value": str(value)}}:
            return value
        case {"selected_options": list(options)}:
            values = (option.get("value") for option in options if isinstance(option, dict))
            return tuple(value for value in values if isinstance(value, str))
        case (
            {"selected_date": str(value)}
            | {"selected_time": str(value)}
            | {"selected_conversation": str(value)}
            | {"value": str(value)}
        ):
            return value
        case _:
            return None


def _first(block: object) -> Held | None:
    fields = block.values() if isinstance(block, dict) else ()
    return next((held(field) for field in fields if isinstance(field, dict)), None)
