"""What Slack sends about reminders is parsed without ever failing, and nothing more is read than needed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import form_values, reminder_draft
from adapters.slack.events import CheckRequested, FormSubmitted, ReminderControlUsed, RemindersRequested, Sender
from adapters.slack.payload_parser import read
from adapters.slack.reminder_draft import ReminderDraft
from bot.schedule import Schedule
from tests.unit.test_telegram_update_parser import JSON

ANN = Sender("U1")
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


def blank() -> ReminderDraft:
    day = dt.date(2026, 1, 5)
    return ReminderDraft(0, "", "a", Schedule(frozenset(), dt.time(14), 1, day, "Europe/Amsterdam", holidays_off=True))


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
    assert found == (RemindersRequested(ANN, "1", "http://x") if planned else CheckRequested(ANN, "1", "g", "http://x"))


def test_a_choice_and_a_form_are_read() -> None:
    state = {"values": {
        "days": {"form:days": {"selected_options": [{"value": "0"}, {"value": "6"}, {}]}},
        "time": {"form:time": {"selected_time": "09:30"}},
        "start": {"form:start": {"selected_date": None}},
        "chat": {"form:chat": {"selected_conversation": "C1"}},
        "weeks": {"form:weeks": {"selected_option": {"value": "2"}}},
    }}  # fmt: skip
    view = {"external_id": "x", "callback_id": "form", "private_metadata": "o", "state": state}
    filled: form_values.Filled = {"days": ("0", "6"), "time": "09:30", "chat": "C1", "weeks": "2"}
    action = {"action_id": "form:start", "selected_date": "2026-01-01"}
    body = {**USER, "type": "block_actions", "actions": [action], "view": view}
    assert read(body) == ReminderControlUsed(ANN, "x", "form:start", "2026-01-01", "o", filled)
    assert read({**USER, "type": "view_submission", "view": view}) == FormSubmitted(ANN, "x", "o", filled)


@given(
    JSON | VIEW,
    JSON | st.fixed_dictionaries({"action_id": JSON | st.sampled_from(["plan:open", "form:days", "start"])}),
)
def test_whatever_comes_in_reading_never_raises(view: object, action: object) -> None:
    for kind in ("block_actions", "view_submission", "view_closed"):
        found = read({**USER, "type": kind, "view": view, "actions": [action]}, WORDS)
        if isinstance(found, ReminderControlUsed | FormSubmitted):
            base = reminder_draft.unpacked(found.origin, blank().schedule) or blank()
            reminder_draft.read(found.filled, base, ["a", "b"])
    form_values.read(view)


def test_a_draft_comes_back_from_what_the_form_carries() -> None:
    schedule = replace(blank().schedule, weekdays=frozenset(range(7)), time=dt.time(9, 5), holidays_off=False)
    for whole in (ReminderDraft(7, "C1", "b", schedule, 3, "x"), blank()):
        assert reminder_draft.unpacked(reminder_draft.packed(whole), blank().schedule) == whole
        assert len(reminder_draft.packed(whole)) < 300
    times = '[0], "09:30", 1, "2026-01-05", true'
    for other in (
        *("", "{", "[]", "7", f'["7", "", "C1", "b", 3, {times}]', '[7, "C1", "b", "2026-01-05", 3]'),
        f'[7, "", "C1", "b", 3, {times.replace("2026-01-05", "gisteren")}]',
    ):
        assert reminder_draft.unpacked(other, blank().schedule) is None


def test_a_value_of_another_form_is_not_read_and_an_empty_one_is_no_choice() -> None:
    schedule = replace(blank().schedule, weekdays=frozenset({3}))
    draft = ReminderDraft(7, "C1", "b", schedule, opening="x")
    theirs = replace(draft, opening="y")
    other: form_values.Filled = {theirs.field("time"): "09:30", theirs.field("days"): ("1",), "days": ("2",)}
    assert reminder_draft.read(other, draft, ["b"]) == draft
    emptied: form_values.Filled = {draft.field("days"): ()}
    assert reminder_draft.read(emptied, draft, ["b"]) == draft
    assert reminder_draft.read(emptied, draft, ["b"], draft.field("days")).schedule.weekdays == frozenset()
