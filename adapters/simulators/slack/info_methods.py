"""The read-only methods: about the bot, a person, a user group, a channel."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.errors import ApiError
from adapters.simulators.slack.parameters import Parameters
from adapters.simulators.slack.payloads import DOMAIN
from adapters.simulators.slack.workspace import BOT, BOT_USER, Workspace


def auth_test(workspace: Workspace, _parameters: Parameters) -> JsonObject:
    """Handle auth.test."""
    known = {"team": DOMAIN, "user": "groomingcheck", "team_id": workspace.team, "user_id": BOT_USER, "bot_id": BOT}
    return {"url": f"https://{DOMAIN}.slack.com/", **known, "is_enterprise_install": False}


def users_info(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle users.info; it has a locale only on request."""
    person = workspace.user(parameters.needed("user"))
    known = {"id": person.id, "team_id": person.team or workspace.team, "name": person.name, "real_name": person.name}
    user = {**known, "deleted": False, "is_bot": False, "tz": "Europe/Amsterdam", "profile": {"real_name": person.name}}
    return {"user": {**user, "locale": person.locale} if parameters.flag("include_locale") else user}


def usergroups_users_list(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle usergroups.users.list."""
    group = parameters.needed("usergroup")
    if group not in workspace.groups:
        raise ApiError("no_such_subteam")
    return {"users": list(workspace.groups[group])}


def conversations_info(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle conversations.info."""
    channel = workspace.channel(parameters.needed("channel"))
    known = {"id": channel.id, "name": channel.name, "is_channel": True, "is_private": channel.private}
    return {"channel": {**known, "is_archived": channel.archived, "is_member": channel.bot_in}}
