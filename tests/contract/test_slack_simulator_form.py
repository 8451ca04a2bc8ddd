"""The Slack simulator's forms: initial values, what is kept, and channels mentioned in text."""

import pytest

from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.server import SlackSimulator
from tests.support.listener import Listener
from tests.support.slack_caller import Caller, Json, actions, modal, opened, plain, section

ONE, TWO = {"text": plain("Een"), "value": "1"}, {"text": plain("Twee"), "value": "2"}
CHOICES: Json = {"options": [ONE, TWO]}


def asked(kind: str, **more: object) -> Json:
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "block_id": "b", "label": plain("Naam"), "element": element, "dispatch_action": True}


def beside(kind: str, **more: object) -> Json:
    return section("Naam", block_id="b", accessory={"type": kind, "action_id": "a", **more})


def told(channel: object) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "channel", "channel_id": channel}]}
    return {"type": "rich_text", "elements": [section]}


def faults(block: Json) -> list[str]:
    check = Validator("views.open")
    surface_validation.validate_view(check, "/view", modal(block, submit=plain("Ja")), "modal")
    return [fault.text for fault in check.faults]


@pytest.mark.parametrize("block", [
    asked("datepicker", initial_date="2026-01-31"),
    asked("timepicker", initial_time="23:59"),
    asked("static_select", initial_option=ONE, **CHOICES),
    asked("checkboxes", initial_options=[ONE, TWO], **CHOICES),
    asked("radio_buttons", initial_option=TWO, **CHOICES),
    asked("conversations_select", initial_conversation="C1", filter={"include": ["public"], "exclude_bot_users": True}),
    beside("datepicker", initial_date="2028-02-29"),
    beside("timepicker", initial_time="00:00", timezone="Europe/Amsterdam"),
    beside("multi_conversations_select", initial_conversations=["C1", "C2"], max_selected_items=2),
    beside("multi_conversations_select", default_to_current_conversation=True, filter={"include": ["private"]}),
    asked("multi_channels_select", initial_channels=["C1"]),
    told("C1"),
])  # fmt: skip
def test_what_slack_takes_passes(block: Json) -> None:
    assert faults(block) == []


@pytest.mark.parametrize("block", [
    asked("datepicker", initial_date="31-01-2026"),
    asked("datepicker", initial_date=""),
    beside("datepicker", initial_date="2027-02-29"),
    beside("datetimepicker"),
    actions({"type": "multi_conversations_select", "action_id": "a"}),
    beside("multi_conversations_select", initial_conversations=[]),
    beside("multi_conversations_select", initial_conversations="C1"),
    beside("multi_conversations_select", initial_conversations=["C1", "C2"], max_selected_items=1),
    beside("multi_conversations_select", max_selected_items=0),
    beside("multi_channels_select", filter={"include": ["public"]}),
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


def test_where_the_current_conversation_is_chosen_nothing_else_is() -> None:
    both: Json = {"initial_conversations": ["C1"], "default_to_current_conversation": True}
    assert faults(beside("multi_conversations_select", **both)) == ["initial_conversations is ignored"]


async def test_a_person_chooses_several_at_once_of_what_they_can_see(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    for channel, members, private in (("C1", ["U1"], False), ("C2", [], False), ("C3", ["U1"], True), ("C4", [], True)):
        slack.channel(channel, members).private = private
    kinds = {"include": ["public", "private"]}
    menu = beside("multi_conversations_select", filter=kinds, max_selected_items=2)
    await opened(ann, listener, caller, modal(menu))
    assert await ann.choose("a", ["C2", "C3"])
    assert listener.heard[-1].payload["actions"][0]["selected_conversations"] == ["C2", "C3"]
    assert await ann.choose("a", [])
    assert listener.heard[-1].payload["actions"][0]["selected_conversations"] == []
    for hidden in (["C4"], ["C5"], ["D1"], ["C1", "C2", "C3"]):
        with pytest.raises(LookupError):
            await ann.choose("a", hidden)


def test_a_channel_in_text_is_read_by_its_id() -> None:
    assert rendered_blocks.texts([told("C1")]) == ["#C1"]


@pytest.mark.parametrize("kept", [True, False])
async def test_what_a_field_holds_is_kept_by_its_ids_as_long_as_the_modal_lives(
    slack: SlackSimulator,
    listener: Listener,
    caller: Caller,
    kept: bool,  # noqa: FBT001
) -> None:
    slack.workspace.initial_values_kept = kept
    ann = slack.person("U1")
    form = modal(asked("datepicker", initial_date="2026-01-31"), submit=plain("Ja"))
    view = await opened(ann, listener, caller, form)

    def held(block: str = "b") -> object:
        assert ann.modal
        return ann.filled(ann.modal)[block]["a"]["selected_date"]

    assert held() == "2026-01-31"
    ack = await ann.choose("a", "2026-02-01")
    assert ack
    assert listener.heard[-1].payload["actions"][0]["selected_date"] == "2026-02-01"
    assert listener.heard[-1].payload["view"]["state"]["values"]["b"]["a"]["selected_date"] == "2026-02-01"
    again = modal(asked("datepicker", initial_date="2026-03-03"), submit=plain("Ja"))
    for shown in (again, modal(told("C1")), again):
        assert (await caller("views.update", view_id=view["id"], view=shown))["ok"]
    assert held() == "2026-02-01"
    other = modal({**asked("datepicker", initial_date="2026-03-03"), "block_id": "other"}, submit=plain("Ja"))
    assert (await caller("views.update", view_id=view["id"], view=other))["ok"]
    assert held("other") == ("2026-03-03" if kept else None)
    ack = await ann.submit()
    assert ack.trouble == ""
