"""Slack's markup, mrkdwn: finds characters that must be escaped, and converts it to plain text.

docs.slack.dev/messaging/formatting-message-text: & < and > are escaped as entities; "<" opens a link or a mention, and
">" at the start of a line is a quote.
"""

import re

_LINK = re.compile(r"<(?:(?:https?|mailto|tel|slack):[^<>\s|]+|[@#!][A-Za-z0-9^_.-]+)(?:\|[^<>\n]*|\^[^<>\n]*)?>")
_SHOWN = re.compile(r"<([^<>|\n]+)(?:\|([^<>\n]*))?>")
_MARK = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_QUOTE = re.compile(r"^(?:>|&gt;) ?", re.MULTILINE)
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def escaping_faults(text: str) -> list[str]:
    """Return the faults in escaping a mrkdwn text."""
    bare = re.sub(r"^>+", "", _LINK.sub("", text), flags=re.MULTILINE)
    found = [f"unescaped {mark}" for mark in "<>" if mark in bare]
    return [*found, "unescaped &"] if _ENTITY.search(text) else found


def plain(text: str) -> str:
    """Return a mrkdwn text as plain text, with links as their labels."""
    words = _SHOWN.sub(lambda link: link[2] or link[1], _QUOTE.sub("", text))
    before = ""
    while words != before:
        before, words = words, _MARK.sub(r"\2", words)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
