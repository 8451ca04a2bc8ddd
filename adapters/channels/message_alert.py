"""Alerts coordinators, in their own chats with the bot, when reminders fail and when they work again.

For channels whose chats are made of messages. An alert names groups and reasons, but no people.
"""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from adapters.channels.message_lifecycle import MessageLifecycle
from adapters.channels.services import SharedServices
from adapters.checks.screen import Button, Screen
from adapters.reminders.alert_text import AlertSection, cut, sections, subject
from adapters.reminders.alerts import Alarms, Reach, tell_each
from adapters.reminders.entries import entry
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.wizard.place_names import PlaceNames, named
from messages.markup import plain


class MessageAlert:
    """Posts alerts."""

    def __init__(self, lifecycle: MessageLifecycle, directory: ChatDirectory, services: SharedServices) -> None:
        """Set up. `directory`: looks up the titles of chats."""
        self._lifecycle = lifecycle
        self._directory = directory
        self._words = services.dialogue.words(services.locale)

    async def send(self, alarms: Mapping[str, Alarms]) -> Reach:
        """Send people these alarms, by their ids; return who got them. Raises `UnavailableError`, like `tell_each`."""
        screens = {what: await self._screen(what) for what in {*alarms.values()}}

        async def tell(person: str, what: Alarms) -> None:
            await self._lifecycle.alert(person, screens[what])

        return await tell_each(alarms, tell)

    async def _screen(self, alarms: Alarms) -> Screen:
        shown = sections(self._words, alarms)
        places = (one.place for section in shown for one in section.places)
        names = await named(self._directory, self._words, places)
        lines = [Markup("\n").join(_lines(section, names)) for section in shown]
        if cut(alarms):
            lines.append(self._words["alert.others"])
        series = subject(alarms)
        label = plain(self._words["alert.one" if series else "alert.list"])
        return Screen(Markup("\n\n").join(lines), (Button("", label, entry(series), main=True),), loud=True)


def _lines(section: AlertSection, names: PlaceNames) -> Iterator[Markup]:
    yield section.heading
    for one in section.places:
        yield Markup("• {}: {}").format(names[one.place], one.when)
    if section.rest:
        yield Markup("• ") + section.rest
    yield from section.why
