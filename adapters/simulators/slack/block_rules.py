"""Validation rules for Block Kit: a length, a list, an object with its fields.

Slack's messages come from bug reports: "must be less than 3001 characters" (yonicd/slackreprex #3), "no more than 50
items allowed" (ryanrosello-og/playwright-slack-report #180), "invalid additional property: disabled" (slackapi/bolt-js
#1891), "must be more than 0 characters", "missing required field", "must be a valid enum value", "unsupported type".
The messages for a value of the wrong type are guessed.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from adapters.simulators.slack import mrkdwn
from adapters.simulators.slack.problems import Validator

BlockRule = Callable[[Validator, str, object], None]
"""Checks the value at a pointer, and records what is wrong."""


def string(most: int, least: int = 1) -> BlockRule:
    """Return the rule for a string of `least` to `most` characters."""

    def rule(check: Validator, pointer: str, value: object) -> None:
        if not isinstance(value, str):
            check.refuse(pointer, "must provide a string")
        elif len(value) < least:
            check.refuse(pointer, f"must be more than {least - 1} characters")
        elif len(value) > most:
            check.refuse(pointer, f"must be less than {most + 1} characters")

    return rule


def link(check: Validator, pointer: str, value: object) -> None:
    """Check the URL of a web page or a picture; whether Slack accepts other kinds of URL is unknown."""
    string(3000)(check, pointer, value)
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        check.remark(pointer, "not a web address")


def flag(check: Validator, pointer: str, value: object) -> None:
    """Check a boolean."""
    if not isinstance(value, bool):
        check.refuse(pointer, "must provide a boolean")


def number(least: int = 0) -> BlockRule:
    """Return the rule for an integer of at least `least`; Slack's message for a smaller one is guessed."""

    def rule(check: Validator, pointer: str, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            check.refuse(pointer, "must provide a number")
        elif value < least:
            check.refuse(pointer, f"must be more than {least - 1}")

    return rule


def day(check: Validator, pointer: str, value: object) -> None:
    """Check a date, as YYYY-MM-DD."""
    try:
        written = isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        written = False
    if not written:
        check.refuse(pointer, "must be a valid value")


def anything(check: Validator, pointer: str, value: object) -> None:
    """Accept everything."""


def one_of(*values: str) -> BlockRule:
    """Return the rule for one of these values."""

    def rule(check: Validator, pointer: str, value: object) -> None:
        if value not in values:
            check.refuse(pointer, "must be a valid enum value")

    return rule


def array(item: BlockRule, most: int, least: int = 1) -> BlockRule:
    """Return the rule for a list of `least` to `most` items that each follow a rule."""

    def rule(check: Validator, pointer: str, value: object) -> None:
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


def like(pattern: str) -> BlockRule:
    """Return the rule for a string that matches a regular expression, such as a date."""

    def rule(check: Validator, pointer: str, value: object) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
            check.refuse(pointer, "must be a valid value")

    return rule


def shape(*required: str, **fields: BlockRule) -> BlockRule:
    """Return the rule for an object.

    Args:
        required: The fields that it must have.
        fields: The rule of each field that it may have.
    """

    def rule(check: Validator, pointer: str, value: object) -> None:
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


def typed(rules: Mapping[str, BlockRule]) -> BlockRule:
    """Return the rule for an object whose `type` selects one of these rules."""

    def rule(check: Validator, pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            check.refuse(pointer, "must provide an object")
        elif "type" not in value:
            check.refuse(pointer, "missing required field: type")
        elif value["type"] not in rules:
            check.refuse(f"{pointer}/type", f"unsupported type: {value['type']}")
        else:
            rules[value["type"]](check, pointer, value)

    return rule


def plain(most: int, least: int = 1) -> BlockRule:
    """Return the rule for a plain_text object of `least` to `most` characters."""
    return typed({"plain_text": shape("text", text=string(most, least), emoji=flag)})


def words(most: int, least: int = 1) -> BlockRule:
    """Return the rule for a text object of either type, mrkdwn or plain_text, of `least` to `most` characters."""
    length = string(most, least)

    def escaped(check: Validator, pointer: str, value: object) -> None:
        length(check, pointer, value)
        for slip in mrkdwn.escaping_faults(value) if isinstance(value, str) else ():
            check.remark(pointer, slip)

    marked = shape("text", text=escaped, verbatim=flag)
    return typed({"plain_text": shape("text", text=length, emoji=flag), "mrkdwn": marked})
