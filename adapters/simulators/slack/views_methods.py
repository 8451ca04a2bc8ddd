"""The views methods: opening, updating and pushing modals, and publishing a Home tab.

docs.slack.dev/reference/methods/views.open, .update, .push and .publish. Opening a modal replaces an open one; the real
Slack may show both, on different devices. That a refused view leaves its trigger_id unused is a guess.
"""

import json

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import surface_validation
from adapters.simulators.slack.errors import ApiError, invalid
from adapters.simulators.slack.parameters import Parameters
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.user import User
from adapters.simulators.slack.view import OpenView, new_view, updated_view
from adapters.simulators.slack.workspace import Workspace

MOST = 3
"""The most views in a stack: one opened, and two pushed onto it."""


def views_open(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle views.open."""
    content = _content(workspace, parameters, "views.open", "modal")
    person, _ = workspace.triggers.exchange(parameters.needed("trigger_id"))
    view = new_view(content)
    person.open(view)
    return _answer(workspace, person, view)


def views_push(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle views.push; the trigger_id must come from an open view."""
    content = _content(workspace, parameters, "views.push", "modal")
    person, source = workspace.triggers.exchange(parameters.needed("trigger_id"))
    if not person.views or source not in {one.id for one in person.views}:
        raise ApiError("not_found")
    if len(person.views) >= MOST:
        raise ApiError("push_limit_reached")
    view = new_view(content, under=person.views[-1])
    person.push(view)
    return _answer(workspace, person, view)


def views_update(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle views.update; the view must be open, and have the given hash."""
    identity, external = parameters.text("view_id"), parameters.text("external_id")
    if not identity and not external:
        raise invalid("missing required field: view_id [json-pointer:/view_id]")
    found = workspace.find_view(identity, external)
    kind = found[1].content["type"] if found else "modal"
    content = _content(workspace, parameters, "views.update", kind, found[1] if found else None)
    if found is None:
        raise ApiError("not_found")
    person, old = found
    _compare(parameters, old)
    view = updated_view(old, content)
    person.replace(view, initial=workspace.initial_values_kept)
    return _answer(workspace, person, view)


def views_publish(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle views.publish; that an unknown person gives "user_not_found" is a guess."""
    person = workspace.user(parameters.needed("user_id"))
    content = _content(workspace, parameters, "views.publish", "home", person.home)
    if person.home:
        _compare(parameters, person.home)
    person.home = updated_view(person.home, content) if person.home else new_view(content)
    return _answer(workspace, person, person.home)


def _content(
    workspace: Workspace, parameters: Parameters, method: str, kind: str, old: OpenView | None = None
) -> JsonObject:
    """Return the view that was sent, validated."""
    parameters.needed("view")
    content = parameters.object("view", invalid("must be a valid view [json-pointer:/view]"))
    if len(json.dumps(content).encode()) > surface_validation.LARGEST:
        raise ApiError("view_too_large")
    check = Validator(method)
    surface_validation.validate_view(check, "/view", content, kind)
    workspace.judge(check, "invalid_arguments")
    known: JsonObject = content if isinstance(content, dict) else {}
    taken = workspace.find_view(external=known.get("external_id", ""))
    if taken and taken[1] is not old:
        raise ApiError("duplicate_external_id")
    return known


def _compare(parameters: Parameters, view: OpenView) -> None:
    if parameters.text("hash") and parameters.text("hash") != view.hash:
        raise ApiError("hash_conflict")


def _answer(workspace: Workspace, person: User, view: OpenView) -> JsonObject:
    return {"view": workspace.to_json(view, person.filled(view))}
