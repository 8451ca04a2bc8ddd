"""Wiping modals on Slack: what each answer means for the wipe, Slack's own and that of something in between."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.platforms.errors import LONGEST_WAIT, UnavailableError
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.api import Api
from adapters.slack.settings import SlackSettings
from adapters.telemetry import metrics
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import begin, body, called, configured, serving
from tests.support.store_reader import ask, later, rows

PAGES = (
    errors.ErrorPage(200),
    errors.ErrorPage(200, "text/plain", "Access denied"),
    errors.ErrorPage(200, "application/gzip"),
    errors.ErrorPage(200, "application/json", '["denied"]'),
    errors.ErrorPage(403),
    errors.ErrorPage(403, "application/json", '{"error": "Forbidden"}'),
    errors.ErrorPage(404, "application/json", "null"),
    errors.ErrorPage(407, "text/plain", "Authenticate first"),
)
"""What a proxy, a firewall or a captive portal returns instead of Slack's answer."""
PASSING = (
    "accesslimited",
    "account_inactive",
    "ekm_access_denied",
    "invalid_arguments",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "view_too_large",
    "whatever_comes_next",
)


@pytest.fixture
async def ann(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Person]:
    """Somebody with an open modal that no press has moved: a buffered deadline would postpone its wipe."""
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann)
        await slack.settled()
        yield ann


def wiped(outcome: str) -> float:
    """Return how many modals were wiped with this outcome."""
    labels = {"channel": "slack", "outcome": outcome}
    return metrics.REGISTRY.get_sample_value("groomingcheck_wipes_total", labels) or 0.0


@pytest.mark.parametrize("page", PAGES, ids=repr)
async def test_an_answer_that_is_not_slacks_costs_no_wipe(
    slack: SlackSimulator, ann: Person, database: Path, page: errors.ErrorPage
) -> None:
    refused = wiped("refused")
    slack.fail("views.update", page)
    await later(database, 901)
    await until(lambda: body(ann) == "Gewist.")
    await until(lambda: not rows(database))
    assert wiped("refused") == refused


@pytest.mark.parametrize("word", PASSING)
async def test_no_refusal_costs_a_wipe(slack: SlackSimulator, ann: Person, database: Path, word: str) -> None:
    refused, given_up = wiped("refused"), wiped("given_up")
    slack.fail("views.update", errors.api_error(word))
    await later(database, 901)
    await until(lambda: body(ann) == "Gewist.", 20)
    await until(lambda: not rows(database))
    assert (wiped("refused"), wiped("given_up")) == (refused + 1, given_up)


async def test_a_wipe_waits_no_longer_than_a_while_whatever_slack_asks(
    slack: SlackSimulator, ann: Person, database: Path
) -> None:
    assert ann.modal
    calls = called(slack, "views.update")
    slack.fail("views.update", errors.rate_limited(200_000))
    await later(database, 901)
    await until(lambda: called(slack, "views.update") > calls)
    await until(lambda: ask(database, "SELECT leased_until FROM action WHERE lease IS NULL"))
    [(waits_until,)] = ask(database, "SELECT leased_until FROM action")
    assert time.time() < waits_until <= time.time() + LONGEST_WAIT


@pytest.mark.parametrize("word", ["not_found", "view_not_found", "expired_view"])
async def test_a_window_that_is_gone_is_wiped(slack: SlackSimulator, ann: Person, database: Path, word: str) -> None:
    done, refused, calls = wiped("done"), wiped("refused"), called(slack, "views.update")
    assert ann.modal
    slack.fail("views.update", errors.api_error(word))
    await later(database, 901)
    await until(lambda: not rows(database))
    assert (wiped("done"), wiped("refused")) == (done + 1, refused)
    assert called(slack, "views.update") == calls + 1


@pytest.mark.usefixtures("ann")
async def test_what_slack_refuses_for_two_days_is_given_up(slack: SlackSimulator, database: Path) -> None:
    given_up = wiped("given_up")
    slack.fail("views.update", errors.api_error("token_revoked"), times=50)
    await later(database, 48 * 3600)
    await until(lambda: not rows(database))
    assert wiped("given_up") == given_up + 1


@pytest.mark.parametrize("page", PAGES, ids=repr)
async def test_a_page_is_a_lost_answer_from_the_first_call_on(slack: SlackSimulator, page: errors.ErrorPage) -> None:
    """Otherwise a portal that wants a login would be taken for a refused token."""
    api = Api(SlackSettings("xoxb-test", "", "", slack.url))
    slack.fail("auth.test", page)
    with pytest.raises(UnavailableError) as caught:
        await api.open()
    assert caught.value.unsure
    await api.close()
