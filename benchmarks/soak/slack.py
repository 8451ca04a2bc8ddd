"""People who hold checks on the fake Slack, which is made to forget them after each."""

import asyncio
from collections.abc import Coroutine, Sequence

from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.fake.view import View

BOT = "xoxb-benchmark"
SECRET = "0123456789abcdef" * 2
_LOOK = 0.002


async def check(slack: FakeSlack, person: str, command: str, buttons: Sequence[int]) -> None:
    """Hold a whole check, from the command to the last press, which closes the window."""
    who = slack.person(person)
    await _shown(who, None, who.command(command))
    for button in buttons[:-1]:
        await _shown(who, who.modal, who.press(f"press:{button}"))
    await who.submit()
    forget(slack, who)


def forget(slack: FakeSlack, who: Person) -> None:
    """Keep nothing of somebody who is done."""
    workspace = slack.workspace
    del workspace.people[who.id], workspace.channels[who.direct.id]
    slack.calls.clear()
    for name in [name for name, url in workspace.urls.items() if url.person is who]:
        del workspace.urls[name]
    known = workspace.triggers._known  # noqa: SLF001 - which grows by one with each press
    for name in [name for name, trigger in known.items() if trigger.who is who]:
        del known[name]


async def _shown(who: Person, before: View | None, doing: Coroutine[object, object, object]) -> None:
    """Do this, and wait until there is another window."""
    await doing
    while who.modal is before:
        await asyncio.sleep(_LOOK)
