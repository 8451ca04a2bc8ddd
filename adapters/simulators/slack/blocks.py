"""The blocks of Block Kit, where they may be used, and their limits.

docs.slack.dev/reference/block-kit/blocks; the lengths are in slack_sdk.models.blocks too. That alerts are for
modals only comes from Slack's SDK (slackapi/python-slack-sdk #1865); their 200 characters were found by experiment.
"""

from adapters.simulators.slack.block_elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from adapters.simulators.slack.block_rules import (
    BlockRule,
    anything,
    array,
    flag,
    link,
    one_of,
    plain,
    shape,
    string,
    typed,
    words,
)
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.rich_text import RICH_TEXT, unread

_ID = string(255)
_LEVELS = one_of("default", "info", "warning", "error", "success")


def _section(check: Validator, pointer: str, value: object) -> None:
    _SECTION(check, pointer, value)
    if isinstance(value, dict) and not {"text", "fields"} & value.keys():
        check.refuse(pointer, "must define either `text` or `fields`")


def _picture(check: Validator, pointer: str, value: object) -> None:
    _PICTURE(check, pointer, value)
    if isinstance(value, dict) and len({"image_url", "slack_file"} & value.keys()) != 1:
        check.refuse(pointer, "must define either `slack_file` or `image_url`")


_SECTION = shape(
    block_id=_ID, text=words(3000), fields=array(words(2000), 10), accessory=IN_SECTION, expand=flag,
)  # fmt: skip
_PICTURE = shape("alt_text",
    block_id=_ID, alt_text=string(2000), image_url=link, slack_file=anything, title=plain(2000),
)  # fmt: skip

EVERYWHERE: dict[str, BlockRule] = {
    "actions": shape("elements", block_id=_ID, elements=array(IN_ACTIONS, 25)),
    "context": shape("elements", block_id=_ID, elements=array(IN_CONTEXT, 10)),
    "divider": shape(block_id=_ID),
    "header": shape("text", block_id=_ID, text=plain(150)),
    "image": _picture,
    "input": shape("label", "element",
        block_id=_ID, label=plain(2000), element=IN_INPUT, hint=plain(2000), optional=flag, dispatch_action=flag,
    ),
    "rich_text": RICH_TEXT,
    "section": _section,
    "video": unread,
}  # fmt: skip
IN_MODAL: dict[str, BlockRule] = {"alert": shape("text", block_id=_ID, text=words(200), level=_LEVELS)}
IN_MESSAGE: dict[str, BlockRule] = {
    "markdown": shape("text", block_id=_ID, text=string(12000)),
    **dict.fromkeys(("card", "carousel", "container", "context_actions", "plan", "table", "task_card"), unread),
}

MODAL_BLOCKS = array(typed({**EVERYWHERE, **IN_MODAL}), 100, 0)
HOME_BLOCKS = array(typed(EVERYWHERE), 100, 0)
MESSAGE_BLOCKS = array(typed({**EVERYWHERE, **IN_MESSAGE}), 50, 0)
