"""What Slack is told of the app: its name, its commands, where it is reached, and what it may do, each with a reason.

JSON with comments, which is YAML, so that Slack takes it as YAML (version 2 of its manifests).
Source: https://docs.slack.dev/reference/app-manifest
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.setting import PATH
from adapters.slack.wire import CHECK

NEEDED: Mapping[str, str] = {
    "commands": "for the commands and the shortcut that start a check",
    "chat:write": "for the reminders that a coordinator asks for; a check never posts anything",
}
"""What the app can't do without, and why."""
OPTIONAL: Mapping[str, str] = {
    "users:read": "to see which language somebody has set; take this line out, and everybody gets the default language",
}
"""What it can do without, and why it is asked for."""
GROUPS: Mapping[str, str] = {
    "usergroups:read": "to see who is in the user groups of GROOMINGCHECK_COORDINATORS, whose members set up reminders",
}
"""What it can't do without where a coordinator is a user group, and why."""
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """How the app presents itself. `name`: 24 characters at most; `about`: 120; `checks`: a label for each id.

    `groups`: whether a coordinator is a user group.
    """

    name: str
    about: str
    checks: Sequence[tuple[str, str]]
    locales: int
    groups: bool


def manifest(profile: Profile, address: str | None) -> dict[str, Any]:
    """Give the manifest. `address`: public, https, without a path, where Slack delivers; None: Socket Mode."""
    place = f"{address.rstrip('/')}{PATH}" if address else None
    at = {"request_url": place} if place else {}
    commands = [
        {"command": f"/{check}", "description": label, "should_escape": False, **({"url": place} if place else {})}
        for check, label in profile.checks
    ]
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
            "bot_user": {"display_name": profile.name, "always_online": True},
            "shortcuts": [shortcut],
            "slash_commands": commands,
        },
        "oauth_config": {"scopes": {"bot": list(wanted(profile.locales, groups=profile.groups))}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": ["app_home_opened"]},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not place,
            "token_rotation_enabled": False,
        },
    }


def wanted(locales: int, *, groups: bool) -> Mapping[str, str]:
    """Give each scope that is asked for, with why.

    `locales`: how many languages there are words in; `groups`: whether a coordinator is a user group.
    """
    return {**NEEDED, **(OPTIONAL if locales > 1 else {}), **(GROUPS if groups else {})}


def written(found: Mapping[str, Any]) -> str:
    """Write the manifest, with the reason above each scope."""
    return "\n".join(_lines(json.dumps(found, indent=_INDENT, ensure_ascii=False))) + "\n"


def _lines(text: str) -> Iterator[str]:
    reasons = {json.dumps(scope): reason for scope, reason in {**NEEDED, **OPTIONAL, **GROUPS}.items()}
    for line in text.splitlines():
        if reason := reasons.get(line.strip().rstrip(",")):
            yield f"{line[: len(line) - len(line.lstrip())]}# {reason}"
        yield line
