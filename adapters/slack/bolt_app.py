"""A bolt app that acknowledges at once and passes everything on.

`process_before_response`: the acknowledgement is sent as soon as it is made, while bolt by default polls for it every
10 ms. What follows it is a task of our own, as bolt's `lazy` copies and parses the whole payload again. No exception
leaves a listener, and a payload without a listener is acknowledged as well.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.api import Api
from adapters.slack.blocks import Json
from adapters.slack.settings import NAME, SlackSettings
from adapters.telemetry import log

CLEAR = {"response_action": "clear"}
"""The answer that closes every modal of the app."""
_ANY = re.compile(r".*", re.DOTALL)
Take = Callable[[Json], Coroutine[Any, Any, None]]
Answer = Callable[[Json], Json]


def bolt_app(settings: SlackSettings, api: Api, take: Take, answer: Answer) -> AsyncApp:
    """Return the app.

    Args:
        settings: The settings of the channel.
        api: The API, whose client bolt uses.
        take: Called with every payload, once it is acknowledged; may not raise.
        answer: Returns the acknowledgement of a submitted view, and waits for nothing.
    """
    # bolt warns that the token in the environment is unused, as it should be, and logs payloads that it can't handle.
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)

    hand = _handing(take)

    async def acknowledge(ack: AsyncAck, body: Json) -> None:
        await ack()
        hand(body)

    async def sent(ack: AsyncAck, body: Json) -> None:
        await ack(**_answered(answer, body))
        hand(body)

    app = AsyncApp(
        logger=quiet,
        client=api.client,
        authorize=_authorizing(settings, api),
        process_before_response=True,
        signing_secret=settings.signing_secret or None,
        request_verification_enabled=bool(settings.signing_secret),
        attaching_conversation_kwargs_enabled=False,
    )
    app.command(_ANY)(acknowledge)
    app.shortcut(_ANY)(acknowledge)
    app.action(_ANY)(acknowledge)
    app.view(_ANY)(sent)
    app.view_closed(_ANY)(acknowledge)
    app.event(_ANY)(acknowledge)
    return app


def _authorizing(settings: SlackSettings, api: Api) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Return bolt's `authorize`; bolt's own would keep a store in files if SLACK_CLIENT_ID is in the environment."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=None, bot_id=api.bot, bot_user_id=api.bot_user, bot_token=settings.bot_token
        )

    return authorize


def _handing(take: Take) -> Callable[[Json], None]:
    """Return a function that starts to process a payload, and doesn't wait for it."""
    taking: set[asyncio.Task[None]] = set()  # keeps them from being garbage-collected

    def hand(body: Json) -> None:
        task = asyncio.create_task(take(body))
        taking.add(task)
        task.add_done_callback(taking.discard)

    return hand


def _answered(answer: Answer, body: Json) -> Json:
    try:
        return answer(body)
    except Exception as error:  # noqa: BLE001 - without an acknowledgement, Slack says that it can't reach us
        log.failure("unanswered", error, channel=NAME)
        return CLEAR
