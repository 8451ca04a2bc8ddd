"""The same nine questions in other frameworks, each written as its own documentation recommends."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Json = dict[str, Any]
Feed = Callable[[Json], Awaitable[None]]
"""Handles a raw update until every call is answered."""
QUESTIONS = [f"Vraag {number}: weet je met wie je client online contact heeft?" for number in range(1, 10)]
ANSWERS = {"ja": "Ja", "nee": "Nee", "?": "Weet ik niet"}
PEERS: Mapping[str, str] = {
    "ptb-bare": "telegram_bot",
    "ptb-conversation": "telegram_bot",
    "aiogram-fsm": "aiogram_states",
    "botbuilder": "waterfall",
}
"""The peers, and their files."""
