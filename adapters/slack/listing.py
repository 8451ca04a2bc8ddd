"""The reminders as coordinators see them: a list in a modal, and in short on the Home tab. Pure.

Rights aren't looked at here. Values of buttons are ids and moments of reminders, and nothing of a person.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from adapters.ledger.reminder import Reminder
from adapters.reminder.summary import lines, standing
from adapters.slack.modal import LABEL, elements, label, text
from adapters.slack.wire import OPEN, PLAN

Json = dict[str, Any]
Words = Mapping[str, Markup]
PAGE = 25
"""Reminders shown at once: each takes three blocks, and a modal has a hundred."""
SHORT = 10
"""Reminders shown on the Home tab."""


def shell(words: Words, name: str, blocks: Sequence[Json], kind: str = PLAN, origin: str = "") -> Json:
    """Give a modal around these blocks. `name`: by which it can be found again; `origin`: its private_metadata."""
    return {
        "type": "modal",
        "callback_id": kind,
        "external_id": name,
        "private_metadata": origin,
        "title": label(words["reminder.title"]),
        "close": label(words["modal.close"]),
        "blocks": list(blocks),
    }


def notice(words: Words, name: str, html: str) -> Json:
    """Give a modal that says one thing."""
    return shell(words, name, text(html))


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown. `page`: the first is 0, and past the last one is the last; `now`: aware; `note`: HTML or empty.

    `titles`: of every check, as plain text, by id; they are told where there are several.
    """

    found: Sequence[Reminder]
    page: int
    now: dt.datetime
    note: str
    titles: Mapping[str, str]


def view(words: Words, name: str, listing: Listing) -> Json:
    """Give the list."""
    found, now = listing.found, listing.now
    last = max(0, (len(found) - 1) // PAGE)
    at = min(max(listing.page, 0), last)
    shown = found[at * PAGE : (at + 1) * PAGE]
    blocks = [*text(listing.note), *([] if found else text(words["reminder.none"])), *_zone(words, shown)]
    for reminder in shown:
        blocks += [
            _told(reminder, [*_title(listing, reminder), *lines(words, reminder, now)]),
            _row(words, reminder, now),
            {"type": "divider"},
        ]
    foot = [_button(words["form.new"], "new", "")]
    foot += [_button(words["form.earlier"], "earlier", str(at - 1))] if at > 0 else []
    foot += [_button(words["form.later"], "later", str(at + 1))] if at < last else []
    return shell(words, name, [*blocks, {"type": "actions", "elements": foot}], origin=str(at))


def short(words: Words, found: Sequence[Reminder], now: dt.datetime) -> list[Json]:
    """Give what stands on the Home tab of a coordinator. `now`: aware."""
    blocks: list[Json] = [{"type": "divider"}, {"type": "header", "text": label(words["reminder.title"])}]
    for reminder in found[:SHORT]:
        rhythm = next(lines(words, reminder, now))
        blocks.append(_told(reminder, [rhythm, standing(words, reminder)]))
    blocks += text(words["form.more"]) if len(found) > SHORT else []
    button = {"type": "button", "action_id": OPEN, "text": label(words["form.open"])}
    return [*blocks, {"type": "actions", "elements": [button]}]


def stamp(reminder: Reminder) -> str:
    """Give how a reminder stands in a few characters, so that a second press of a button is known for one."""
    return f"{reminder.prompt}.{int(reminder.due_at or 0)}"


def channel(chat: str) -> Json:
    """Give the name of a channel, for rich text."""
    return {"type": "channel", "channel_id": chat}


def _told(reminder: Reminder, told: Sequence[Markup]) -> Json:
    said = elements("\n" + "\n".join(told))
    section = {"type": "rich_text_section", "elements": [channel(reminder.place.chat), *said]}
    return {"type": "rich_text", "elements": [section]}


def _title(listing: Listing, reminder: Reminder) -> list[Markup]:
    title = listing.titles.get(reminder.check)
    return [Markup.escape(title)] if title and len(listing.titles) > 1 else []


def _zone(words: Words, shown: Sequence[Reminder]) -> list[Json]:
    zones = sorted({reminder.schedule.zone for reminder in shown})
    return text("\n".join(words["reminder.zone"].format(zone=zone) for zone in zones)) if zones else []


def _row(words: Words, reminder: Reminder, now: dt.datetime) -> Json:
    """Give what can be done with it as it stands."""
    about = next(lines(words, reminder, now))
    doing = [_about(reminder, words[key], key.removeprefix("form."), about) for key in _possible(reminder, now)]
    if not reminder.suspended:
        until = {"action_id": f"{PLAN}:until:{reminder.id}", "placeholder": label(words["form.until"])}
        doing.append({"type": "datepicker", **until})
    gone = {
        **_about(reminder, words["form.delete"], "delete", about),
        "style": "danger",
        "confirm": {
            "title": label(words["form.sure"]),
            "text": label(words["form.forever"]),
            "confirm": label(words["form.delete"]),
            "deny": label(words["form.keep"]),
        },
    }
    return {"type": "actions", "elements": [*doing, gone]}


def _possible(reminder: Reminder, now: dt.datetime) -> list[str]:
    """Give what can be done, by the keys of the words."""
    paused = reminder.schedule.paused_until
    held = {
        "form.change": True,
        "form.resume": bool(reminder.suspended or (paused and paused > now.date())),
        "form.pause": not reminder.suspended and paused != dt.date.max,
        "form.skip": bool(reminder.due_at),
        "form.ring": not reminder.suspended,
    }
    return [key for key, shown in held.items() if shown]


def _about(reminder: Reminder, words: Markup, verb: str, rhythm: Markup) -> Json:
    """Give a button about one reminder; a screen reader says which."""
    said = label(f"{words}: {rhythm}")["text"][:LABEL]
    return {**_button(words, f"{verb}:{reminder.id}", stamp(reminder)), "accessibility_label": said}


def _button(words: Markup, action: str, value: str) -> Json:
    known = {"type": "button", "action_id": f"{PLAN}:{action}", "text": label(words)}
    return {**known, "value": value} if value else known
