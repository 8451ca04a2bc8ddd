"""What a person chose and typed in a view, as Slack tells the bot (docs.slack.dev/reference/views)."""

from adapters.slack.fake import screen, surface
from adapters.slack.fake.error import Json
from adapters.slack.fake.view import View

_SINGLE = {
    "datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
    "users_select": "selected_user", "conversations_select": "selected_conversation",
    "channels_select": "selected_channel", "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations", "multi_channels_select": "selected_channels",
}  # fmt: skip
_OPTION = {"static_select", "radio_buttons", "overflow", "external_select"}
_OPTIONS = {"checkboxes", "multi_static_select", "multi_external_select"}
_UNKEPT = {"button", "overflow"}

Typed = dict[tuple[str, str], Json]
"""What was chosen or typed, by block_id and action_id."""


def given(element: Json, value: object) -> Json:
    """Give what an element holds once a person chose or typed a value; options go by what they say, or their value.

    Raises:
        LookupError: there is no such option.
    """
    kind = element["type"]
    if kind in _OPTION:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _OPTIONS:
        chosen = value if isinstance(value, list | tuple) else []
        return {"selected_options": [_option(element, each) for each in chosen]}
    return {_SINGLE.get(kind, "value"): value}


def fields(view: View) -> list[tuple[str, str]]:
    """Give the block_id and the action_id of everything in it."""
    return [(block["block_id"], one["action_id"]) for block in view.blocks for one in surface.elements(block)]


def values(view: View, typed: Typed) -> Json:
    """Give everything that can be filled in, by block_id and action_id."""
    found: Json = {}
    for block in view.blocks:
        for element in surface.elements(block):
            if element["type"] not in _UNKEPT:
                held = typed.get((block["block_id"], element["action_id"])) or _initial(element)
                found.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **held}
    return found


def empty(view: View, typed: Typed) -> list[str]:
    """Give the block_ids of what must be filled in and isn't: a person can't submit that."""
    held = values(view, typed)
    needed = [block for block in view.blocks if block["type"] == "input" and not block.get("optional")]
    return [block["block_id"] for block in needed if not _filled(held[block["block_id"]])]


def _initial(element: Json) -> Json:
    for name, value in element.items():
        if name.startswith("initial_"):
            return {name.replace("initial_", "selected_") if name != "initial_value" else "value": value}
    return given(element, None)


def _filled(held: Json) -> bool:
    return all(value not in (None, "", []) for one in held.values() for name, value in one.items() if name != "type")


def _option(element: Json, value: object) -> Json:
    groups = [element, *element.get("option_groups", [])]
    for option in (option for group in groups for option in group.get("options", [])):
        if value in {option["value"], screen.said(option["text"])}:
            found: Json = option
            return found
    raise LookupError(value)
