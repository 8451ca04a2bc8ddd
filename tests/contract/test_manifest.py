"""The manifest for Slack: valid, with a reason for each scope, for every check and each transport."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adapters.slack.manifest import AppProfile, manifest, wanted
from tests.conftest import ORGANISATION
from tests.support.command import run
from tests.support.keyboard import piped

NAME = "shared/specs/slack-manifest.schema.json"
PLACES = [folder / NAME for folder in (*Path(__file__).resolve().parents, Path("/work"))]
SCHEMA = next((place for place in PLACES if place.is_file()), None)
HTTP = ("--url", "https://bot.example.org/")


def printed(*arguments: str, **settings: str) -> str:
    done = run("", "manifest", "slack", *arguments, **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def read(text: str) -> dict[str, Any]:
    """Read it as YAML does: a line that starts with # is a comment."""
    found: dict[str, Any] = json.loads("\n".join(line for line in text.splitlines() if line.lstrip()[:1] != "#"))
    return found


@pytest.mark.skipif(not SCHEMA, reason="needs the schema of Slack's manifests beside this checkout")
@pytest.mark.parametrize("arguments", [(), HTTP, ("--locale", "en"), (*HTTP, "--locale", "en"), ("--json",)])
def test_it_is_valid(arguments: tuple[str, ...]) -> None:
    assert SCHEMA
    schema = json.loads(SCHEMA.read_text())
    found = read(printed(*arguments))
    jsonschema.validate(found, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**found, "more": 1}, schema)


def test_over_socket_mode_it_names_no_address() -> None:
    found = read(printed())
    assert found["_metadata"] == {"major_version": 2}
    assert found["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in json.dumps(found)
    assert '"url"' not in json.dumps(found)


def test_over_http_every_way_in_has_the_address() -> None:
    found = read(printed(*HTTP))
    address = "https://bot.example.org/slack/events"
    assert found["settings"]["socket_mode_enabled"] is False
    assert found["settings"]["interactivity"]["request_url"] == address
    assert found["settings"]["event_subscriptions"]["request_url"] == address
    assert {one["url"] for one in found["features"]["slash_commands"]} == {address}


def test_as_json_it_is_the_same_without_the_reasons() -> None:
    assert json.loads(printed("--json")) == read(printed())
    assert json.loads(printed("--json", *HTTP)) == read(printed(*HTTP))


@pytest.mark.parametrize(
    ("title", "name"),
    [("Groomingcheck", "groomingcheck"), ("Wie is dat? Één check", "wie-is-dat-een-check"), ("日本", "money")],
)
def test_the_name_of_the_bot_has_only_what_slack_allows(title: str, name: str) -> None:
    """Source: https://docs.slack.dev/reference/app-manifest."""
    found = manifest(AppProfile(title, "About.", [("money", "Money")], 2, groups=False), None)
    assert found["features"]["bot_user"]["display_name"] == name
    assert found["display_information"]["name"] == title


def test_what_is_not_needed_is_optional() -> None:
    """As in https://github.com/slackapi/slack-cli/pull/517, an optional scope is named among all of them as well."""
    scopes = read(printed(GROOMINGCHECK_COORDINATORS="slack:S2"))["oauth_config"]["scopes"]
    assert scopes["bot_optional"] == ["users:read"]
    assert set(scopes["bot"]) > set(scopes["bot_optional"])


def test_each_scope_has_its_reason_above_it_and_none_reads_messages() -> None:
    lines = [line.strip() for line in printed().splitlines()]
    scopes = read(printed())["oauth_config"]["scopes"]["bot"]
    assert scopes == ["commands", "chat:write", "users:read"]
    for scope in scopes:
        place, *_ = [number for number, line in enumerate(lines) if line.rstrip(",") == f'"{scope}"']
        assert lines[place - 1].startswith("# ")
    assert "history" not in printed()


def test_the_command_prints_the_same() -> None:
    done = piped("", "manifest", "slack")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, printed(), b"")


def test_nobody_can_type_to_the_bot() -> None:
    home = read(printed())["features"]["app_home"]
    assert home["messages_tab_read_only_enabled"] is True
    assert home["home_tab_enabled"] is True


def test_each_check_has_its_command() -> None:
    both = {"GROOMINGCHECK_MESSAGES": str(ORGANISATION), "GROOMINGCHECK_CHECKS": "moneycheck, groomingcheck"}
    found = read(printed(**both))
    assert [one["command"] for one in found["features"]["slash_commands"]] == ["/moneycheck", "/groomingcheck"]
    assert found["display_information"]["name"] == "Geldcheck"


@pytest.mark.parametrize(
    "url",
    [
        "http://x.nl",
        "x.nl",
        "",
        "https://",
        "https://x.nl/path",
        "https://x.nl?a",
        "https://x.nl:0",
        "https://x.nl:x",
        "https://[x",
    ],
)
def test_an_address_that_slack_does_not_deliver_to_is_refused(url: str) -> None:
    done = run("", "manifest", "slack", "--url", url)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("groomingcheck: --url: must start with https://")
    assert os.linesep not in done.stderr.decode().strip()


def test_user_groups_are_requested_only_if_one_is_a_coordinator() -> None:
    assert "usergroups:read" not in printed(GROOMINGCHECK_COORDINATORS="slack:U1,telegram:1")
    shown = printed(GROOMINGCHECK_COORDINATORS="slack:U1,slack:S2")
    assert read(shown)["oauth_config"]["scopes"]["bot"] == ["commands", "chat:write", "users:read", "usergroups:read"]
    lines = [line.strip() for line in shown.splitlines()]
    [place] = [number for number, line in enumerate(lines) if line == '"usergroups:read"']
    assert lines[place - 1].startswith("# to see who is in the user groups of GROOMINGCHECK_COORDINATORS")


@pytest.mark.parametrize(
    ("locales", "groups", "optional"),
    [(1, False, set()), (2, False, {"users:read"}), (1, True, {"usergroups:read"})],
)
def test_a_scope_that_nothing_needs_is_not_asked_for(
    locales: int,
    groups: bool,  # noqa: FBT001
    optional: set[str],
) -> None:
    assert wanted(locales, groups=groups).keys() == {"commands", "chat:write"} | optional
