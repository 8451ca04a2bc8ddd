"""The form in which a reminder is made or changed, with what comes of it below. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from adapters.reminder.summary import next_times
from adapters.slack.draft import Draft, packed
from adapters.slack.listing import Words, channel, shell
from adapters.slack.modal import label, text
from adapters.slack.wire import FORM, PLAN
from bot.schedule import WEEKS, Trouble
from messages import calendar

Json = dict[str, Any]
AT = {
    Trouble.NO_WEEKDAY: "days",
    Trouble.WEEKS_OUT_OF_RANGE: "weeks",
    Trouble.START_IN_PAST: "start",
    Trouble.TOO_FAR: "start",
    Trouble.PAUSE_IN_PAST: "days",
    Trouble.NEVER: "days",
}
"""The field where each fault belongs."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes of a draft. `times`: in UTC; `gap`: a day on which its time doesn't exist; `prompt`: HTML.

    `note`: HTML to stand above all else, or empty.
    """

    troubles: Sequence[Trouble]
    times: tuple[dt.datetime, ...]
    gap: dt.date | None
    prompt: str
    note: str = ""


def view(words: Words, name: str, draft: Draft, checks: Mapping[str, str], outlook: Outlook) -> Json:
    """Give the form. `checks`: the titles of those there are prompts of, by id."""
    blocks = [*text(outlook.note), *_fields(words, draft, checks), *_below(words, draft, outlook)]
    back = {"type": "button", "action_id": f"{PLAN}:list", "text": label(words["form.list"])}
    shown = shell(words, name, [*blocks, {"type": "actions", "elements": [back]}], FORM, packed(draft))
    return {**shown, "submit": label(words["form.save"])}


def errors(words: Words, draft: Draft, troubles: Sequence[Trouble]) -> dict[str, str]:
    """Give what is wrong as plain text, by the field where it belongs; the first of each."""
    unchosen = {} if draft.chat.startswith(("C", "G")) else {"chat": label(words["form.unchosen"])["text"]}
    told = {AT[trouble]: label(words[f"trouble.{trouble.value}"])["text"] for trouble in reversed(troubles)}
    return {**unchosen, **told}


def _fields(words: Words, draft: Draft, checks: Mapping[str, str]) -> list[Json]:
    schedule = draft.schedule
    days = [_option(words[f"weekday.{number}"], str(number)) for number in range(7)]
    weeks = [
        _option(words["form.every" if each > 1 else "form.weekly"].format(weeks=each), str(each)) for each in WEEKS
    ]
    off = [_option(words["form.off"], "off")]
    chosen = [option for option in days if int(option["value"]) in schedule.weekdays]
    fields = [
        _channel(words, draft),
        _field(words, "form.days", "checkboxes", options=days, **_initial(initial_options=chosen)),
        _field(words, "form.time", "timepicker", initial_time=f"{schedule.time:%H:%M}"),
        _field(
            words,
            "form.weeks",
            "static_select",
            options=weeks,
            initial_option=weeks[min(max(schedule.weeks, 1), len(weeks)) - 1],
        ),
    ]
    if len(checks) > 1:
        options = [_option(Markup.escape(title), check) for check, title in checks.items()]
        first = next((option for option in options if option["value"] == draft.check), options[0])
        fields.append(_field(words, "form.check", "static_select", options=options, initial_option=first))
    picked = _initial(initial_options=off if schedule.holidays_off else [])
    return [
        *fields,
        {**_field(words, "form.holidays", "checkboxes", options=off, **picked), "optional": True},
        _field(words, "form.start", "datepicker", initial_date=schedule.start.isoformat()),
    ]


def _channel(words: Words, draft: Draft) -> Json:
    if draft.id:
        bare = [{"type": "text", "text": f"{label(words['form.chat'])['text']}: "}, channel(draft.chat)]
        return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": bare}]}
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    chosen = _initial(initial_conversation=draft.chat)
    return _field(words, "form.chat", "conversations_select", filter=kinds, **chosen)


def _below(words: Words, draft: Draft, outlook: Outlook) -> list[Json]:
    """Give the next moments, or why there are none; and the prompt that comes next."""
    if outlook.troubles:
        told = [words[f"trouble.{trouble.value}"] for trouble in outlook.troubles]
    elif draft.schedule.paused_until == dt.date.max:
        told = [words["standing.stopped"]]
    else:
        told = [*next_times(words, draft.schedule, outlook.times)]
    if outlook.gap:
        told.append(words["reminder.gap"].format(date=calendar.day(words, outlook.gap)))
    divider = {"type": "divider"}
    return [divider, *text("\n".join(told)), divider, *text(f"{words['reminder.preview']}\n{outlook.prompt}")]


def _field(words: Words, key: str, kind: str, **given: object) -> Json:
    """Give a field. `key`: of its label in the words; what follows the dot is its block_id."""
    name = key.removeprefix("form.")
    element = {"type": kind, "action_id": f"{FORM}:{name}", **given}
    known = {"type": "input", "block_id": name, "dispatch_action": True}
    return {**known, "label": label(words[key]), "element": element}


def _initial(**given: object) -> dict[str, object]:
    """Leave out what is empty: Slack takes no empty choice."""
    return {name: value for name, value in given.items() if value}


def _option(words: Markup, value: str) -> Json:
    return {"text": label(words), "value": value}
