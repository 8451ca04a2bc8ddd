"""An alert that Slack refuses, and a Request URL with a slash at its end: neither costs anybody a screen."""

import pytest

from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.telemetry import metrics
from tests.support.slack_bot import STEPS, begin, walk


def alerts(person: Person) -> list[str]:
    assert person.modal
    return [block["text"]["text"] for block in person.modal.content["blocks"] if block["type"] == "alert"]


async def test_an_alert_that_slack_refuses_is_shown_as_text_and_counted(slack: SlackSimulator, worker: Person) -> None:
    def counted() -> float:
        return metrics.REGISTRY.get_sample_value("groomingcheck_fallbacks_total", {"channel": "slack"}) or 0.0

    await begin(worker)
    await walk(worker, *STEPS[:-1])
    before = counted()
    slack.fail("views.update", errors.invalid("unsupported type: alert [json-pointer:/view/blocks/0/type]"))
    await walk(worker, STEPS[-1])
    assert alerts(worker) == []
    assert worker.modal.submit == "Klaar en wissen" if worker.modal else False
    assert counted() == before + 1


@pytest.mark.usefixtures("worker")
async def test_a_request_url_with_a_slash_at_its_end_is_as_good(slack: SlackSimulator) -> None:
    slack.deliver_to(f"{slack.delivery.target}/")
    assert (await slack.check_ssl())[0] == 200
