"""The list of reminders on a coordinator's Home tab, with when each comes next. Pure.

Permissions aren't checked here.
"""

import datetime as dt
from collections.abc import Sequence

from adapters.reminders.series import Series
from adapters.reminders.wizard.series_text import rhythm, standing
from adapters.slack.blocks import DIVIDER, Json, channel, elements, label, text
from adapters.slack.wizard_modal import OPEN, Words

MOST = 10
"""The most reminders shown."""


def blocks(words: Words, found: Sequence[Series], now: dt.datetime) -> list[Json]:
    """Return the blocks. `now`: an aware datetime."""
    shown = [_described(words, one, now) for one in found[:MOST]]
    more = text(words["window.more"]) if len(found) > MOST else []
    button = {"type": "button", "action_id": OPEN, "text": label(words["window.open"])}
    header: Json = {"type": "header", "text": label(words["reminder.title"])}
    return [DIVIDER, header, *shown, *more, {"type": "actions", "elements": [button]}]


def _described(words: Words, series: Series, now: dt.datetime) -> Json:
    places = [part for place in series.places for part in ({"type": "text", "text": ", "}, channel(place.chat))][1:]
    said = elements("\n" + "\n".join([rhythm(words, series, now), standing(words, series)]))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*places, *said]}]}
