"""The simulated platform refuses what breaks its rules."""

import httpx
import pytest

from tests.example_channel.simulator.server import PleinSimulator
from tests.support.caller import PLAIN


def content(html: str = "Hallo", label: str = "Ja", payload: str = "p", times: int = 1) -> dict[str, object]:
    """Return a message as a bot sends it."""
    return {"html": html, "buttons": [{"label": label, "payload": payload, "weight": "light"}] * times}


async def called(
    plein: PleinSimulator, method: str, path: str, body: object = None, token: str | None = None
) -> tuple[int, object]:
    """Call without any client of the channel's; return the status, and the word of a refusal."""
    headers = {"Authorization": f"Bearer {token or plein.settings['PLEIN_TOKEN']}"}
    async with httpx.AsyncClient(base_url=plein.settings["PLEIN_URL"], headers=headers, verify=PLAIN) as client:
        answer = await client.request(method, path, json=body)
    return answer.status_code, answer.json().get("error")


@pytest.mark.parametrize(("body", "word"), [
    (content("x" * 5001), "bad_length"),
    (content(""), "bad_length"),
    (content("<u>x</u>"), "bad_markup"),
    (content(label="x" * 76), "bad_label"),
    (content(payload="x" * 81), "bad_payload"),
    (content(times=41), "too_many_buttons"),
    ({"text": "Hallo"}, "bad_body"),
    ({"html": "Hallo", "buttons": ["Ja"]}, "bad_button"),
])  # fmt: skip
async def test_a_message_that_it_does_not_take(plein: PleinSimulator, body: object, word: str) -> None:
    ann = plein.person(1001)
    assert await called(plein, "POST", "/chats/1001/messages", content("x" * 5000, "x" * 75, "x" * 80, 40)) == (
        200,
        None,
    )
    assert await called(plein, "POST", "/chats/1001/messages", body) == (400, word)
    assert len(ann.home.messages) == 1


async def test_what_a_bot_may_not_do(plein: PleinSimulator) -> None:
    ann = plein.person(1001)
    team = plein.team(77, ann)
    said = await ann.say("Hallo", team)
    assert await called(plein, "GET", "/bot", token="7.anders") == (401, "unknown_token")
    assert await called(plein, "GET", "/chats/78") == (404, "no_chat")
    assert await called(plein, "DELETE", "/chats/77/messages/9") == (404, "no_message")
    assert await called(plein, "DELETE", f"/chats/77/messages/{said}") == (403, "not_yours")
    assert await called(plein, "PUT", f"/chats/77/messages/{said}", content()) == (403, "not_yours")
    assert await called(plein, "POST", "/presses/x", {"line": None}) == (404, "no_press")
    assert await called(plein, "POST", "/presses/x", {"line": "x" * 251}) == (400, "bad_line")
    team.with_bot = False
    assert await called(plein, "POST", "/chats/77/messages", content()) == (403, "not_in_chat")


async def test_only_who_is_in_a_chat_presses_there_and_only_what_is_shown(plein: PleinSimulator) -> None:
    ann, bob = plein.person(1001), plein.person(1003, "Bob")
    team = plein.team(77, ann)
    await called(plein, "POST", "/chats/77/messages", content())
    with pytest.raises(LookupError, match="Team Noord"):
        await bob.press("Ja", team)
    with pytest.raises(LookupError, match="Nee"):
        await ann.press("Nee", team)
    await ann.press("Ja", team)
    assert len(plein.square.presses) == 1
