"""The views methods: opening, updating and pushing modals, and publishing a Home tab.

docs.slack.dev/reference/methods/views.open, .update, .push and .publish. A modal that is opened while another is open
takes its place; the real Slack may show both, each on a device of its own. That a view that is refused leaves the
trigger unused is a guess.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from adapters.slack.fake import surface
from adapters.slack.fake.error import ApiError, Json, invalid
from adapters.slack.fake.finding import Check
from adapters.slack.fake.view import View, changed, new

if TYPE_CHECKING:
    from adapters.slack.fake.form import Form
    from adapters.slack.fake.person import Person
    from adapters.slack.fake.workspace import Workspace

MOST = 3
"""How many views lie on each other at most: one opened, and two pushed on it."""


def views_open(workspace: Workspace, form: Form) -> Json:
    """Do views.open."""
    content = _content(workspace, form, "views.open", "modal")
    person, _ = workspace.triggers.exchange(form.needed("trigger_id"))
    view = new(content)
    person.open(view)
    return _answer(workspace, person, view)


def views_push(workspace: Workspace, form: Form) -> Json:
    """Do views.push: the trigger must come from a view that is open."""
    content = _content(workspace, form, "views.push", "modal")
    person, source = workspace.triggers.exchange(form.needed("trigger_id"))
    if not person.views or source not in {one.id for one in person.views}:
        raise ApiError("not_found")
    if len(person.views) >= MOST:
        raise ApiError("push_limit_reached")
    view = new(content, under=person.views[-1])
    person.views.append(view)
    return _answer(workspace, person, view)


def views_update(workspace: Workspace, form: Form) -> Json:
    """Do views.update: of a view that is open, and that has the hash that is given."""
    identity, external = form.text("view_id"), form.text("external_id")
    if not identity and not external:
        raise invalid("missing required field: view_id [json-pointer:/view_id]")
    found = _found(workspace, identity, external)
    kind = found[1].content["type"] if found else "modal"
    content = _content(workspace, form, "views.update", kind, found[1] if found else None)
    if found is None:
        raise ApiError("not_found")
    person, old = found
    _compare(form, old)
    view = changed(old, content)
    person.put(view)
    return _answer(workspace, person, view)


def views_publish(workspace: Workspace, form: Form) -> Json:
    """Do views.publish; that an unknown person is a "user_not_found" is a guess."""
    person = workspace.person(form.needed("user_id"))
    content = _content(workspace, form, "views.publish", "home", person.home)
    if person.home:
        _compare(form, person.home)
    person.home = changed(person.home, content) if person.home else new(content)
    return _answer(workspace, person, person.home)


def _content(workspace: Workspace, form: Form, method: str, kind: str, old: View | None = None) -> Json:
    """Give the view that was sent, once it has been looked through."""
    form.needed("view")
    content = form.object("view", invalid("must be a valid view [json-pointer:/view]"))
    if len(json.dumps(content).encode()) > surface.LARGEST:
        raise ApiError("view_too_large")
    check = Check(method)
    surface.view(check, "/view", content, kind)
    workspace.judge(check, "invalid_arguments")
    known: Json = content if isinstance(content, dict) else {}
    taken = _found(workspace, "", known.get("external_id", ""))
    if taken and taken[1] is not old:
        raise ApiError("duplicate_external_id")
    return known


def _found(workspace: Workspace, identity: str, external: str) -> tuple[Person, View] | None:
    for person in workspace.people.values():
        for view in (*person.views, *([person.home] if person.home else [])):
            if view.id == identity or (external and view.content.get("external_id") == external):
                return person, view
    return None


def _compare(form: Form, view: View) -> None:
    if form.text("hash") and form.text("hash") != view.hash:
        raise ApiError("hash_conflict")


def _answer(workspace: Workspace, person: Person, view: View) -> Json:
    return {"view": workspace.wire(view, person.filled(view))}
