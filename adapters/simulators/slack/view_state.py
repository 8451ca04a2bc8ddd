"""The values chosen and typed in a view, as Slack sends them (docs.slack.dev/reference/views)."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.view import OpenView

_SINGLE = {
    "datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
    "users_select": "selected_user", "conversations_select": "selected_conversation",
    "channels_select": "selected_channel", "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations", "multi_channels_select": "selected_channels",
}  # fmt: skip
_OPTION = {"static_select", "radio_buttons", "overflow", "external_select"}
_OPTIONS = {"checkboxes", "multi_static_select", "multi_external_select"}
_UNKEPT = {"button", "overflow"}

Inputs = dict[tuple[str, str], JsonObject]
"""The value of each field, by block_id and action_id."""


def chosen(element: JsonObject, value: object) -> JsonObject:
    """Return the value of an element after a person chose or typed this; options go by label or by value.

    Raises:
        LookupError: There is no such option.
    """
    kind = element["type"]
    if kind in _OPTION:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _OPTIONS:
        several = value if isinstance(value, list | tuple) else []
        return {"selected_options": [_option(element, each) for each in several]}
    return {_SINGLE.get(kind, "value"): value}


def admit(view: OpenView, inputs: Inputs, *, initial: bool) -> None:
    """Set each new field to its initial value; existing fields keep their values.

    Slack keeps the value of a field, by its block_id and action_id, for as long as a modal is open, even if the field
    disappears in between, and regardless of any later initial value (docs.slack.dev/reference/methods/views.update,
    "Preserving input entry"; slackapi/bolt-python #572, #1036 and #1064).

    Args:
        view: The view that is shown now.
        inputs: The values of this modal's fields.
        initial: Whether initial values count. After views.update they are visible, but may be submitted as empty
            (slackapi/bolt-js #1073 and #1258 report both).
    """
    for block in view.blocks:
        for element in surface_validation.interactive_elements(block):
            first = _initial(element) if initial else chosen(element, None)
            inputs.setdefault((block["block_id"], element["action_id"]), first)


def values(view: OpenView, inputs: Inputs) -> JsonObject:
    """Return the view's `state.values`: the value of every element, by block_id and action_id."""
    found: JsonObject = {}
    for block in view.blocks:
        for element in surface_validation.interactive_elements(block):
            if element["type"] not in _UNKEPT:
                held = inputs.get((block["block_id"], element["action_id"])) or _initial(element)
                found.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **held}
    return found


def missing(view: OpenView, inputs: Inputs, touched: set[tuple[str, str]]) -> list[str]:
    """Return the block_ids of required inputs that are empty; Slack's clients don't submit a view with any.

    To a client, an untouched field has its visible initial value.
    """
    held = values(view, {field: given for field, given in inputs.items() if field in touched})
    needed = [block for block in view.blocks if block["type"] == "input" and not block.get("optional")]
    return [block["block_id"] for block in needed if not _filled(held[block["block_id"]])]


def _initial(element: JsonObject) -> JsonObject:
    for name, value in element.items():
        if name.startswith("initial_"):
            return {name.replace("initial_", "selected_") if name != "initial_value" else "value": value}
    return chosen(element, None)


def _filled(held: JsonObject) -> bool:
    return all(value not in (None, "", []) for one in held.values() for name, value in one.items() if name != "type")


def _option(element: JsonObject, value: object) -> JsonObject:
    groups = [element, *element.get("option_groups", [])]
    for option in (option for group in groups for option in group.get("options", [])):
        if value in {option["value"], rendered_blocks.read_text(option["text"])}:
            found: JsonObject = option
            return found
    raise LookupError(value)
