"""People who do checks on a simulated Slack, which forgets them after each check."""

import asyncio
from collections.abc import Coroutine, Sequence

from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.view import OpenView

BOT = "xoxb-benchmark"
SECRET = "0123456789abcdef" * 2
_POLL = 0.002


async def check(slack: SlackSimulator, person: str, command: str, buttons: Sequence[int]) -> None:
    """Run a complete check, from the command to the last press, which closes the modal."""
    who = slack.person(person)
    await _changed(who, None, who.command(command))
    for button in buttons[:-1]:
        leads = who.modal and who.modal.submit  # then press that one: the other buttons open side screens
        await _changed(who, who.modal, who.submit() if leads else who.press(f"press:{button}"))
    await who.submit()
    slack.calls.clear()
    slack.workspace.forget(who)


async def _changed(who: Person, before: OpenView | None, doing: Coroutine[object, object, object]) -> None:
    """Do this, and wait for the next modal."""
    await doing
    while who.modal is before:
        await asyncio.sleep(_POLL)
