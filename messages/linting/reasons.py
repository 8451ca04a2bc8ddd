"""Says in an author's language what went wrong in a library or in the system, which speak English."""

import ast
import re
from collections.abc import Mapping

_QUOTED = re.compile(r"'.*'|\".*\"", re.DOTALL)
_TUPLE = re.compile(r"\('.*'(?:,|, '.*')*\)")


def translated(reason: str, words: Mapping[str, str]) -> str:
    """Return a reason in the language of these words: theirs, or else one that says whom to show it to.

    Args:
        reason: What the library or the system says, in English.
        words: The words of `faults/<locale>.toml`, by dotted key. Under [reason] stands what each reason means, by the
            reason itself, in which {} is whatever may stand there: of those that match, the longest is meant. Under
            `untold` stands what to say of any other.
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
    """Return a key or a text that Python writes, as its author wrote it."""
    if _TUPLE.fullmatch(value):
        return ".".join(ast.literal_eval(value))
    return value[1:-1] if _QUOTED.fullmatch(value) else value
