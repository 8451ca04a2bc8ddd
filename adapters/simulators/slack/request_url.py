"""Deliveries to the bot's Request URL: encodes, signs and posts them.

docs.slack.dev/authentication/verifying-requests-from-slack. The time in the signature is the real, not the
simulated one, because the bot compares it with its own clock.
"""

import hashlib
import hmac
import json
import time
from io import BytesIO
from urllib.parse import urlencode

import aiohttp

from adapters.simulators.json_object import JsonObject

_AGENT = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", "Accept": "application/json,*/*"}
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


def written(kind: str, payload: JsonObject) -> tuple[bytes, str]:
    """Encode a payload: as a form for commands and interactions, as JSON for events.

    Args:
        kind: The type of envelope, "slash_commands", "interactive" or "events_api".
        payload: The payload.

    Returns:
        The body and its content type.
    """
    if kind == "slash_commands":
        return urlencode(payload).encode(), _FORM
    text = json.dumps(payload, separators=(",", ":"))
    return (text.encode(), _JSON) if kind == "events_api" else (urlencode({"payload": text}).encode(), _FORM)


def signature(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """Return the headers that sign a body.

    Args:
        secret: The signing secret.
        body: The body.
        at: The time in seconds since 1970; None for now.
    """
    stamp = str(int(time.time()) if at is None else at)
    made = hmac.new(secret.encode(), b":".join((b"v0", stamp.encode(), body)), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}


class RequestUrlSender:
    """Posts deliveries to the bot's own server."""

    def __init__(self, secret: str) -> None:
        """Start without a connection. `secret`: the signing secret."""
        self._secret = secret
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def raw(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post any body, and return the status and the text of the response."""
        # aiohttp warns about bodies of a megabyte or more that are bytes.
        async with self._session.post(url, data=BytesIO(body), headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text(errors="replace")

    async def post(
        self, url: str, kind: str, payload: JsonObject, more: dict[str, str]
    ) -> tuple[int, JsonObject | str, bool]:
        """Post a payload, signed.

        Returns:
            The status, the body (decoded if it is JSON), and whether the bot asked not to retry (X-Slack-No-Retry).
        """
        body, content = written(kind, payload)
        headers = {**_AGENT, "Content-Type": content, **signature(self._secret, body), **more}
        async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
            text = await answer.text(errors="replace")
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            return answer.status, _read(text) if answer.content_type == _JSON else text, final


def _read(text: str) -> JsonObject | str:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
