"""Rich text: formatted text as data, so that nothing in it can be mistaken for markup.

docs.slack.dev/reference/block-kit/blocks/rich-text-block. Sections with texts, links and channels are validated; that
empty texts are refused, and that 3000 characters are the limit, is guessed from other text objects. For anything else,
such as lists, people and emoji, the simulator remarks that it doesn't validate it.
"""

from adapters.simulators.slack.block_rules import BlockRule, array, flag, link, shape, string, typed
from adapters.simulators.slack.problems import Validator

_ID = string(255)
_STYLE = shape(bold=flag, italic=flag, strike=flag, code=flag)
_LONGEST = 3000
_WORDS = string(_LONGEST)


def unread(check: Validator, pointer: str, value: object) -> None:
    """Accept something that isn't validated, and remark on it."""
    check.remark(pointer, f"the simulator does not read a {value['type']}" if isinstance(value, dict) else "")


_PIECE = typed({
    "text": shape("text", text=_WORDS, style=_STYLE),
    "link": shape("url", url=link, text=_WORDS, unsafe=flag, style=_STYLE),
    "channel": shape("channel_id", channel_id=_ID, style=_STYLE),
    **dict.fromkeys(("broadcast", "color", "date", "emoji", "user", "usergroup"), unread),
})  # fmt: skip
_PART = typed({
    "rich_text_section": shape("elements", elements=array(_PIECE, 1000)),
    **dict.fromkeys(("rich_text_list", "rich_text_preformatted", "rich_text_quote"), unread),
})  # fmt: skip

RICH_TEXT: BlockRule = shape("elements", block_id=_ID, elements=array(_PART, 1000))
"""A block of rich text; its limits on sections and elements are unknown."""
