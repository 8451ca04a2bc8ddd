"""Presses as Slack delivers them over HTTP: signed forms with the whole modal, prepared before the timing starts.

As the state of a check is in its buttons, every press of a check can be prepared and repeated. The button at the bottom
of a modal is left out: its acknowledgement contains the next screen, without an API call.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import Participant
from adapters.simulators.slack import payloads, request_url, view
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.view import OpenView
from adapters.slack.modal import ModalWords
from adapters.slack.modal import view as modal
from adapters.slack.settings import NAME
from benchmarks.turn import LOCALE
from messages.markup import plain

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """A press.

    Attributes:
        name: The name of the modal.
        value: The value of the button.
        following: The view that follows.
        body: The body of the request.
        headers: The headers of the request, with its signature.
    """

    name: str
    value: str
    following: Json
    body: bytes
    headers: dict[str, str]


def walk(slack: SlackSimulator, dialogue: Dialogue, check: str, number: int, pressed: Iterable[int]) -> Iterator[Press]:
    """Return the presses of these buttons by one person.

    Args:
        slack: The person's Slack, which signs the requests.
        dialogue: Renders the screens.
        check: The id of the check.
        number: The number of the person.
        pressed: The index of each button on its screen.
    """
    sender, name = slack.person(f"U{number}"), f"modal-{number}"
    person = Participant(NAME, sender.id)
    screen = dialogue.press(check, person, LOCALE)
    for button in pressed:
        shown, value = screen, screen.buttons[button].payload
        screen = dialogue.press(value, person, LOCALE)
        if shown.buttons[button].main:
            continue
        opened = view.new_view(_modal(dialogue, shown, name))
        interaction = payloads.interaction(slack.workspace, sender, "block_actions", view=opened.id)
        interaction |= {
            "container": {"type": "view", "view_id": opened.id},
            "view": slack.workspace.to_json(opened, {}),
        }
        interaction |= {"actions": [_action(slack, opened, value)]}
        body, kind = request_url.written("interactive", interaction)
        headers = {"content-type": kind, **{key.lower(): text for key, text in slack.signed(body).items()}}
        yield Press(name, value, _modal(dialogue, screen, name), body, headers)


def _modal(dialogue: Dialogue, screen: Screen, name: str) -> Json:
    words = dialogue.words(LOCALE)
    return modal(screen, name, ModalWords(LOCALE, plain(words["modal.close"]), plain(words["modal.answer"])))


def _action(slack: SlackSimulator, opened: OpenView, value: str) -> Json:
    found = ((block, element) for block in opened.blocks for element in block.get("elements", ()))
    block, element = next(pair for pair in found if pair[1].get("value") == value)
    return payloads.action(block, element, {}, slack.workspace.timestamp())
