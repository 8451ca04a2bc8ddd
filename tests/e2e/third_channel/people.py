"""People on Plein who press their way through what the bot shows."""

from collections.abc import Sequence

from tests.example_channel.simulator.person import Person
from tests.example_channel.simulator.rules import Button
from tests.example_channel.simulator.square import Chat
from tests.support.caller import until

MAKING = ("Hoe vaak", "Elke 2 weken", "Klaar", "Tijden", "10:00", "9 uur", "09:30", "Opslaan")
"""Buttons that make a reminder, from the form on."""


def shown(person: Person) -> str:
    """Return what the newest message of the bot's says at this person's home; empty if there is none."""
    return next((message.text for message in reversed(person.home.messages) if message.of_bot), "")


def posts(chat: Chat) -> list[int]:
    """Return the ids of the bot's messages in a chat."""
    return [message.id for message in chat.messages if message.of_bot]


async def walk(person: Person, *labels: str) -> None:
    """Press button after button, by how its label starts, each once the screen before it has changed."""
    for label in labels:
        before = _screens(person)
        await person.press(label)
        await until(lambda before=before: _screens(person) != before)  # type: ignore[misc]


async def answer(person: Person) -> None:
    """Choose the first answer that is offered."""
    found = (button for message in person.home.messages for button in message.buttons)
    await walk(person, next(button.label for button in found if button.heavy))


async def begin(person: Person) -> None:
    """Ask for a check, and wait until it is there and the command is gone."""
    number = await person.say("/groomingcheck")
    await until(lambda: shown(person) and not person.home.find(number))


def _screens(person: Person) -> list[tuple[str, Sequence[Button]]]:
    """Return what can be pressed at home, and what stands above it."""
    return [(message.text, message.buttons) for message in person.home.messages if message.buttons]
