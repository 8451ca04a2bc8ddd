"""An audit of the real program, as `groomingcheck audit` runs it: every channel, and every way of delivering."""

from adapters.cli.audit import held, pairs
from adapters.privacy.audit.canaries import CanaryKind
from adapters.privacy.audit.search import SearchedPlace
from adapters.slack.audit_driver import SlackDriver as Slack
from adapters.telegram.audit_driver import TelegramDriver as Telegram
from adapters.web.audit_driver import app
from tests.support.audits import (
    BRISK,
    LEAKY,
    OVERWRITTEN,
    SEEN,
    assert_each_leak_is_found,
    assert_nothing_stays,
    briskly,
    places,
    program,
)


@SEEN
@OVERWRITTEN
async def test_nothing_stays_on_any_channel_by_any_way_that_it_delivers() -> None:
    results = await held(pairs())
    ways = {
        "Slack, HTTP",
        "Slack, Socket Mode",
        "Telegram, long polling",
        "Telegram, webhook",
        f"Browser, {app().name}",
    }
    assert {name for result in results for name in result.drivers} == ways
    for result in results:
        assert_nothing_stays(result)
        assert result.words > 300
    kept = [one.amount for result in results for one in result.searched if one.place is SearchedPlace.DEVICE]
    assert [amount is None for amount in kept] == [app().name != "Chromium"]


@SEEN
async def test_a_leak_of_each_kind_is_found_on_each_channel() -> None:
    for result in await briskly([[Telegram(webhook=True)], [Slack(http=True)]], program(LEAKY)):
        assert_each_leak_is_found(result)


@SEEN
@OVERWRITTEN
async def test_what_is_freed_is_found_where_memory_is_not_overwritten() -> None:
    [result] = await briskly([[Slack(http=True)]], program(BRISK, overwriting=False))
    assert places(result, found=True) == {SearchedPlace.MEMORY}
    assert not result.overwriting
    assert CanaryKind.BUTTON in {leak.kind for leak in result.leaks}
