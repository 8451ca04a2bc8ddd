"""What a call brought: its token and its parameters, wherever they stood."""

import json
from dataclasses import dataclass, field

from aiohttp import web

from adapters.slack.fake.error import ApiError, Json, invalid

_TRUE = {"1", "true", "True"}


@dataclass
class Form:
    """The parameters of a call.

    Attributes:
        values: by name, without the token.
        token: "" for none.
    """

    values: Json = field(default_factory=dict)
    token: str = ""

    def text(self, name: str) -> str:
        """Give a parameter as a string, "" when it is not there."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def needed(self, name: str) -> str:
        """Give a parameter that must be there.

        Raises:
            ApiError: it isn't.
        """
        if not self.text(name):
            raise invalid(f"missing required field: {name} [json-pointer:/{name}]")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """Give a yes or no."""
        return self.values.get(name) is True or self.text(name) in _TRUE

    def object(self, name: str, error: ApiError) -> object:
        """Give an object or a list, which may be written as a string of JSON.

        Raises:
            ApiError: `error`, it is neither.
        """
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise error from None
        return value


async def read(request: web.Request) -> Form:
    """Read a call.

    In a body of JSON no token is looked for: it must be a header then (docs.slack.dev/apis/web-api).

    Raises:
        ApiError: the body is no JSON, or no object.
    """
    values: Json = dict(request.query)
    token = str(values.pop("token", ""))
    if request.content_type == "application/json":
        values |= _object(await request.read())
        values.pop("token", None)
    elif request.can_read_body:
        values |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        token = str(values.pop("token", token))
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return Form(values, given if scheme == "Bearer" and given else token)


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(value, dict):
        raise ApiError("json_not_object")
    return value
