"""What Slack sends about reminders is read without ever failing, and nothing is read that needn't be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import draft, field
from adapters.slack.draft import Draft
from adapters.slack.wire import Asked, Chosen, Planned, Sender, Sent, read
from bot.schedule import Schedule
from tests.test_wire import JSON

ANN = Sender("T1", "U1")
WORDS = frozenset({"herinnering"})
USER = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "1.2.x"}
FIELDS = ("selected_option", "selected_options", "selected_date", "selected_time", "selected_conversation", "value")
HOLD = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON))
VIEW = st.fixed_dictionaries(
    {"external_id": JSON | st.just("x"), "callback_id": st.sampled_from(["plan", "form", "check"])},
    optional={
        "private_metadata": JSON | st.text(),
        "state": JSON
        | st.fixed_dictionaries({"values": JSON | st.dictionaries(st.text(), st.dictionaries(st.text(), HOLD | JSON))}),
    },
)


def blank() -> Draft:
    day = dt.date(2026, 1, 5)
    return Draft(0, "", "a", Schedule(frozenset(), dt.time(14), 1, day, "Europe/Amsterdam", holidays_off=True))


@pytest.mark.parametrize(
    ("text", "planned"),
    [("herinnering", True), (" Herinnering\n", True), ("", False), ("herinnering Jan", False), ("Jan", False)],
)
def test_of_a_command_only_the_word_is_read(text: str, planned: bool) -> None:  # noqa: FBT001
    body = {
        "command": "/g",
        "text": text,
        "trigger_id": "1",
        "user_id": "U1",
        "team_id": "T1",
        "response_url": "http://x",
    }
    found = read(body, WORDS)
    assert found == (Planned(ANN, "1", "http://x") if planned else Asked(ANN, "1", "g", "http://x"))


def test_a_choice_and_a_form_are_read() -> None:
    state = {"values": {
        "days": {"form:days": {"selected_options": [{"value": "0"}, {"value": "6"}, {}]}},
        "time": {"form:time": {"selected_time": "09:30"}},
        "start": {"form:start": {"selected_date": None}},
        "chat": {"form:chat": {"selected_conversation": "C1"}},
        "weeks": {"form:weeks": {"selected_option": {"value": "2"}}},
    }}  # fmt: skip
    view = {"external_id": "x", "callback_id": "form", "private_metadata": "o", "state": state}
    filled: field.Filled = {"days": ("0", "6"), "time": "09:30", "chat": "C1", "weeks": "2"}
    action = {"action_id": "form:start", "selected_date": "2026-01-01"}
    body = {**USER, "type": "block_actions", "actions": [action], "view": view}
    assert read(body) == Chosen(ANN, "x", "form:start", "2026-01-01", "o", filled)
    assert read({**USER, "type": "view_submission", "view": view}) == Sent(ANN, "x", "o", filled)


@given(
    JSON | VIEW,
    JSON | st.fixed_dictionaries({"action_id": JSON | st.sampled_from(["plan:open", "form:days", "start"])}),
)
def test_whatever_comes_in_reading_never_raises(view: object, action: object) -> None:
    for kind in ("block_actions", "view_submission", "view_closed"):
        found = read({**USER, "type": kind, "view": view, "actions": [action]}, WORDS)
        if isinstance(found, Chosen | Sent):
            base = draft.unpacked(found.origin, blank())
            draft.read(found.filled, base, ["a", "b"])
    field.read(view)


def test_a_draft_comes_back_from_what_the_form_carries() -> None:
    whole = Draft(7, "C1", "b", blank().schedule, 3)
    assert draft.unpacked(draft.packed(whole), blank()) == whole
    assert draft.packed(blank()) == ""
    for other in ("", "{", "[]", '["7", "C1", "b", "2026-01-05", 3]', '[7, "C1", "b", "gisteren", 3]', "7"):
        assert draft.unpacked(other, blank()) == blank()
