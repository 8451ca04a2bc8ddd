"""The rules that Block Kit's objects are made of: a length, a list, an object with its fields.

Slack's words are those that people met: "must be less than 3001 characters" (yonicd/slackreprex #3), "no more than 50
items allowed" (ryanrosello-og/playwright-slack-report #180), "invalid additional property: disabled" (slackapi/bolt-js
#1891), "must be more than 0 characters", "missing required field", "must be a valid enum value", "unsupported type".
The words for a wrong kind of value are guessed.
"""

import re
from collections.abc import Callable, Mapping

from adapters.slack.fake import mrkdwn
from adapters.slack.fake.finding import Check

Rule = Callable[[Check, str, object], None]
"""Looks at the value at a pointer, and notes what is wrong."""


def string(most: int, least: int = 1) -> Rule:
    """Give the rule for a string with so many characters."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if not isinstance(value, str):
            check.refuse(pointer, "must provide a string")
        elif len(value) < least:
            check.refuse(pointer, f"must be more than {least - 1} characters")
        elif len(value) > most:
            check.refuse(pointer, f"must be less than {most + 1} characters")

    return rule


def link(check: Check, pointer: str, value: object) -> None:
    """Look at the address of a web page or a picture; whether Slack opens another kind of address isn't known."""
    string(3000)(check, pointer, value)
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        check.remark(pointer, "no address of the web")


def flag(check: Check, pointer: str, value: object) -> None:
    """Look at a boolean."""
    if not isinstance(value, bool):
        check.refuse(pointer, "must provide a boolean")


def number(check: Check, pointer: str, value: object) -> None:
    """Look at a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        check.refuse(pointer, "must provide a number")


def anything(check: Check, pointer: str, value: object) -> None:
    """Let everything pass."""


def one_of(*values: str) -> Rule:
    """Give the rule for one of some words."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if value not in values:
            check.refuse(pointer, "must be a valid enum value")

    return rule


def array(item: Rule, most: int, least: int = 1) -> Rule:
    """Give the rule for a list with so many items."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if not isinstance(value, list):
            check.refuse(pointer, "must provide an array")
            return
        if len(value) > most:
            check.refuse(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            check.refuse(pointer, f"no fewer than {least} items allowed")
        for place, each in enumerate(value):
            item(check, f"{pointer}/{place}", each)

    return rule


def like(pattern: str) -> Rule:
    """Give the rule for a string that is written in one way, such as a day."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
            check.refuse(pointer, "must be a valid value")

    return rule


def shape(*required: str, **fields: Rule) -> Rule:
    """Give the rule for an object with these fields, and those of them that it must have."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            check.refuse(pointer, "must provide an object")
            return
        for name in required:
            if name not in value:
                check.refuse(pointer, f"missing required field: {name}")
        for name, inner in value.items():
            if name in fields:
                fields[name](check, f"{pointer}/{name}", inner)
            elif name != "type":
                check.refuse(pointer, f"invalid additional property: {name}")

    return rule


def typed(rules: Mapping[str, Rule]) -> Rule:
    """Give the rule for an object whose `type` says which rule it has."""

    def rule(check: Check, pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            check.refuse(pointer, "must provide an object")
        elif "type" not in value:
            check.refuse(pointer, "missing required field: type")
        elif value["type"] not in rules:
            check.refuse(f"{pointer}/type", f"unsupported type: {value['type']}")
        else:
            rules[value["type"]](check, pointer, value)

    return rule


def plain(most: int, least: int = 1) -> Rule:
    """Give the rule for a plain_text object with so many characters."""
    return typed({"plain_text": shape("text", text=string(most, least), emoji=flag)})


def words(most: int, least: int = 1) -> Rule:
    """Give the rule for a text object of either kind, mrkdwn and plain_text, with so many characters."""
    length = string(most, least)

    def escaped(check: Check, pointer: str, value: object) -> None:
        length(check, pointer, value)
        for slip in mrkdwn.slips(value) if isinstance(value, str) else ():
            check.remark(pointer, slip)

    marked = shape("text", text=escaped, verbatim=flag)
    return typed({"plain_text": shape("text", text=length, emoji=flag), "mrkdwn": marked})
