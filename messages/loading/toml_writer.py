"""Format values as TOML, as an author would."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_THREE, _ESCAPED = '"""', '""\\"'


def written(value: object) -> str:
    """Return a value in TOML notation: on one line, except for a text of several lines."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case list():
            return f"[{', '.join(map(written, value))}]"
        case Mapping():
            return f"{{ {', '.join(f'{_name(str(name))} = {written(one)}' for name, one in value.items())} }}"
        case date() | datetime() | time():
            return value.isoformat()
        case _:
            return str(value)


def quoted(text: str) -> str:
    """Return a text in quotes, on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _name(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(name)


def _text(text: str) -> str:
    if "\n" not in text or text.endswith('"'):
        return quoted(text)
    body = "\n".join(quoted(one)[1:-1].replace('\\"', '"') for one in text.split("\n"))
    return f'"""\n{body.replace(_THREE, _ESCAPED)}"""'
