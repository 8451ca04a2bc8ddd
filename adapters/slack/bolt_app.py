"""A bolt app that acknowledges every payload immediately, and passes it on.

A middleware takes every payload before bolt would authorize it and offer it to listeners: there is only one workspace,
and payloads without a listener must be acknowledged too. The payload is then processed in a separate task, because
bolt's `lazy` listeners copy and parse it again. No exception escapes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

from adapters.slack.api import Api
from adapters.slack.blocks import Json
from adapters.slack.settings import NAME
from adapters.telemetry import log

CLEAR = {"response_action": "clear"}
"""The acknowledgement that closes all of the app's modals."""
Take = Callable[[Json], Coroutine[Any, Any, None]]
Answer = Callable[[Json], Json]
Next = Callable[[], Awaitable[BoltResponse]]


def bolt_app(api: Api, take: Take, answer: Answer) -> AsyncApp:
    """Return the app. It doesn't verify signatures: the HTTP receiver does that before decoding anything.

    Args:
        api: The API; bolt uses its client.
        take: Called with every payload once it is acknowledged; must not raise.
        answer: Returns the acknowledgement of a submitted view, without waiting for anything.
    """
    # bolt logs payloads that it can't handle, and warns that the token in the environment is unused, which is intended.
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)
    return AsyncApp(
        logger=quiet,
        client=api.client,
        before_authorize=_Taking(take, answer),
        authorize=_authorize_nobody,
        request_verification_enabled=False,
    )


async def _authorize_nobody() -> AuthorizeResult:
    """Authorize nobody; bolt's default would create a file store if SLACK_CLIENT_ID is in the environment."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


class _Taking(AsyncMiddleware):
    """Starts to process a payload, and acknowledges it without waiting."""

    def __init__(self, take: Take, answer: Answer) -> None:
        """Set up. `take` and `answer`: as in `bolt_app`."""
        self._take = take
        self._answer = answer
        self._taking: set[asyncio.Task[None]] = set()  # keeps them from being garbage-collected

    async def async_process(self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Next) -> BoltResponse:  # noqa: A002, ARG002 - as bolt calls it
        if req.body.get("type") == "url_verification":
            return await next()
        said = _answered(self._answer, req.body) if req.body.get("type") == "view_submission" else ""
        task = asyncio.create_task(self._take(req.body))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        return BoltResponse(status=200, body=said)


def _answered(answer: Answer, body: Json) -> Json:
    try:
        return answer(body)
    except Exception as error:  # noqa: BLE001 - without an acknowledgement, Slack shows the person an error
        log.failure("submission_failed", error, channel=NAME)
        return CLEAR
