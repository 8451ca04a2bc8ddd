"""The language of somebody on Slack is remembered for ten minutes, of so many people, and under no name of theirs."""

from collections.abc import AsyncIterator

import pytest

from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.api import Api
from adapters.slack.events import Sender
from adapters.slack.languages import PAUSE, Languages
from adapters.slack.settings import SlackSettings
from tests.support.slack_bot import called

ANN = Sender("U100200300")


class Clock:
    now = 0.0


@pytest.fixture
async def api(slack: SlackSimulator) -> AsyncIterator[Api]:
    slack.person(ANN.person, "en-GB")
    made = Api(SlackSettings("xoxb-test", "", "", slack.url))
    await made.open()
    yield made
    await made.close()


async def test_a_language_is_asked_for_again_after_ten_minutes(slack: SlackSimulator, api: Api) -> None:
    clock = Clock()
    found = Languages(api, ("nl", "en"), "nl", clock=lambda: clock.now)
    assert (found.known(ANN), await found.of(ANN), found.known(ANN)) == ("nl", "en", "en")
    clock.now = 599.0
    assert await found.of(ANN) == "en"
    assert called(slack, "users.info") == 1
    clock.now = 601.0
    assert found.known(ANN) == "nl"
    assert await found.of(ANN) == "en"
    assert called(slack, "users.info") == 2


async def test_until_a_language_is_known_it_is_what_the_window_is_in(api: Api) -> None:
    found = Languages(api, ("nl", "en"), "nl")
    assert [found.known(ANN, otherwise) for otherwise in ("", "en", "fr")] == ["nl", "en", "nl"]
    assert await found.of(ANN) == "en"
    assert found.known(ANN, "nl") == "en"


async def test_the_cache_identifies_nobody(api: Api) -> None:
    """Not even by trying every id: the key with which they are hashed is another in each process."""
    found, other = Languages(api, ("nl", "en"), "nl"), Languages(api, ("nl", "en"), "nl")
    for one in (found, other):
        await one.of(ANN)
    [held], [also] = ([*one._cache._entries] for one in (found, other))  # noqa: SLF001 - what is held is the point
    assert held != also
    assert ANN.person.encode() not in held


async def test_no_more_people_are_remembered_than_the_page_says(slack: SlackSimulator, api: Api) -> None:
    found = Languages(api, ("nl", "en"), "nl", most=3)
    for number in range(5):
        slack.person(f"U{number}", "en-GB")
        await found.of(Sender(f"U{number}"))
    assert [found.known(Sender(f"U{number}")) for number in range(5)] == ["nl", "nl", "en", "en", "en"]


@pytest.mark.parametrize("trouble", [errors.server_error(503), errors.rate_limited(30), Reset()], ids=repr)
async def test_an_answer_that_did_not_come_is_asked_for_again_soon(
    slack: SlackSimulator, api: Api, trouble: errors.Failure
) -> None:
    """And not after ten minutes in the wrong language; nor at each press of everybody, while Slack has trouble."""
    clock = Clock()
    found = Languages(api, ("nl", "en"), "nl", clock=lambda: clock.now)
    slack.fail("users.info", trouble)
    assert [await found.of(ANN), await found.of(ANN, "en")] == ["nl", "en"]
    assert called(slack, "users.info") == 1
    clock.now = PAUSE
    assert await found.of(ANN) == "en"


async def test_a_slack_that_does_not_say_whose_language_it_is_holds_up_no_screen(
    slack: SlackSimulator, api: Api
) -> None:
    found = Languages(api, ("nl", "en"), "nl", patience=0.05)
    slack.fail("users.info", Hang(60))
    assert await found.of(ANN, "en") == "en"
