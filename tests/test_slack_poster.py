"""Posting on Slack: what is sent, at what pace, and what each of Slack's answers means for a reminder."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.ledger.reminder import Place, Suspension
from adapters.reminder.poster import DelayedError, Prompt, SuspendedError, UnsureError
from adapters.slack.api import Api
from adapters.slack.error import AwayError
from adapters.slack.fake import error
from adapters.slack.fake.server import FakeSlack
from adapters.slack.poster import APART, Poster
from adapters.slack.setting import Setting
from tests.bot import free_port
from tests.slack_bot import called

PLACE = Place("slack", "C1")
PROMPT = Prompt("Neem <b>tijd</b> &amp; luister. 1 &lt; 2", "groomingcheck", "Start: Groomingcheck")


@pytest.fixture
async def poster(slack: FakeSlack) -> AsyncIterator[Poster]:
    slack.channel("C1")
    api = Api(Setting("xoxb-test", "", "", slack.url))
    await api.open()
    yield Poster(api)
    await api.close()
    assert slack.errors == []


async def test_it_posts_the_text_whole_and_a_button(slack: FakeSlack, poster: Poster) -> None:
    """P20: the text alone says it all, for a screen reader and for a notification."""
    posted = await poster.post(PLACE, PROMPT)
    [message] = slack.workspace.channels["C1"].messages
    assert (posted.message, posted.chat) == (message.ts, "C1")
    assert message.text == "Neem tijd &amp; luister. 1 &lt; 2"
    assert message.texts == ["Neem tijd & luister. 1 < 2"]
    assert [(one.text, one.value) for one in message.buttons] == [("Start: Groomingcheck", "groomingcheck")]
    [call] = [call for call in slack.calls if call.method == "chat.postMessage"]
    assert str(call.parameters["unfurl_links"]) in {"0", "False"}
    assert str(call.parameters["unfurl_media"]) in {"0", "False"}


@pytest.mark.parametrize(("word", "why"), [
    ("channel_not_found", Suspension.GONE),
    ("not_in_channel", Suspension.LEFT),
    ("is_archived", Suspension.ARCHIVED),
    ("restricted_action", Suspension.FORBIDDEN),
    ("whatever_comes_next", Suspension.FORBIDDEN),
    ("account_inactive", Suspension.TOKEN),
    ("token_revoked", Suspension.TOKEN),
    ("token_expired", Suspension.TOKEN),
    ("invalid_auth", Suspension.TOKEN),
    ("not_authed", Suspension.TOKEN),
    ("missing_scope", Suspension.TOKEN),
])  # fmt: skip
async def test_a_refusal_for_good_suspends(slack: FakeSlack, poster: Poster, word: str, why: Suspension) -> None:
    slack.fail("chat.postMessage", error.api_error(word))
    with pytest.raises(SuspendedError) as caught:
        await poster.post(PLACE, PROMPT)
    assert caught.value.why is why
    assert called(slack, "chat.postMessage") == 1


async def test_what_slack_asks_to_wait_is_waited(slack: FakeSlack, poster: Poster) -> None:
    slack.fail("chat.postMessage", error.rate_limited(7))
    with pytest.raises(DelayedError) as caught:
        await poster.post(PLACE, PROMPT)
    assert caught.value.delay == 7.0
    assert called(slack, "chat.postMessage") == 1


async def test_a_workspace_that_is_being_moved_is_tried_again(slack: FakeSlack, poster: Poster) -> None:
    slack.fail("chat.postMessage", error.api_error("team_added_to_org"))
    with pytest.raises(DelayedError):
        await poster.post(PLACE, PROMPT)


async def test_where_nobody_listens_nothing_was_posted() -> None:
    async with FakeSlack() as slack:
        api = Api(Setting("xoxb-test", "", "", slack.url))
        await api.open()
        away = Api(Setting("xoxb-test", "", "", f"http://127.0.0.1:{free_port()}/api/"))
        away.client.base_url, api.client.base_url = api.client.base_url, away.client.base_url
        with pytest.raises(DelayedError):
            await Poster(api).post(PLACE, PROMPT)
        await api.close()


@pytest.mark.parametrize("trouble", [
    error.reset(),
    error.reset(done=True),
    error.server_error(500),
    error.server_error(503),
    error.server_error(403),
    error.api_error("internal_error"),
    error.api_error("fatal_error"),
    error.api_error("service_unavailable"),
])  # fmt: skip
async def test_a_lost_answer_leaves_it_open_and_is_posted_once(
    slack: FakeSlack, poster: Poster, trouble: error.Trouble
) -> None:
    """P27: nothing is sent again that may have arrived."""
    slack.fail("chat.postMessage", trouble)
    with pytest.raises(UnsureError):
        await poster.post(PLACE, PROMPT)
    assert called(slack, "chat.postMessage") == 1


async def test_until_slack_was_reached_once_nothing_is_posted_and_a_reminder_waits(slack: FakeSlack) -> None:
    api = Api(Setting("xoxb-test", "", "", slack.url))
    slack.fail("*", error.server_error(503), times=2)
    with pytest.raises(AwayError):
        await api.open()
    with pytest.raises(DelayedError):
        await Poster(api).post(PLACE, PROMPT)
    assert called(slack, "chat.postMessage") == 0
    await api.close()


async def test_no_answer_in_time_leaves_it_open(slack: FakeSlack) -> None:
    api = Api(Setting("xoxb-test", "", "", slack.url), timeout=0.2)
    await api.open()
    slack.channel("C1")
    slack.fail("chat.postMessage", error.hang(1))
    with pytest.raises(UnsureError):
        await Poster(api).post(PLACE, PROMPT)
    await api.close()


async def test_one_channel_gets_one_a_second_and_others_wait_for_nothing(slack: FakeSlack, poster: Poster) -> None:
    """P22: the fake refuses a second post within a second, as Slack does."""
    for number in range(2, 12):
        slack.channel(f"C{number}")
    slack.latency = 0.05
    others = [poster.post(Place("slack", f"C{number}"), PROMPT) for number in range(2, 12)]
    await asyncio.gather(*(poster.post(PLACE, PROMPT) for _ in range(3)), *others)
    assert len(slack.workspace.channels["C1"].messages) == 3
    assert {call.status for call in slack.calls} == {200}
    first = [call for call in slack.calls if call.method == "chat.postMessage"][:11]
    assert {call.parameters["channel"] for call in first} == {f"C{number}" for number in range(1, 12)}


async def test_nothing_is_remembered_of_a_channel_after_a_second(slack: FakeSlack, poster: Poster) -> None:
    for number in range(2, 30):
        slack.channel(f"C{number}")
        await poster.post(Place("slack", f"C{number}"), PROMPT)
    await asyncio.sleep(APART)
    await poster.post(PLACE, PROMPT)
    assert len(poster._last) + len(poster._turns) <= 2  # noqa: SLF001 - it is what could grow


@pytest.mark.parametrize(("trouble", "gone"), [
    (error.api_error("message_not_found"), True),
    (error.api_error("cant_delete_message"), False),
    (error.api_error("channel_not_found"), False),
    (error.rate_limited(31), False),
    (error.reset(), True),
])  # fmt: skip
async def test_taking_away_raises_nothing_and_tells_whether_it_is_gone(
    slack: FakeSlack,
    poster: Poster,
    trouble: error.Trouble,
    gone: bool,  # noqa: FBT001
) -> None:
    posted = await poster.post(PLACE, PROMPT)
    slack.fail("chat.delete", trouble)
    assert await poster.remove(PLACE, posted.message) is gone
    assert await poster.remove(PLACE, posted.message)
    assert await poster.remove(PLACE, posted.message)
    assert slack.workspace.channels["C1"].messages == []
