"""Parses Plein's events: None for anything unknown; of the text that people type, only commands are read."""

import re
from dataclasses import dataclass

from adapters.channels.message_lifecycle import Address

_COMMAND = re.compile(r"/([a-z_]{1,32})\s*")


@dataclass(frozen=True, slots=True)
class Sender:
    """The person who did something. `locale`: ISO 639-1."""

    id: str
    locale: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button below one of the bot's messages was pressed. `press`: the id for acknowledging it."""

    at: Address
    sender: Sender
    press: str
    payload: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something was typed. `command`: without the slash; None for anything else."""

    at: Address
    sender: Sender
    command: str | None


def read(event: object) -> Pressed | Said | None:
    """Parse an event (decoded JSON); return None for one that the bot doesn't handle."""
    match event:
        case {
            "chat": {"id": int(chat), "team": bool(team)},
            "message": {"id": int(message), "at": int(at)},
            "person": {"id": int(person), "language": str(language)},
            "did": {} as did,
        }:
            where = Address(str(chat), str(message), at, private=not team)
            return _read(where, Sender(str(person), language), did)
        case _:
            return None


def _read(at: Address, sender: Sender, did: object) -> Pressed | Said | None:
    match did:
        case {"press": str(press), "payload": str(payload)}:
            return Pressed(at, sender, press, payload)
        case {"say": str(text)}:
            found = _COMMAND.fullmatch(text.lower())
            return Said(at, sender, found[1] if found else None)
        case _:
            return None
