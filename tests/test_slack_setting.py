"""Slack's settings: the way in that they choose, and a line for what can't be used."""

import pytest

from adapters.settings import SettingsError, read
from adapters.slack.setting import Setting

TOKEN, APP, SECRET = "xoxb-1-a", "xapp-1-a", "0123456789abcdef" * 2


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"SLACK_{name.upper()}", value)


def test_without_a_token_slack_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, app_token=APP, signing_secret=SECRET)
    assert read().slack is None


def test_an_app_token_is_socket_mode_and_a_secret_is_http(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, bot_token=f" {TOKEN} ", app_token=APP)
    assert read().slack == Setting(TOKEN, APP, "", "https://slack.com/api/")
    monkeypatch.delenv("SLACK_APP_TOKEN")
    given(monkeypatch, signing_secret=SECRET, api_url="https://slack-gov.com/api")
    assert read().slack == Setting(TOKEN, "", SECRET, "https://slack-gov.com/api/")


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"bot_token": TOKEN}, "SLACK_SIGNING_SECRET: Is needed, and not set."),
        ({"bot_token": "xoxp-1", "app_token": APP}, "SLACK_BOT_TOKEN: Must be a bot token"),
        ({"bot_token": TOKEN, "app_token": TOKEN}, "SLACK_APP_TOKEN: Must be an app-level token"),
        ({"bot_token": TOKEN, "signing_secret": "geheim"}, "SLACK_SIGNING_SECRET: Must be the signing secret"),
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
