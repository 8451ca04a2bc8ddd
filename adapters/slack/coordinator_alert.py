"""Alerts coordinators, in direct messages, when reminders fail and when they work again."""

from collections.abc import Iterable, Iterator

from adapters.channels.services import SharedServices
from adapters.reminders.alert_text import AlertSection, cut, sections, subject
from adapters.reminders.alerts import Alarms, Reach, tell_each
from adapters.reminders.entries import entry
from adapters.slack.api import Api
from adapters.slack.blocks import Json, channel, elements, label
from adapters.slack.settings import people
from adapters.slack.user_groups import UserGroups
from adapters.slack.wizard_modal import OPEN, Words
from messages.markup import plain


class CoordinatorAlert:
    """Posts alerts."""

    def __init__(self, api: Api, groups: UserGroups, services: SharedServices) -> None:
        """Set up. `groups`: the user groups named in the settings."""
        self._api = api
        self._groups = groups
        self._people = people(services.coordinators)
        self._words = services.dialogue.words(services.locale)

    async def send(self, alarms: Alarms) -> Reach:
        """Alert every coordinator, using `tell_each`; nobody while Slack can't list them."""
        said, blocks = _shown(self._words, alarms)

        async def tell(person: str, _alarms: Alarms) -> None:
            await self._api.post(person, said, blocks)

        return await tell_each(dict.fromkeys(self._people | await self._groups.members(), alarms), tell)


def _shown(words: Words, alarms: Alarms) -> tuple[str, list[Json]]:
    """Return the notification text, as mrkdwn, and the blocks: the same words, and a button to the reminder."""
    shown = sections(words, alarms)
    blocks = [{"type": "rich_text", "elements": [_rich(_parts(section))]} for section in shown]
    if cut(alarms):
        blocks.append({"type": "rich_text", "elements": [_rich(elements(words["alert.others"]))]})
    series = subject(alarms)
    named = label(words["alert.one" if series else "alert.list"])
    button = {"type": "button", "action_id": OPEN, "text": named, "value": entry(series), "style": "primary"}
    return "\n\n".join(_line(section) for section in shown), [*blocks, {"type": "actions", "elements": [button]}]


def _rich(parts: Iterable[Json]) -> Json:
    return {"type": "rich_text_section", "elements": [*parts]}


def _parts(section: AlertSection) -> Iterator[Json]:
    """Yield the elements of a section; each place is a mention of its channel."""
    yield from elements(section.heading)
    for named in section.places:
        yield from (*elements("\n• "), channel(named.place.chat), *elements(f": {named.when}"))
    if section.rest:
        yield from elements(f"\n• {section.rest}")
    for line in section.why:
        yield from elements(f"\n{line}")


def _line(section: AlertSection) -> str:
    """Return a section as mrkdwn."""
    places = (f"• <#{named.place.chat}>: {plain(named.when)}" for named in section.places)
    rest = [f"• {plain(section.rest)}"] if section.rest else []
    return "\n".join([plain(section.heading), *places, *rest, *(plain(line) for line in section.why)])
