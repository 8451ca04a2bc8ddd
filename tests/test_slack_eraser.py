"""Wiping windows on Slack: what each answer means for the promise, Slack's own and that of something in between."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters import metric
from adapters.slack.api import Api
from adapters.slack.error import LostError
from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import Setting
from messages.content import Content
from tests.bot import later, rows
from tests.caller import until
from tests.slack_bot import begin, called, configured, serving, shown

PAGES = (
    error.Broken(200),
    error.Broken(200, "text/plain", "Access denied"),
    error.Broken(200, "application/gzip"),
    error.Broken(200, "application/json", '["denied"]'),
    error.Broken(403),
    error.Broken(403, "application/json", '{"error": "Forbidden"}'),
    error.Broken(404, "application/json", "null"),
    error.Broken(407, "text/plain", "Authenticate first"),
)
"""What a proxy, a firewall or a portal puts in the place of Slack's answer."""
PASSING = (
    "accesslimited",
    "account_inactive",
    "ekm_access_denied",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "whatever_comes_next",
)


@pytest.fixture
async def ann(slack: FakeSlack, shipped: Content, database: Path) -> AsyncIterator[Person]:
    """Somebody with an open window, which no press has moved: what is still gathered would put its wipe off."""
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann)
        await slack.settled()
        yield ann


def wiped(outcome: str) -> float:
    """Give how many windows were wiped with this outcome."""
    labels = {"channel": "slack", "outcome": outcome}
    return metric.REGISTRY.get_sample_value("groomingcheck_wipes_total", labels) or 0.0


@pytest.mark.parametrize("page", PAGES, ids=repr)
async def test_an_answer_that_is_not_slacks_costs_no_wipe(
    slack: FakeSlack, ann: Person, database: Path, page: error.Broken
) -> None:
    refused = wiped("refused")
    slack.fail("views.update", page)
    await later(database, 901)
    await until(lambda: shown(ann) == "Gewist.")
    await until(lambda: not rows(database))
    assert wiped("refused") == refused


@pytest.mark.parametrize("word", PASSING)
async def test_what_slack_says_of_the_token_or_the_workspace_costs_no_wipe(
    slack: FakeSlack, ann: Person, database: Path, word: str
) -> None:
    refused = wiped("refused")
    slack.fail("views.update", error.api_error(word), times=2)
    await later(database, 901)
    await until(lambda: shown(ann) == "Gewist.", 20)
    await until(lambda: not rows(database))
    assert wiped("refused") == refused


@pytest.mark.parametrize("word", ["not_found", "view_not_found", "expired_view"])
async def test_a_window_that_is_gone_is_wiped(slack: FakeSlack, ann: Person, database: Path, word: str) -> None:
    done, refused, calls = wiped("done"), wiped("refused"), called(slack, "views.update")
    assert ann.modal
    slack.fail("views.update", error.api_error(word))
    await later(database, 901)
    await until(lambda: not rows(database))
    assert (wiped("done"), wiped("refused")) == (done + 1, refused)
    assert called(slack, "views.update") == calls + 1


@pytest.mark.parametrize("word", ["invalid_arguments", "view_too_large"])
async def test_what_slack_says_for_good_of_the_window_is_refused_and_not_tried_again(
    slack: FakeSlack, ann: Person, database: Path, word: str
) -> None:
    refused, calls = wiped("refused"), called(slack, "views.update")
    assert ann.modal
    slack.fail("views.update", error.api_error(word))
    await later(database, 901)
    await until(lambda: not rows(database))
    assert wiped("refused") == refused + 1
    assert called(slack, "views.update") == calls + 1


@pytest.mark.usefixtures("ann")
async def test_what_slack_refuses_for_two_days_is_given_up(slack: FakeSlack, database: Path) -> None:
    refused = wiped("refused")
    slack.fail("views.update", error.api_error("token_revoked"), times=50)
    await later(database, 48 * 3600)
    await until(lambda: not rows(database))
    assert wiped("refused") == refused + 1


@pytest.mark.parametrize("page", PAGES, ids=repr)
async def test_a_page_is_a_lost_answer_from_the_first_call_on(slack: FakeSlack, page: error.Broken) -> None:
    """So that a portal that wants a login at the start isn't taken for a token that Slack refuses."""
    api = Api(Setting("xoxb-test", "", "", slack.url))
    slack.fail("auth.test", page)
    with pytest.raises(LostError):
        await api.open()
    await api.close()
