"""Renders the list of reminders for coordinators: in a modal, and in short on the Home tab. Pure.

Rights aren't checked here. The values of buttons are revisions of reminders, and nothing personal.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from adapters.reminders.actions import ReminderAction, available, revision
from adapters.reminders.formatting import lines, standing
from adapters.slack.blocks import DIVIDER, LABEL, Json, elements, label, text
from adapters.slack.reminder_modal import LIST, OPEN, Words, channel, modal
from adapters.storage.reminders import Reminder

PAGE = 25
"""The number of reminders on a page: each takes three blocks, and a modal has at most a hundred."""
SHORT = 10
"""The number of reminders on the Home tab."""


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """The data of a page.

    Attributes:
        found: All reminders.
        page: Counted from 0; one past the last means the last.
        now: An aware datetime.
        note: HTML to show above everything else; None for nothing.
        titles: The title of every check, as plain text, by id; shown if there are several.
        showing: A random name of this showing, in the ids of what can be picked: Slack keeps what was picked by them.
    """

    found: Sequence[Reminder]
    page: int
    now: dt.datetime
    note: str | None
    titles: Mapping[str, str]
    showing: str


def view(words: Words, name: str, listing: ReminderPage) -> Json:
    """Return the list."""
    found, now = listing.found, listing.now
    last = max(0, (len(found) - 1) // PAGE)
    at = min(max(listing.page, 0), last)
    shown = found[at * PAGE : (at + 1) * PAGE]
    blocks = [*text(listing.note or ""), *([] if found else text(words["reminder.none"])), *_zone(words, shown)]
    for reminder in shown:
        blocks += [
            _described(reminder, [*_title(listing, reminder), *lines(words, reminder, now)]),
            {**_row(words, reminder, now), "block_id": f"{reminder.id}.{listing.showing}"},
            DIVIDER,
        ]
    foot = [_button(words["form.new"], "new", "")]
    foot += [_button(words["form.earlier"], "earlier", str(at - 1))] if at > 0 else []
    foot += [_button(words["form.later"], "later", str(at + 1))] if at < last else []
    return modal(words, name, [*blocks, {"type": "actions", "elements": foot}], origin=str(at))


def short(words: Words, found: Sequence[Reminder], now: dt.datetime) -> list[Json]:
    """Return the blocks on the Home tab of a coordinator. `now`: an aware datetime."""
    blocks: list[Json] = [DIVIDER, {"type": "header", "text": label(words["reminder.title"])}]
    for reminder in found[:SHORT]:
        rhythm = next(lines(words, reminder, now))
        blocks.append(_described(reminder, [rhythm, standing(words, reminder)]))
    blocks += text(words["form.more"]) if len(found) > SHORT else []
    button = {"type": "button", "action_id": OPEN, "text": label(words["form.open"])}
    return [*blocks, {"type": "actions", "elements": [button]}]


def _described(reminder: Reminder, descriptions: Sequence[Markup]) -> Json:
    said = elements("\n" + "\n".join(descriptions))
    section = {"type": "rich_text_section", "elements": [channel(reminder.place.chat), *said]}
    return {"type": "rich_text", "elements": [section]}


def _title(listing: ReminderPage, reminder: Reminder) -> list[Markup]:
    title = listing.titles.get(reminder.check)
    return [Markup.escape(title)] if title and len(listing.titles) > 1 else []


def _zone(words: Words, shown: Sequence[Reminder]) -> list[Json]:
    zones = sorted({reminder.schedule.zone for reminder in shown})
    return text("\n".join(words["reminder.zone"].format(zone=zone) for zone in zones)) if zones else []


def _row(words: Words, reminder: Reminder, now: dt.datetime) -> Json:
    """Return the row of buttons for what can be done with it now."""
    rhythm = next(lines(words, reminder, now))
    offered = [action for action in available(reminder, now) if action is not ReminderAction.DELETE]
    doing = [_about(words, reminder, action, rhythm) for action in offered]
    if not reminder.suspended:
        until = {"action_id": f"{LIST}:until:{reminder.id}", "placeholder": label(words["form.until"])}
        doing.append({"type": "datepicker", **until})
    gone = {
        **_about(words, reminder, ReminderAction.DELETE, rhythm),
        "style": "danger",
        "confirm": {
            "title": label(words["form.sure"]),
            "text": label(words["form.forever"]),
            "confirm": label(words["form.delete"]),
            "deny": label(words["form.keep"]),
        },
    }
    return {"type": "actions", "elements": [*doing, gone]}


def _about(words: Words, reminder: Reminder, action: ReminderAction, rhythm: Markup) -> Json:
    """Return a button about one reminder; its accessibility label says which."""
    shown = words[f"form.{action.value}"]
    said = label(f"{shown}: {rhythm}")["text"][:LABEL]
    button = _button(shown, f"{action.value}:{reminder.id}", str(revision(reminder)))
    return {**button, "accessibility_label": said}


def _button(words: Markup, action: str, value: str) -> Json:
    known = {"type": "button", "action_id": f"{LIST}:{action}", "text": label(words)}
    return {**known, "value": value} if value else known
