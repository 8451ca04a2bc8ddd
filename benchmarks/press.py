"""Presses as Slack delivers them over HTTP: signed forms that hold the whole modal, made ready before they are timed.

Where a check stands rides in its buttons, and so every press of a check can be made beforehand, and made again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adapters.dialogue import Dialogue, Screen
from adapters.seal import Person
from adapters.slack.api import NAME
from adapters.slack.fake import payload, view, webhook
from adapters.slack.fake.server import FakeSlack
from adapters.slack.fake.view import View
from adapters.slack.modal import Words
from adapters.slack.modal import view as modal
from benchmarks.turn import LOCALE
from messages.markup import plain

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """One press. `name`: of the modal; `value`: of the button; `following`: the view that comes of it."""

    name: str
    value: str
    following: Json
    body: bytes
    headers: dict[str, str]


def walk(slack: FakeSlack, dialogue: Dialogue, check: str, number: int, pressed: Iterable[int]) -> Iterator[Press]:
    """Give the presses of these buttons, each counted from 0 on its screen, by the person with this number."""
    who, name = slack.person(f"U{number}"), f"modal-{number}"
    person = Person(NAME, f"{slack.workspace.team}:{who.id}")
    screen = dialogue.press(check, person, LOCALE)
    for button in pressed:
        shown, value = view.new(_modal(dialogue, screen, name)), screen.buttons[button].payload
        screen = dialogue.press(value, person, LOCALE)
        told = payload.interaction(slack.workspace, who, "block_actions", view=shown.id)
        told |= {"container": {"type": "view", "view_id": shown.id}, "view": slack.workspace.wire(shown, {})}
        told |= {"actions": [_action(slack, shown, value)]}
        body, kind = webhook.written("interactive", told)
        headers = {"content-type": kind, **{key.lower(): text for key, text in slack.signed(body).items()}}
        yield Press(name, value, _modal(dialogue, screen, name), body, headers)


def _modal(dialogue: Dialogue, screen: Screen, name: str) -> Json:
    words = dialogue.words(LOCALE)
    return modal(screen, name, Words(plain(words["modal.close"]), plain(words["modal.answer"])))


def _action(slack: FakeSlack, shown: View, value: str) -> Json:
    found = ((block, element) for block in shown.blocks for element in block.get("elements", ()))
    block, element = next(pair for pair in found if pair[1].get("value") == value)
    return payload.action(block, element, {}, slack.clock.stamp())
