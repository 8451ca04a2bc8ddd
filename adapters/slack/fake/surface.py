"""What the bot wants to show, looked through as strictly as Slack does: a view, or the blocks of a message."""

from collections import Counter
from collections.abc import Iterator

from adapters.slack.fake import block, mrkdwn
from adapters.slack.fake.error import Json
from adapters.slack.fake.finding import Check
from adapters.slack.fake.rule import flag, plain, shape, string, typed

LARGEST = 250 * 1024
"""How many bytes a view may have ("view_too_large": greater than 250kb)."""

_KNOWN = {
    "private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": string(255, 0),
}  # fmt: skip
_MODAL = shape("title", "blocks",
    title=plain(24), close=plain(24), submit=plain(24), blocks=block.MODAL, clear_on_close=flag, notify_on_close=flag,
    submit_disabled=flag, **_KNOWN,
)  # fmt: skip
_VIEW = typed({"modal": _MODAL, "home": shape("blocks", blocks=block.HOME, **_KNOWN)})


def view(check: Check, pointer: str, value: object, kind: str) -> None:
    """Look through a view of a kind, "modal" or "home"."""
    _VIEW(check, pointer, value)
    if not isinstance(value, dict):
        return
    if value.get("type") in {"modal", "home"} - {kind}:
        check.refuse(f"{pointer}/type", f"must be a {kind} view")
    blocks = listed(value.get("blocks"))
    if kind == "modal" and "submit" not in value and any(each.get("type") == "input" for each in blocks):
        check.refuse(pointer, "`submit` is required when an `input` block is within the `blocks` array")
    unique(check, f"{pointer}/blocks", blocks)


def message(check: Check, text: object, blocks: object) -> None:
    """Look through a message: its blocks, and the text that stands for them where blocks can't be shown."""
    if blocks is not None:
        block.MESSAGE(check, "/blocks", blocks)
        unique(check, "/blocks", listed(blocks))
    if blocks and not (isinstance(text, str) and text.strip()):
        # Slack takes it, but the text is all that a screen reader or a notification has (python-slack-sdk #891).
        check.remark("/text", "no text beside the blocks")
    for slip in mrkdwn.slips(text) if isinstance(text, str) else ():
        check.remark("/text", slip)


def unique(check: Check, pointer: str, blocks: list[Json]) -> None:
    """Look for ids that stand twice.

    Slack refuses a block_id twice (slack-go/slack #725) and an action_id twice in one block (knacklabs/gantry #458).
    An action_id twice in a view it takes, and then a listener can't tell one button from another.
    """
    for name in _twice(each.get("block_id") for each in blocks):
        check.refuse(pointer, f"block_id {name} already exists")
    for place, each in enumerate(blocks):
        for name in _twice(one.get("action_id") for one in elements(each)):
            check.refuse(f"{pointer}/{place}", f"action_id {name} already exists")
    apart = [{one.get("action_id") for one in elements(each)} for each in blocks]
    for name in _twice(name for names in apart for name in names):
        check.remark(pointer, f"action_id {name} stands in two blocks")


def elements(each: Json) -> list[Json]:
    """Give what a person can press, choose or fill in, in a block."""
    if each.get("type") == "rich_text":
        return []
    found = [*listed(each.get("elements")), *listed([each.get("accessory"), each.get("element")])]
    return [one for one in found if one.get("type") not in {"image", "mrkdwn", "plain_text"}]


def listed(value: object) -> list[Json]:
    """Give the objects in a list, whatever else there is in it."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _twice(names: Iterator[object]) -> list[object]:
    return [name for name, times in Counter(name for name in names if isinstance(name, str)).items() if times > 1]
