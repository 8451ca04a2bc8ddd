"""Slack's settings: the transport that they choose, and a line for what can't be used."""

import pytest

from adapters.config.settings import SettingsError, read
from adapters.slack.settings import SlackSettings
from tests.support.channel_settings import chosen

TOKEN, APP, SECRET = "xoxb-1-a", "xapp-1-a", "0123456789abcdef" * 2


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"SLACK_{name.upper()}", value)


@pytest.mark.parametrize("setting", [{"app_token": APP}, {"signing_secret": SECRET}])
def test_what_does_nothing_without_a_bot_token_says_so(
    monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]
) -> None:
    given(monkeypatch, **setting)
    with pytest.raises(SettingsError) as error:
        read()
    [name] = setting
    assert error.value.faults == (f"SLACK_BOT_TOKEN: Required, as SLACK_{name.upper()} is set.",)


def test_a_bot_token_alone_names_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, bot_token=TOKEN)
    with pytest.raises(SettingsError) as error:
        read()
    [line] = error.value.faults
    assert line.startswith("SLACK_BOT_TOKEN: Also needs SLACK_APP_TOKEN, for Socket Mode, or SLACK_SIGNING_SECRET")


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        (APP, "This is an app-level token, for SLACK_APP_TOKEN."),
        ("xoxp-1-a", "This is a user token"),
        ("xoxe.xoxb-1-a", "This is an expiring token"),
        (SECRET, "This looks like a signing secret"),
    ],
)
def test_a_token_in_the_place_of_another_is_told_what_it_is(
    monkeypatch: pytest.MonkeyPatch, token: str, kind: str
) -> None:
    given(monkeypatch, bot_token=token, app_token=APP)
    with pytest.raises(SettingsError) as error:
        read()
    [line] = error.value.faults
    assert line.startswith("SLACK_BOT_TOKEN: Must be a bot token: it starts with xoxb-. " + kind)
    assert token not in line


def test_an_app_token_is_socket_mode_and_a_secret_is_http(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, bot_token=f" {TOKEN} ", app_token=APP)
    assert chosen(read(), SlackSettings) == SlackSettings(TOKEN, APP, "", "https://slack.com/api/")
    monkeypatch.delenv("SLACK_APP_TOKEN")
    given(monkeypatch, signing_secret=SECRET, api_url="https://slack-gov.com/api")
    assert chosen(read(), SlackSettings) == SlackSettings(TOKEN, "", SECRET, "https://slack-gov.com/api/")


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"bot_token": "xoxp-1", "app_token": APP}, "SLACK_BOT_TOKEN: Must be a bot token"),
        ({"bot_token": TOKEN, "app_token": TOKEN}, "SLACK_APP_TOKEN: Must be an app-level token"),
        ({"bot_token": TOKEN, "signing_secret": "geheim"}, "SLACK_SIGNING_SECRET: Must be the app's signing secret"),
        ({"bot_token": TOKEN, "app_token": APP, "api_url": "slack.com"}, "SLACK_API_URL: Must be an address"),
        ({"bot_token": TOKEN, "app_token": APP, "api_url": "http://[x"}, "SLACK_API_URL: Must be an address"),
    ],
)
def test_what_cannot_be_used_is_told_without_its_value(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], line: str
) -> None:
    given(monkeypatch, **settings)
    with pytest.raises(SettingsError) as error:
        read()
    assert [fault[: len(line)] for fault in error.value.faults] == [line]
    assert not [value for value in settings.values() if value in str(error.value)]


def test_no_secret_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, bot_token=TOKEN, app_token=APP, signing_secret=SECRET)
    assert not [secret for secret in (TOKEN, APP, SECRET) if secret in repr(read())]
