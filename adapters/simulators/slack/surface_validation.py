"""Validates views and messages, as strictly as Slack does."""

from collections import Counter
from collections.abc import Iterator

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import mrkdwn
from adapters.simulators.slack.block_rules import flag, plain, shape, string, typed
from adapters.simulators.slack.blocks import HOME_BLOCKS, MESSAGE_BLOCKS, MODAL_BLOCKS
from adapters.simulators.slack.problems import Validator

LARGEST = 250 * 1024
"""The most bytes in a view ("view_too_large": greater than 250kb)."""

_KNOWN = {
    "private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": string(255, 0),
}  # fmt: skip
_MODAL = shape("title", "blocks",
    title=plain(24), close=plain(24), submit=plain(24), blocks=MODAL_BLOCKS, clear_on_close=flag, notify_on_close=flag,
    submit_disabled=flag, **_KNOWN,
)  # fmt: skip
_VIEW = typed({"modal": _MODAL, "home": shape("blocks", blocks=HOME_BLOCKS, **_KNOWN)})


def validate_view(check: Validator, pointer: str, value: object, kind: str) -> None:
    """Validate a view.

    Args:
        check: Collects the problems.
        pointer: The location of the view, as a JSON pointer.
        value: The view as it was sent.
        kind: The type that it must have, "modal" or "home".
    """
    _VIEW(check, pointer, value)
    if not isinstance(value, dict):
        return
    if value.get("type") in {"modal", "home"} - {kind}:
        check.refuse(f"{pointer}/type", f"must be a {kind} view")
    blocks = objects_in(value.get("blocks"))
    if kind == "modal" and "submit" not in value and any(each.get("type") == "input" for each in blocks):
        check.refuse(pointer, "`submit` is required when an `input` block is within the `blocks` array")
    validate_ids(check, f"{pointer}/blocks", blocks)


def validate_message(check: Validator, text: object, blocks: object) -> None:
    """Validate a message: its blocks, and the fallback text."""
    if blocks is not None:
        MESSAGE_BLOCKS(check, "/blocks", blocks)
        validate_ids(check, "/blocks", objects_in(blocks))
    if blocks and not (isinstance(text, str) and text.strip()):
        # Slack accepts it, but screen readers and notifications only have the text (python-slack-sdk #891).
        check.remark("/text", "no text beside the blocks")
    for slip in mrkdwn.escaping_faults(text) if isinstance(text, str) else ():
        check.remark("/text", slip)


def validate_ids(check: Validator, pointer: str, blocks: list[JsonObject]) -> None:
    """Check for duplicate ids.

    Slack refuses duplicate block_ids (slack-go/slack #725) and duplicate action_ids in one block (knacklabs/gantry
    #458). It accepts the same action_id in two blocks of a view, but then a listener can't tell the buttons apart.
    """
    for name in _twice(each.get("block_id") for each in blocks):
        check.refuse(pointer, f"block_id {name} already exists")
    for place, each in enumerate(blocks):
        for name in _twice(one.get("action_id") for one in interactive_elements(each)):
            check.refuse(f"{pointer}/{place}", f"action_id {name} already exists")
    apart = [{one.get("action_id") for one in interactive_elements(each)} for each in blocks]
    for name in _twice(name for names in apart for name in names):
        check.remark(pointer, f"action_id {name} is in two blocks")


def interactive_elements(each: JsonObject) -> list[JsonObject]:
    """Return the elements of a block that a person can press, choose from or fill in."""
    if each.get("type") == "rich_text":
        return []
    found = [*objects_in(each.get("elements")), *objects_in([each.get("accessory"), each.get("element")])]
    return [one for one in found if one.get("type") not in {"image", "mrkdwn", "plain_text"}]


def objects_in(value: object) -> list[JsonObject]:
    """Return the objects in a list; none if it isn't a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _twice(names: Iterator[object]) -> list[object]:
    return [name for name, times in Counter(name for name in names if isinstance(name, str)).items() if times > 1]
