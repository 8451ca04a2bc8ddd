"""blocks.validate: checks blocks, a message or a view, and shows nothing.

docs.slack.dev/reference/methods/blocks.validate: no scope; exactly one of the three; the faults are in `errors`,
each with a pointer and a message. Its errors are invalid_blocks, invalid_message and invalid_view
(abdolence/slack-morphism-rust, api/blocks.rs). That blocks on their own may be for any surface is a guess.
"""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import surface_validation
from adapters.simulators.slack.blocks import MODAL_BLOCKS
from adapters.simulators.slack.errors import ApiError, invalid
from adapters.simulators.slack.parameters import Parameters
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.workspace import Workspace

METHOD = "blocks.validate"
_KINDS = ("blocks", "message", "view")


def blocks_validate(_workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle blocks.validate."""
    given = [kind for kind in _KINDS if kind in parameters.values]
    if len(given) != 1:
        raise invalid("must provide exactly one of `blocks`, `message`, `view`")
    [kind] = given
    value = parameters.object(kind, invalid(f"must be valid JSON [json-pointer:/{kind}]"))
    check = Validator(METHOD)
    _validate(check, kind, value)
    errors = [
        {"pointer": one.pointer, "code": "failed_constraint", "message": one.text}
        for one in check.faults
        if one.refused
    ]
    if errors:
        raise ApiError(f"invalid_{kind}", {"errors": errors})
    return {}


def _validate(check: Validator, kind: str, value: object) -> None:
    known: JsonObject = value if isinstance(value, dict) else {}
    if kind == "view":
        surface_validation.validate_view(check, "", value, str(known.get("type") or "modal"))
    elif kind == "message":
        surface_validation.validate_message(check, known.get("text"), known.get("blocks"))
    else:
        MODAL_BLOCKS(check, "", value)
