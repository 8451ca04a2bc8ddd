"""Posting on Slack: what is sent, at what rate, and what each of Slack's answers means for a reminder."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.platforms.errors import UnavailableError
from adapters.privacy.audit.ports import free_port
from adapters.reminders.publisher import PostRefusedError, ReminderPost
from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.api import Api
from adapters.slack.publisher import CHAT_PACE, Publisher
from adapters.slack.settings import SlackSettings
from adapters.storage.reminders import Destination, Suspension
from tests.support.slack_bot import called

PLACE = Destination("slack", "C1")
PROMPT = ReminderPost("Neem <b>tijd</b> &amp; luister. 1 &lt; 2", "groomingcheck", "Start: Groomingcheck")


@pytest.fixture
async def publisher(slack: SlackSimulator) -> AsyncIterator[Publisher]:
    slack.channel("C1")
    api = Api(SlackSettings("xoxb-test", "", "", slack.url))
    await api.open()
    yield Publisher(api)
    await api.close()
    assert slack.errors == []


async def test_it_posts_the_text_whole_and_a_button(slack: SlackSimulator, publisher: Publisher) -> None:
    """The text alone is complete, for a screen reader and for a notification."""
    posted = await publisher.publish(PLACE, PROMPT)
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
    ("restricted_action_read_only_channel", Suspension.FORBIDDEN),
    ("ekm_access_denied", Suspension.FORBIDDEN),
    ("whatever_comes_next", Suspension.REJECTED),
    ("account_inactive", Suspension.TOKEN),
    ("token_revoked", Suspension.TOKEN),
    ("token_expired", Suspension.TOKEN),
    ("invalid_auth", Suspension.TOKEN),
    ("not_authed", Suspension.TOKEN),
    ("missing_scope", Suspension.SCOPE),
    ("team_access_not_granted", Suspension.SCOPE),
])  # fmt: skip
async def test_a_refusal_says_why_and_whether_it_is_a_fact(
    slack: SlackSimulator, publisher: Publisher, word: str, why: Suspension
) -> None:
    slack.fail("chat.postMessage", errors.api_error(word))
    with pytest.raises(PostRefusedError) as caught:
        await publisher.publish(PLACE, PROMPT)
    assert caught.value.why is why
    assert caught.value.final == (word in {"channel_not_found", "not_in_channel", "is_archived"})
    assert called(slack, "chat.postMessage") == 1


async def test_what_slack_asks_to_wait_is_waited(slack: SlackSimulator, publisher: Publisher) -> None:
    slack.fail("chat.postMessage", errors.rate_limited(7))
    with pytest.raises(UnavailableError) as caught:
        await publisher.publish(PLACE, PROMPT)
    assert (caught.value.delay, caught.value.unsure) == (7.0, False)
    assert called(slack, "chat.postMessage") == 1


async def test_a_workspace_that_is_being_moved_is_tried_again(slack: SlackSimulator, publisher: Publisher) -> None:
    slack.fail("chat.postMessage", errors.api_error("team_added_to_org"))
    with pytest.raises(UnavailableError) as caught:
        await publisher.publish(PLACE, PROMPT)
    assert not caught.value.unsure


async def test_where_nobody_listens_nothing_was_posted() -> None:
    async with SlackSimulator() as slack:
        api = Api(SlackSettings("xoxb-test", "", "", slack.url))
        await api.open()
        away = Api(SlackSettings("xoxb-test", "", "", f"http://127.0.0.1:{free_port()}/api/"))
        away.client.base_url, api.client.base_url = api.client.base_url, away.client.base_url
        with pytest.raises(UnavailableError) as caught:
            await Publisher(api).publish(PLACE, PROMPT)
        assert not caught.value.unsure
        await api.close()


@pytest.mark.parametrize("trouble", [
    Reset(),
    Reset(done=True),
    errors.server_error(500),
    errors.server_error(503),
    errors.server_error(403),
    errors.api_error("internal_error"),
    errors.api_error("fatal_error"),
    errors.api_error("service_unavailable"),
])  # fmt: skip
async def test_a_lost_answer_leaves_it_open_and_is_posted_once(
    slack: SlackSimulator, publisher: Publisher, trouble: errors.Failure
) -> None:
    """Nothing that may have arrived is sent again."""
    slack.fail("chat.postMessage", trouble)
    with pytest.raises(UnavailableError) as caught:
        await publisher.publish(PLACE, PROMPT)
    assert caught.value.unsure
    assert called(slack, "chat.postMessage") == 1


async def test_until_slack_was_reached_once_nothing_is_posted_and_a_reminder_waits(slack: SlackSimulator) -> None:
    api = Api(SlackSettings("xoxb-test", "", "", slack.url))
    slack.fail("*", errors.server_error(503), times=2)
    with pytest.raises(UnavailableError):
        await api.open()
    with pytest.raises(UnavailableError) as caught:
        await Publisher(api).publish(PLACE, PROMPT)
    assert not caught.value.unsure
    assert called(slack, "chat.postMessage") == 0
    await api.close()


async def test_no_answer_in_time_leaves_it_open(slack: SlackSimulator) -> None:
    api = Api(SlackSettings("xoxb-test", "", "", slack.url), timeout=0.2)
    await api.open()
    slack.channel("C1")
    slack.fail("chat.postMessage", Hang(1))
    with pytest.raises(UnavailableError) as caught:
        await Publisher(api).publish(PLACE, PROMPT)
    assert caught.value.unsure
    await api.close()


async def test_one_channel_gets_one_a_second_and_others_wait_for_nothing(
    slack: SlackSimulator, publisher: Publisher
) -> None:
    """The simulator refuses a second post within a second, as Slack does."""
    for number in range(2, 12):
        slack.channel(f"C{number}")
    slack.latency = 0.05
    others = [publisher.publish(Destination("slack", f"C{number}"), PROMPT) for number in range(2, 12)]
    await asyncio.gather(*(publisher.publish(PLACE, PROMPT) for _ in range(3)), *others)
    assert len(slack.workspace.channels["C1"].messages) == 3
    assert {call.status for call in slack.calls} == {200}
    first = [call for call in slack.calls if call.method == "chat.postMessage"][:11]
    assert {call.parameters["channel"] for call in first} == {f"C{number}" for number in range(1, 12)}


async def test_nothing_is_remembered_of_a_channel_after_a_second(slack: SlackSimulator, publisher: Publisher) -> None:
    for number in range(2, 30):
        slack.channel(f"C{number}")
        await publisher.publish(Destination("slack", f"C{number}"), PROMPT)
    await asyncio.sleep(CHAT_PACE)
    await publisher.publish(PLACE, PROMPT)
    assert len(publisher._pacer) <= 2  # noqa: SLF001 - it is what could grow


@pytest.mark.parametrize("trouble", [
    errors.api_error("cant_delete_message"),
    errors.api_error("channel_not_found"),
    errors.rate_limited(31),
])  # fmt: skip
async def test_taking_away_tells_whether_it_is_gone_or_must_be_tried_again(
    slack: SlackSimulator, publisher: Publisher, trouble: errors.Failure
) -> None:
    posted = await publisher.publish(PLACE, PROMPT)
    slack.fail("chat.delete", trouble)
    with pytest.raises(UnavailableError):
        await publisher.retract(PLACE, posted.message)
    assert await publisher.retract(PLACE, posted.message)
    assert await publisher.retract(PLACE, posted.message)
    assert slack.workspace.channels["C1"].messages == []
