"""The parameters of a call, sent in the URL, a form, a JSON body or a header."""

import json
from dataclasses import dataclass, field

from aiohttp import web

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.errors import ApiError, invalid

_TRUE = {"1", "true", "True"}


@dataclass
class Parameters:
    """The parameters of a call.

    Attributes:
        values: By name, without the token.
        token: From the header, the form or the URL; "" for none.
    """

    values: JsonObject = field(default_factory=dict)
    token: str = ""

    def text(self, name: str) -> str:
        """Return a parameter as a string; "" when it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def needed(self, name: str) -> str:
        """Return a required parameter as a string.

        Raises:
            ApiError: It is missing.
        """
        if not self.text(name):
            raise invalid(f"missing required field: {name} [json-pointer:/{name}]")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """Return a boolean parameter; False when it is missing."""
        return self.values.get(name) is True or self.text(name) in _TRUE

    def object(self, name: str, error: ApiError) -> object:
        """Return an object or a list, which may have been sent as a string of JSON.

        Raises:
            ApiError: The given `error`, if it isn't JSON.
        """
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise error from None
        return value


async def read_parameters(request: web.Request) -> Parameters:
    """Read the parameters of a call.

    With a JSON body, the token must be in a header (docs.slack.dev/apis/web-api).

    Raises:
        ApiError: The body isn't JSON, or isn't an object.
    """
    values: JsonObject = dict(request.query)
    token = str(values.pop("token", ""))
    if request.content_type == "application/json":
        values |= _object(await request.read())
        values.pop("token", None)
    elif request.can_read_body:
        values |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        token = str(values.pop("token", token))
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return Parameters(values, given if scheme == "Bearer" and given else token)


def _object(body: bytes) -> JsonObject:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(value, dict):
        raise ApiError("json_not_object")
    return value
