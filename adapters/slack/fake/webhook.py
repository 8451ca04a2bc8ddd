"""Deliveries over HTTP: how they are written, signed and answered.

docs.slack.dev/authentication/verifying-requests-from-slack. The time in the signature is the real one, not the fake
Slack's: the bot compares it with its own clock.
"""

import hashlib
import hmac
import json
import time
from io import BytesIO
from urllib.parse import urlencode

import aiohttp

from adapters.slack.fake.error import Json

_AGENT = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", "Accept": "application/json,*/*"}
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


def written(kind: str, payload: Json) -> tuple[bytes, str]:
    """Give a payload as a body, and the type of it: a form for commands and interactions, JSON for events."""
    if kind == "slash_commands":
        return urlencode(payload).encode(), _FORM
    text = json.dumps(payload, separators=(",", ":"))
    return (text.encode(), _JSON) if kind == "events_api" else (urlencode({"payload": text}).encode(), _FORM)


def signature(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """Give the headers that prove that Slack sent a body, at a time in seconds since 1970 (now, when none is given)."""
    stamp = str(int(time.time()) if at is None else at)
    made = hmac.new(secret.encode(), b":".join((b"v0", stamp.encode(), body)), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}


class Poster:
    """Posts to the bot's own server."""

    def __init__(self, secret: str) -> None:
        """Start with no open connection."""
        self._secret = secret
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def raw(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post anything; give the status and what came back."""
        # Bytes of a megabyte or more are sent with a warning.
        async with self._session.post(url, data=BytesIO(body), headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text(errors="replace")

    async def post(self, url: str, kind: str, payload: Json, more: dict[str, str]) -> tuple[int, Json | str, bool]:
        """Post a payload; give the status, the body and whether the bot wants no repetition (X-Slack-No-Retry)."""
        body, content = written(kind, payload)
        headers = {**_AGENT, "Content-Type": content, **signature(self._secret, body), **more}
        async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
            text = await answer.text(errors="replace")
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            return answer.status, _read(text) if answer.content_type == _JSON else text, final


def _read(text: str) -> Json | str:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
