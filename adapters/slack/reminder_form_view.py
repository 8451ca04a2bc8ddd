"""Renders the form in which a reminder is created or changed, with a preview below. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from adapters.reminders.formatting import next_times
from adapters.slack.blocks import DIVIDER, Json, label, text
from adapters.slack.reminder_draft import OFF, ON, ReminderDraft, packed
from adapters.slack.reminder_modal import FORM, LIST, Words, channel, modal
from bot.schedule import WEEKS, ScheduleProblem
from messages import calendar

AT = {
    ScheduleProblem.NO_WEEKDAY: "days",
    ScheduleProblem.WEEKS_OUT_OF_RANGE: "weeks",
    ScheduleProblem.START_IN_PAST: "start",
    ScheduleProblem.TOO_FAR: "start",
    ScheduleProblem.PAUSE_IN_PAST: "days",
    ScheduleProblem.NEVER: "days",
}
"""The field to which each problem belongs."""


@dataclass(frozen=True, slots=True)
class FormPreview:
    """A preview of a draft.

    Attributes:
        troubles: What is wrong with it.
        times: The next occurrences, in UTC.
        gap: A day on which its time doesn't exist; None for none.
        prompt: What would be posted next, as HTML; empty for nothing.
        note: HTML to show above everything else; None for nothing.
    """

    troubles: Sequence[ScheduleProblem]
    times: tuple[dt.datetime, ...]
    gap: dt.date | None
    prompt: str
    note: str | None = None


def view(words: Words, name: str, draft: ReminderDraft, checks: Mapping[str, str], preview: FormPreview) -> Json:
    """Return the form. `checks`: the titles of the checks that have prompts, by id."""
    blocks = [*text(preview.note or ""), *_fields(words, draft, checks), *_below(words, draft, preview)]
    back = {"type": "button", "action_id": f"{LIST}:list", "text": label(words["form.list"])}
    shown = modal(words, name, [*blocks, {"type": "actions", "elements": [back]}], FORM, packed(draft))
    return {**shown, "submit": label(words["form.save"])}


def errors(words: Words, draft: ReminderDraft, troubles: Sequence[ScheduleProblem]) -> dict[str, str]:
    """Return the problems as plain text, by the id of the field to which they belong; the first for each."""
    unchosen = {} if draft.chat.startswith(("C", "G")) else {"chat": label(words["form.unchosen"])["text"]}
    wrong = {AT[trouble]: label(words[f"trouble.{trouble.value}"])["text"] for trouble in reversed(troubles)}
    return {draft.field(name): said for name, said in (unchosen | wrong).items()}


def _fields(words: Words, draft: ReminderDraft, checks: Mapping[str, str]) -> list[Json]:
    schedule, field = draft.schedule, partial(_field, words, draft)
    days = [_option(words[f"weekday.{number}"], str(number)) for number in range(7)]
    weeks = [
        _option(words["form.every" if each > 1 else "form.weekly"].format(weeks=each), str(each)) for each in WEEKS
    ]
    holidays = [_option(words["form.off"], OFF), _option(words["form.on"], ON)]
    chosen = [option for option in days if int(option["value"]) in schedule.weekdays]
    fields = [
        _channel(words, draft),
        field("form.days", "checkboxes", options=days, **_initial(initial_options=chosen)),
        field("form.time", "timepicker", initial_time=f"{schedule.time:%H:%M}"),
        field(
            "form.weeks",
            "static_select",
            options=weeks,
            initial_option=weeks[min(max(schedule.weeks, 1), len(weeks)) - 1],
        ),
    ]
    if len(checks) > 1:
        options = [_option(Markup.escape(title), check) for check, title in checks.items()]
        first = next((option for option in options if option["value"] == draft.check), options[0])
        fields.append(field("form.check", "static_select", options=options, initial_option=first))
    left_out = holidays[0 if schedule.holidays_off else 1]
    return [
        *fields,
        field("form.holidays", "static_select", options=holidays, initial_option=left_out),
        field("form.start", "datepicker", initial_date=schedule.start.isoformat()),
    ]


def _channel(words: Words, draft: ReminderDraft) -> Json:
    if draft.id:
        bare = [{"type": "text", "text": f"{label(words['form.chat'])['text']}: "}, channel(draft.chat)]
        return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": bare}]}
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    chosen = _initial(initial_conversation=draft.chat)
    return _field(words, draft, "form.chat", "conversations_select", filter=kinds, **chosen)


def _below(words: Words, draft: ReminderDraft, preview: FormPreview) -> list[Json]:
    """Return the next occurrences, or why there are none; and the prompt that comes next."""
    if preview.troubles:
        below = [words[f"trouble.{trouble.value}"] for trouble in preview.troubles]
    elif draft.schedule.paused_until == dt.date.max:
        below = [words["standing.stopped"]]
    else:
        below = [*next_times(words, draft.schedule, preview.times)]
    if preview.gap:
        below.append(words["reminder.gap"].format(date=calendar.day(words, preview.gap)))
    return [DIVIDER, *text("\n".join(below)), DIVIDER, *text(f"{words['reminder.preview']}\n{preview.prompt}")]


def _field(words: Words, draft: ReminderDraft, key: str, kind: str, **given: object) -> Json:
    """Return a field. `key`: the key of its label in the words; the part after the dot is its name."""
    id_ = draft.field(key.removeprefix("form."))
    element = {"type": kind, "action_id": f"{FORM}:{id_}", **given}
    known = {"type": "input", "block_id": id_, "dispatch_action": True}
    return {**known, "label": label(words[key]), "element": element}


def _initial(**given: object) -> dict[str, object]:
    """Drop empty values: Slack rejects an empty choice."""
    return {name: value for name, value in given.items() if value}


def _option(words: Markup, value: str) -> Json:
    return {"text": label(words), "value": value}
