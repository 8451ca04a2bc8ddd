"""The machine-readable specification of the Bot API: what a method takes and what an object holds.

The file is beside the repository (`../shared/specs/telegram-bot-api.json`, or where GROOMINGCHECK_SPECIFICATION says);
nothing in the product needs it, and without it whatever would be validated against it is skipped.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.telegram.server import TelegramSimulator

NAME = "shared/specs/telegram-bot-api.json"
GIVEN = os.environ.get("GROOMINGCHECK_SPECIFICATION")
PLACES = [Path(GIVEN)] if GIVEN else [folder / NAME for folder in (*Path(__file__).resolve().parents, Path("/work"))]
NEWER = {"ephemeral_message_parameters", "ephemeral_message_id", "receiver_user", "is_ephemeral"}
"""What came with Bot API 10.2 and 10.3, which the file doesn't know."""
MISSING = "needs the Bot API specification beside this checkout"
SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "Float": (int, float),
    "String": str,
    "Boolean": bool,
    "True": bool,
}


@cache
def load() -> dict[str, Any] | None:
    """Return methods and types by name, or None if the file is missing."""
    place = next((place for place in PLACES if place.is_file()), None)
    return json.loads(place.read_text()) if place else None


def faults(value: object, kinds: list[str], where: str) -> list[str]:
    """Return the faults of a value that should be of one of these types."""
    each = [_faults(value, kind, where) for kind in kinds]
    return min(each, key=len) if each else []


def call_faults(call: RecordedCall) -> list[str]:
    """Return what is wrong with a call: an unknown method, or a parameter that is unknown, missing or mistyped."""
    method = _method(call)
    if "Ephemeral" in call.method:
        return []
    return _fields(call.parameters, method.get("fields", []), call.method) if method else [f"{call.method}: unknown"]


def result_faults(call: RecordedCall) -> list[str]:
    """Return what is wrong with the answer to a call."""
    return faults(call.answer, _method(call).get("returns", []), f"{call.method} answered")


def all_faults(fake: TelegramSimulator) -> list[str]:
    """Return what is wrong with the calls that the simulator received, and with its answers."""
    done = [call for call in fake.calls if call.status == 200]
    return [fault for call in done for fault in (*call_faults(call), *result_faults(call))]


def _method(call: RecordedCall) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = {
        name.lower(): method for name, method in (load() or {"methods": {}})["methods"].items()
    }
    return known.get(call.method.lower(), {})


def _faults(value: object, kind: str, where: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: no list"]
        inner = kind.removeprefix("Array of ")
        return [fault for number, one in enumerate(value) for fault in _faults(one, inner, f"{where}[{number}]")]
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (kind in {"Boolean", "True"} or not isinstance(value, bool))
        return [] if fits else [f"{where}: no {kind}"]
    known = (load() or {})["types"][kind]
    if "subtypes" in known:
        return faults(value, known["subtypes"], where)
    return _fields(value, known["fields"], f"{where}: {kind}")


def _fields(value: object, fields: list[dict[str, Any]], where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    known = {field["name"]: field for field in fields}
    found = [f"{where}.{name}: unknown" for name in value if name not in known.keys() | NEWER]
    needed = known.keys() - ({"message_id"} if "ephemeral_message_id" in value else set())
    found += [f"{where}.{name}: missing" for name in needed if known[name]["required"] and name not in value]
    for name in value.keys() & known.keys():
        found += faults(value[name], known[name]["types"], f"{where}.{name}")
    return found
