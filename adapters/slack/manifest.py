"""The app's manifest: its name, its commands, its URLs, and its scopes, each with a reason.

It is JSON with comments, which is valid YAML, so that Slack accepts it as YAML (version 2 of its manifests); or plain
JSON, for where Slack asks for that.
Source: https://docs.slack.dev/reference/app-manifest
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.channels.descriptor import ManifestError, ManifestRequest
from adapters.slack.blocks import Json
from adapters.slack.limits import COMMAND
from adapters.slack.modal import CHECK
from adapters.slack.settings import PATH, groups

NEEDED: Mapping[str, str] = {
    "commands": "for the commands and the shortcut that start a check",
    "chat:write": "for reminders that a coordinator sets up, and alerts when one fails; nothing of a check",
}
"""The required scopes, with the reason for each."""
OPTIONAL: Mapping[str, str] = {
    "users:read": "to see which language somebody has set; without it everybody gets the default language",
}
"""The optional scopes, with the reason for each."""
GROUPS: Mapping[str, str] = {
    "usergroups:read": "to see who is in the user groups of GROOMINGCHECK_COORDINATORS, whose members set up reminders",
}
"""The scopes required if a coordinator is a user group, with the reason for each."""
_INDENT = 2


@dataclass(frozen=True, slots=True)
class AppProfile:
    """How the app presents itself.

    Attributes:
        name: At most 24 characters.
        about: At most 120 characters.
        checks: The id of each check, and its label.
        locales: The number of languages of the content.
        groups: Whether a coordinator is a user group.
    """

    name: str
    about: str
    checks: Sequence[tuple[str, str]]
    locales: int
    groups: bool


def write(request: ManifestRequest) -> str:
    """Return the manifest as text.

    Raises:
        ManifestError: The id of a check is too long for a command.
    """
    dialogue = request.dialogue
    checks = [(start.payload, start.label) for start in dialogue.starts(request.locale)]
    for check, _ in checks:
        if len(f"/{check}") > COMMAND:
            msg = f"the id of a check is too long for a command on Slack: {check}."
            raise ManifestError(msg)
    about = dialogue.words(request.locale)["about.short"]
    named = bool(groups(request.coordinators))
    profile = AppProfile(dialogue.title(request.locale), about, checks, len(dialogue.locales), named)
    found = manifest(profile, request.address)
    return f"{_json(found)}\n" if request.plain else written(found)


def manifest(profile: AppProfile, address: str | None) -> Json:
    """Return the manifest. `address`: where Slack delivers, public, https and without a path; None for Socket Mode."""
    place = f"{address.rstrip('/')}{PATH}" if address else None
    at = {"request_url": place} if place else {}
    commands = [
        {"command": f"/{check}", "description": label, "should_escape": False, **({"url": place} if place else {})}
        for check, label in profile.checks
    ]
    scopes = wanted(profile.locales, groups=profile.groups)
    optional = [scope for scope in scopes if scope in OPTIONAL]
    shortcut = {"name": profile.name, "type": "global", "callback_id": CHECK, "description": profile.about}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {"name": profile.name, "description": profile.about},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": _bot_name(profile), "always_online": True},
            "shortcuts": [shortcut],
            "slash_commands": commands,
        },
        "oauth_config": {"scopes": {"bot": [*scopes], **({"bot_optional": optional} if optional else {})}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": ["app_home_opened"]},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not place,
            "token_rotation_enabled": False,
        },
    }


def wanted(locales: int, *, groups: bool) -> Mapping[str, str]:
    """Return the requested scopes, with the reason for each.

    `locales`: the number of languages of the content; `groups`: whether a coordinator is a user group.
    """
    return {**NEEDED, **(OPTIONAL if locales > 1 else {}), **(GROUPS if groups else {})}


def written(found: Json) -> str:
    """Return the manifest as text, with the reason above each scope."""
    return "\n".join(_lines(_json(found))) + "\n"


def _json(found: Json) -> str:
    return json.dumps(found, indent=_INDENT, ensure_ascii=False)


def _bot_name(profile: AppProfile) -> str:
    """Return the name of the bot user, in which Slack allows only a to z, 0 to 9, -, _ and full stops."""
    plain = unicodedata.normalize("NFKD", profile.name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-") or profile.checks[0][0]


def _lines(text: str) -> Iterator[str]:
    reasons = {json.dumps(scope): reason for scope, reason in {**NEEDED, **OPTIONAL, **GROUPS}.items()}
    for line in text.splitlines():
        if reason := reasons.get(line.strip().rstrip(",")):
            yield f"{line[: len(line) - len(line.lstrip())]}# {reason}"
        yield line
