"""What tests of the Slack simulator share: a caller of methods, and views and blocks to send."""

from typing import Any

import aiohttp

from adapters.simulators.slack.person import Person
from tests.support.listener import Listener

Json = dict[str, Any]


class Caller:
    """Calls methods as a bot does, with JSON.

    `answered`: the last answer's status and headers; `sockets`: the websockets that a test opened.
    """

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session, self.token = url, session, "xoxb-test"
        self.sockets: list[aiohttp.ClientWebSocketResponse] = []
        self.answered: tuple[int, dict[str, str]] = (0, {})

    async def __call__(self, method: str, **values: object) -> Json:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.session.post(f"{self.url}{method}", json=values, headers=headers) as answer:
            self.answered = answer.status, dict(answer.headers)
            return dict(await answer.json())


async def opened(ann: Person, listener: Listener, caller: Caller, view: Json) -> Json:
    """Open a view by a command, and return it as Slack answers it."""
    await ann.command("/groomingcheck")
    answer = await caller("views.open", trigger_id=listener.heard[-1].payload["trigger_id"], view=view)
    assert answer["ok"], answer
    return dict(answer["view"])


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": marked(text), **more}


def button(action_id: str, text: str = "Ja", **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def field(block_id: str = "name", **more: object) -> Json:
    element = {"type": "plain_text_input", "action_id": f"typed-{block_id}"}
    return {"type": "input", "block_id": block_id, "label": plain("Naam"), "element": element, **more}


def modal(*blocks: Json, title: str = "Check", **more: object) -> Json:
    return {"type": "modal", "title": plain(title), "blocks": list(blocks), **more}
