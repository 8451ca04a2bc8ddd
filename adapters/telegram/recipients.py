"""Decides who is told what about the reminders of groups."""

from contextlib import suppress

from adapters.platforms.errors import RefusedError
from adapters.reminders.alerts import Alarms
from adapters.telegram.group_api import GroupApi


async def recipients(named: frozenset[str], alarms: Alarms, groups: GroupApi | None) -> dict[str, Alarms]:
    """Return what to tell each person, by their ids.

    Args:
        named: The coordinators in the settings, who are told everything.
        alarms: All there is to tell.
        groups: Asked for the administrators of each group, who are told what is about theirs; None to leave them out.

    Raises:
        UnavailableError: Telegram can't be reached, so that it isn't known who all of them are.
    """
    theirs = await _by_leader(groups, alarms) if groups else {}
    return theirs | dict.fromkeys(named, alarms)


async def _by_leader(groups: GroupApi, alarms: Alarms) -> dict[str, Alarms]:
    found: dict[str, Alarms] = {}
    for chat in sorted({alarm.reminder.place.chat for alarm in alarms}):
        about = tuple(alarm for alarm in alarms if alarm.reminder.place.chat == chat)
        with suppress(RefusedError):  # a bot that isn't in the group can't know
            for person in await groups.leaders(chat):
                found[person] = found.get(person, ()) + about
    return found
