"""The parameters of a call, sent as JSON, a form, a multipart form, or in the URL."""

import json
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.errors import bad_request

_WORDS = {
    "callback_query_id", "caption", "description", "language_code", "name", "parse_mode", "question",
    "secret_token", "short_description", "text", "title", "url",
}  # fmt: skip
"""Parameters that are always text; the others are parsed as JSON if possible."""

_NAMES = {
    "link_preview_options": "link preview options",
    "reply_markup": "reply keyboard markup",
    "scope": "BotCommandScope",
}
"""Telegram's names for invalid parameters, if they differ from the parameter's name."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of a call, by name."""

    values: dict[str, Any]

    def text(self, name: str) -> str:
        """Return a parameter as text; "" when it is missing."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a parameter as a number; the default when it is missing or not a number."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Return a boolean parameter; False when it is missing."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def json(self, name: str) -> Any:  # noqa: ANN401  # any JSON
        """Return an object or a list; None when it is missing or empty.

        Raises:
            ApiError: It is text that isn't JSON.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            raise bad_request(f"can't parse {_NAMES.get(name, name)} JSON object")
        return value


async def read_parameters(request: Request) -> Parameters:
    """Read the parameters of a call; those in the body override those in the URL.

    Raises:
        ApiError: The body can't be read.
    """
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    values: JsonObject = {
        name: _value(name, text) for name, text in parse_qsl(request.url.query, keep_blank_values=True)
    }
    try:
        if kind == "application/json" and body:
            given = json.loads(body)
            values |= {name: _value(name, value) for name, value in given.items() if value is not None}
        elif kind == "application/x-www-form-urlencoded":
            values |= {name: _value(name, text) for name, text in parse_qsl(body.decode(), keep_blank_values=True)}
        elif kind == "multipart/form-data":
            values |= _parts(request.headers["content-type"], body)
    except (AttributeError, ValueError) as error:
        raise bad_request("can't parse request body") from error
    return Parameters(values)


def _parts(kind: str, body: bytes) -> JsonObject:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
    values: JsonObject = {}
    for part in message.iter_parts():
        name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(data, bytes) and not part.get_filename():
            values[name] = _value(name, data.decode())
    return values


def _value(name: str, value: object) -> object:
    if not isinstance(value, str) or name in _WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
