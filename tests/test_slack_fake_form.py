"""The fake Slack's forms: what may be chosen beforehand, what is kept, and channels named in text."""

import pytest

from adapters.slack.fake import screen, surface
from adapters.slack.fake.finding import Check
from adapters.slack.fake.server import FakeSlack
from tests.listener import Listener
from tests.slack import Caller, Json, modal, opened, plain

ONE, TWO = {"text": plain("Een"), "value": "1"}, {"text": plain("Twee"), "value": "2"}
CHOICES: Json = {"options": [ONE, TWO]}


def asked(kind: str, **more: object) -> Json:
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "block_id": "b", "label": plain("Naam"), "element": element, "dispatch_action": True}


def told(channel: object) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "channel", "channel_id": channel}]}
    return {"type": "rich_text", "elements": [section]}


def faults(block: Json) -> list[str]:
    check = Check("views.open")
    surface.view(check, "/view", modal(block, submit=plain("Ja")), "modal")
    return [fault.text for fault in check.faults]


@pytest.mark.parametrize("block", [
    asked("datepicker", initial_date="2026-01-31"),
    asked("timepicker", initial_time="23:59"),
    asked("static_select", initial_option=ONE, **CHOICES),
    asked("checkboxes", initial_options=[ONE, TWO], **CHOICES),
    asked("radio_buttons", initial_option=TWO, **CHOICES),
    asked("conversations_select", initial_conversation="C1", filter={"include": ["public"], "exclude_bot_users": True}),
    told("C1"),
])  # fmt: skip
def test_what_slack_takes_passes(block: Json) -> None:
    assert faults(block) == []


@pytest.mark.parametrize("block", [
    asked("datepicker", initial_date="31-01-2026"),
    asked("datepicker", initial_date=""),
    asked("timepicker", initial_time="24:00"),
    asked("timepicker", initial_time="9:00"),
    asked("static_select", initial_option={**ONE, "value": "3"}, **CHOICES),
    asked("checkboxes", initial_options=[{**ONE, "text": plain("Een.")}], **CHOICES),
    asked("checkboxes", initial_options=[], **CHOICES),
    asked("radio_buttons", initial_option={**ONE, "value": "3"}, **CHOICES),
    asked("conversations_select", filter={"include": ["channels"]}),
    asked("conversations_select", filter={"exclude": ["im"]}),
    asked("conversations_select", filter={"include": []}),
    told(""),
    told(None),
])  # fmt: skip
def test_what_slack_refuses_is_refused(block: Json) -> None:
    assert len(faults(block)) == 1


def test_a_channel_in_text_is_read_by_its_id() -> None:
    assert screen.texts([told("C1")]) == ["#C1"]


async def test_what_is_filled_in_stays_as_long_as_its_field_does(
    slack: FakeSlack, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    form = modal(asked("datepicker", initial_date="2026-01-31"), submit=plain("Ja"))
    view = await opened(ann, listener, caller, form)

    def held() -> object:
        assert ann.modal
        return ann.filled(ann.modal)["b"]["a"]["selected_date"]

    assert held() == "2026-01-31"
    ack = await ann.choose("a", "2026-02-01")
    assert ack
    assert listener.heard[-1].payload["actions"][0]["selected_date"] == "2026-02-01"
    assert listener.heard[-1].payload["view"]["state"]["values"]["b"]["a"]["selected_date"] == "2026-02-01"
    assert (await caller("views.update", view_id=view["id"], view=form))["ok"]
    assert held() == "2026-02-01"
    assert (await caller("views.update", view_id=view["id"], view=modal(told("C1"))))["ok"]
    assert (await caller("views.update", view_id=view["id"], view=form))["ok"]
    assert held() == "2026-01-31"
