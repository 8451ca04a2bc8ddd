"""Rich text: text that is written as data, so that no letter of it is taken for markup.

docs.slack.dev/reference/block-kit/blocks/rich-text-block. A section with text, links and channels is looked into; that
an empty text in it is refused, and 3000 characters are the most, is a guess after other texts. Of what else there is,
lists and people and emoji, the fake says that it can't read it.
"""

from adapters.slack.fake.finding import Check
from adapters.slack.fake.rule import Rule, array, flag, link, shape, string, typed

_ID = string(255)
_STYLE = shape(bold=flag, italic=flag, strike=flag, code=flag)
_LONGEST = 3000
_WORDS = string(_LONGEST)


def unread(check: Check, pointer: str, value: object) -> None:
    """Let something pass that is not looked into, and say so."""
    check.remark(pointer, f"the fake does not read a {value['type']}" if isinstance(value, dict) else "")


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

RICH_TEXT: Rule = shape("elements", block_id=_ID, elements=array(_PART, 1000))
"""A block of rich text; how many sections and pieces Slack takes isn't known."""
