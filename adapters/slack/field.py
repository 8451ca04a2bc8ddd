"""What the fields of a modal hold, read. Pure, and it never raises.

Source: https://docs.slack.dev/reference/views, under `state.values`.
"""

from collections.abc import Mapping

Held = str | tuple[str, ...]
Filled = Mapping[str, Held]
"""What each field holds, by block_id: a value, or those of all that is ticked. What holds nothing is left out."""


def read(view: object) -> Filled:
    """Give what the fields of this view hold."""
    match view:
        case {"state": {"values": dict(blocks)}}:
            found = ((name, _first(block)) for name, block in blocks.items())
            return {name: value for name, value in found if isinstance(name, str) and value is not None}
        case _:
            return {}


def held(field: object) -> Held | None:
    """Give what one field holds, or None."""
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
