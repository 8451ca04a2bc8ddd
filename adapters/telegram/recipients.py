"""Decides who is alerted to which trouble with the reminders of groups."""

from contextlib import suppress

from adapters.platforms.errors import RefusedError
from adapters.reminders.alerts import Alarms
from adapters.telegram.group_api import GroupApi


async def recipients(named: frozenset[str], alarms: Alarms, groups: GroupApi | None) -> dict[str, Alarms]:
    """Return the alarms for each person, by their id.

    Args:
        named: The coordinators in the settings, who get every alarm.
        alarms: All pending alarms.
        groups: Provides the administrators of each group, who get the alarms about it; None to leave them out.

    Raises:
        UnavailableError: Telegram can't be reached, so the administrators aren't known.
    """
    theirs = await _by_leader(groups, alarms) if groups else {}
    return theirs | dict.fromkeys(named, alarms)


async def _by_leader(groups: GroupApi, alarms: Alarms) -> dict[str, Alarms]:
    found: dict[str, Alarms] = {}
    for chat in sorted({alarm.reminder.place.chat for alarm in alarms}):
        about = tuple(alarm for alarm in alarms if alarm.reminder.place.chat == chat)
        with suppress(RefusedError):  # the bot isn't in the group, so it can't look them up
            for person in await groups.administrators(chat):
                found[person] = found.get(person, ()) + about
    return found
