"""bolt, told to acknowledge at once and to hand everything on; nothing else knows that SDK.

`process_before_response`: the acknowledgement goes out as soon as it is said, while bolt's usual way looks for it every
10 ms. What follows it is a task of our own, as bolt's `lazy` copies and parses the whole payload again. No exception
leaves a listener, and whatever nobody listens for is acknowledged as well.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters import log
from adapters.slack.api import NAME, Api
from adapters.slack.setting import Setting

CLEAR = {"response_action": "clear"}
"""The answer that closes every window of the app."""
_ANY = re.compile(r".*", re.DOTALL)
Take = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
Answer = Callable[[dict[str, Any]], dict[str, Any]]


def listener(setting: Setting, api: Api, take: Take, answer: Answer) -> AsyncApp:
    """Build the app.

    `take`: given every payload, once it is acknowledged; may not raise. `answer`: gives what a view that is sent in is
    acknowledged with, and waits for nothing.
    """
    # It warns that the token in the environment goes unused, which it should, and quotes what it can't place.
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)

    hand = _handing(take)

    async def acknowledge(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        hand(body)

    async def sent(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**_answered(answer, body))
        hand(body)

    app = AsyncApp(
        logger=quiet,
        client=api.client,
        authorize=_authorizing(setting, api),
        process_before_response=True,
        signing_secret=setting.signing_secret or None,
        request_verification_enabled=bool(setting.signing_secret),
        attaching_conversation_kwargs_enabled=False,
    )
    app.command(_ANY)(acknowledge)
    app.shortcut(_ANY)(acknowledge)
    app.action(_ANY)(acknowledge)
    app.view(_ANY)(sent)
    app.view_closed(_ANY)(acknowledge)
    app.event(_ANY)(acknowledge)
    return app


def _authorizing(setting: Setting, api: Api) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Give what tells bolt who it is: it would turn to a store in files for SLACK_CLIENT_ID in the environment."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=None, bot_id=api.bot, bot_user_id=api.bot_user, bot_token=setting.bot_token
        )

    return authorize


def _handing(take: Take) -> Callable[[dict[str, Any]], None]:
    """Give what starts to take a payload, and doesn't wait for it."""
    taking: set[asyncio.Task[None]] = set()  # or nothing would hold on to them

    def hand(body: dict[str, Any]) -> None:
        task = asyncio.create_task(take(body))
        taking.add(task)
        task.add_done_callback(taking.discard)

    return hand


def _answered(answer: Answer, body: dict[str, Any]) -> dict[str, Any]:
    try:
        return answer(body)
    except Exception as error:  # noqa: BLE001 - without an acknowledgement, Slack says that it can't reach us
        log.failure("unanswered", error, channel=NAME)
        return CLEAR
