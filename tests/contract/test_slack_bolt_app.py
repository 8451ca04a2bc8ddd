"""Every payload is acknowledged, even if the answer fails."""

import asyncio
import json
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest

from adapters.slack.api import Api
from adapters.slack.bolt_app import bolt_app
from adapters.slack.settings import SlackSettings

SETTING = SlackSettings("xoxb-test", "xapp-test", "", "http://127.0.0.1:9/api/")
SENT: dict[str, Any] = {
    "type": "view_submission",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "view": {"id": "V1", "external_id": "name", "callback_id": "form", "type": "modal"},
}


async def answered(answer: Any) -> object:  # noqa: ANN401  # a function of any body
    """Submit a form; return its acknowledgement, once it was passed on."""
    taken = asyncio.Event()

    async def take(body: dict[str, Any]) -> None:
        assert body["view"]["external_id"] == "name"
        taken.set()

    app = bolt_app(Api(SETTING), take, answer)
    told = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=SENT))
    await asyncio.wait_for(taken.wait(), 5)
    assert told.status == 200
    return json.loads(told.body)


async def test_a_form_is_acknowledged_with_the_answer_to_it() -> None:
    told = {"response_action": "errors", "errors": {"days": "Kies een dag."}}
    assert await answered(lambda _body: told) == told


async def test_a_failing_answer_is_still_an_acknowledgement() -> None:
    assert await answered(lambda body: body["nothing"]) == {"response_action": "clear"}
