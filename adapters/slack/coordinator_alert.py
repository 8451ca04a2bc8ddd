"""Notifies coordinators, in the app's messages to them, that reminders don't come any more in a channel."""

from functools import partial

from adapters.channels.services import SharedServices
from adapters.reminders.alerts import tell_each
from adapters.slack.api import Api
from adapters.slack.blocks import Json, elements, label
from adapters.slack.reminder_modal import OPEN, Words, channel
from adapters.slack.settings import people
from adapters.slack.user_groups import UserGroups
from adapters.storage.reminders import Destination, Suspension
from messages.markup import plain


class CoordinatorAlert:
    """Posts the alert."""

    def __init__(self, api: Api, groups: UserGroups, services: SharedServices) -> None:
        """Prepare. `groups`: those that are named in the settings."""
        self._api = api
        self._groups = groups
        self._people = people(services.coordinators)
        self._words = services.dialogue.words(services.locale)

    async def send(self, destination: Destination, why: Suspension) -> int:
        """Notify every coordinator, and return how many were. Raises `UnavailableError`, as `Publisher.alert`."""
        said, blocks = _shown(self._words, destination.chat, why)
        return await tell_each(
            self._people | await self._groups.members(), partial(self._api.post, text=said, blocks=blocks)
        )


def _shown(words: Words, chat: str, why: Suspension) -> tuple[str, list[Json]]:
    """Return the text for a notification, as mrkdwn, and the blocks: the same words, and a button to the list."""
    rest = f"\n{words[f'suspension.{why}']}\n{words['reminder.mended']}"
    parts = [*elements(f"{words['reminder.stopped']} "), channel(chat), *elements(rest)]
    said = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}
    button = {"type": "button", "action_id": OPEN, "text": label(words["form.open"])}
    line = f"{plain(words['reminder.stopped'])} <#{chat}>{plain(rest)}"
    return line, [said, {"type": "actions", "elements": [button]}]
