"""What Slack sends about reminders is parsed without ever failing, and nothing more is read than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.events import CheckRequested, RemindersRequested, Sender, WizardUsed
from adapters.slack.payload_parser import read
from tests.unit.test_telegram_update_parser import JSON

ANN = Sender("U1")
WORDS = frozenset({"herinnering"})
USER = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "1.2.x"}
HELD = ("value", "selected_date", "selected_time", "selected_conversations", "selected_option")
ACTION = st.fixed_dictionaries(
    {"action_id": JSON | st.sampled_from(["plan:open", "plan:press:0", "plan:field:0:x", "plan:field:9:x", "start"])},
    optional=dict.fromkeys(HELD, JSON),
)
VIEW = st.fixed_dictionaries(
    {"external_id": JSON | st.just("x"), "callback_id": st.sampled_from(["plan", "check"])},
    optional={"private_metadata": JSON | st.text()},
)


def command(text: str, **more: str) -> dict[str, str]:
    known = {"command": "/g", "text": text, "trigger_id": "1", "user_id": "U1", "team_id": "T1"}
    return {**known, "channel_id": "D1", "channel_name": "directmessage", "response_url": "http://x", **more}


def used(action: object, origin: str = "first second") -> object:
    view = {"external_id": "x", "callback_id": "plan", "private_metadata": origin}
    return read({**USER, "type": "block_actions", "actions": [action], "view": view})


@pytest.mark.parametrize(
    ("text", "planned"),
    [("herinnering", True), (" Herinnering\n", True), ("", False), ("herinnering Jan", False), ("Jan", False)],
)
def test_of_a_command_only_the_word_is_read(text: str, planned: bool) -> None:  # noqa: FBT001
    found = read(command(text), WORDS)
    asked = RemindersRequested(ANN, "1", reply="http://x")
    assert found == (asked if planned else CheckRequested(ANN, "1", "g", "http://x"))


@pytest.mark.parametrize(
    ("chat", "name", "read_"),
    [
        ("C1", "team-noord", "C1"),
        ("G1", "privategroup", "G1"),
        ("D1", "directmessage", None),
        ("C2", "mpdm-ann--bob-1", None),
        ("G2", "mpdm-ann--bob-1", None),
    ],
)
def test_of_where_a_command_was_typed_a_channel_is_read_and_no_conversation(
    chat: str, name: str, read_: str | None
) -> None:
    found = read(command("herinnering", channel_id=chat, channel_name=name), WORDS)
    assert found == RemindersRequested(ANN, "1", read_, reply="http://x")


def test_what_is_pressed_and_picked_is_read() -> None:
    assert used({"action_id": "plan:press:3", "value": "carried"}) == WizardUsed(ANN, "x", "carried")
    assert used({"action_id": "plan:press:3", "value": "carried 09:30"}) == WizardUsed(ANN, "x", "carried", ("09:30",))
    time = {"action_id": "plan:field:0:x", "selected_time": "09:30"}
    assert used(time) == WizardUsed(ANN, "x", "first", ("09:30",))
    day = {"action_id": "plan:field:1:x", "selected_date": "2026-01-01"}
    assert used(day) == WizardUsed(ANN, "x", "second", ("2026-01-01",))
    channels = {"action_id": "plan:field:1:x", "selected_conversations": ["C1", "C2"]}
    assert used(channels) == WizardUsed(ANN, "x", "second", ("C1", "C2"))
    assert used({**channels, "selected_conversations": []}) == WizardUsed(ANN, "x", "second")
    assert used({**day, "selected_date": None}) is None
    assert used({**day, "action_id": "plan:field:2:x"}) is None


def test_the_button_that_opens_the_reminders_may_lead_to_one() -> None:
    for value, entry in (({"value": "A0"}, "A0"), ({}, None)):
        body = {**USER, "type": "block_actions", "actions": [{"action_id": "plan:open", **value}]}
        assert read(body) == RemindersRequested(ANN, "1.2.x", entry=entry)


@given(JSON | VIEW, JSON | ACTION)
def test_whatever_comes_in_reading_never_raises(view: object, action: object) -> None:
    for kind in ("block_actions", "view_submission", "view_closed"):
        read({**USER, "type": kind, "view": view, "actions": [action]}, WORDS)
