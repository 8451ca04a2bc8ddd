"""Translate errors of libraries and the system, which are in English, to an author's language."""

import ast
import re
from collections.abc import Mapping

_QUOTED = re.compile(r"'.*'|\".*\"", re.DOTALL)
_TUPLE = re.compile(r"\('.*'(?:,|, '.*')*\)")


def translated(reason: str, words: Mapping[str, str]) -> str:
    """Translate a reason; if there is no translation, return a sentence that says who to show it to.

    Args:
        reason: The error message, in English.
        words: The texts of `faults/<locale>.toml`, by dotted key. [reason] has translations by English message, in
            which {} matches anything; of several matches the longest counts. `untold` is for any other message.
    """
    known = {key.removeprefix("reason."): means for key, means in words.items() if key.startswith("reason.")}
    closest = sorted(known, key=lambda said: len(said.replace("{}", "")), reverse=True)
    for said in closest:
        if found := _pattern(said).fullmatch(reason):
            return known[said].format(*map(_shown, found.groups()))
    return words.get("untold", "{reason}").format(reason=reason)


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(map(re.escape, said.split("{}"))), re.DOTALL)


def _shown(value: str) -> str:
    """Return a key or text in Python's notation as its author wrote it."""
    if _TUPLE.fullmatch(value):
        return ".".join(ast.literal_eval(value))
    return value[1:-1] if _QUOTED.fullmatch(value) else value
