"""The methods that only tell something: who the bot is, who a person is, who is in a group, what a channel is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.fake.error import ApiError, Json
from adapters.slack.fake.payload import DOMAIN
from adapters.slack.fake.workspace import BOT, BOT_USER

if TYPE_CHECKING:
    from adapters.slack.fake.form import Form
    from adapters.slack.fake.workspace import Workspace


def auth_test(workspace: Workspace, _form: Form) -> Json:
    """Do auth.test."""
    known = {"team": DOMAIN, "user": "groomingcheck", "team_id": workspace.team, "user_id": BOT_USER, "bot_id": BOT}
    return {"url": f"https://{DOMAIN}.slack.com/", **known, "is_enterprise_install": False}


def users_info(workspace: Workspace, form: Form) -> Json:
    """Do users.info: the locale only when it is asked for."""
    person = workspace.person(form.needed("user"))
    known = {"id": person.id, "team_id": workspace.team, "name": person.name, "real_name": person.name}
    user = {**known, "deleted": False, "is_bot": False, "tz": "Europe/Amsterdam", "profile": {"real_name": person.name}}
    return {"user": {**user, "locale": person.locale} if form.flag("include_locale") else user}


def usergroups_users_list(workspace: Workspace, form: Form) -> Json:
    """Do usergroups.users.list."""
    group = form.needed("usergroup")
    if group not in workspace.groups:
        raise ApiError("no_such_subteam")
    return {"users": list(workspace.groups[group])}


def conversations_info(workspace: Workspace, form: Form) -> Json:
    """Do conversations.info."""
    channel = workspace.channel(form.needed("channel"))
    known = {"id": channel.id, "name": channel.name, "is_channel": True, "is_private": channel.private}
    return {"channel": {**known, "is_archived": channel.archived, "is_member": channel.bot_in}}
