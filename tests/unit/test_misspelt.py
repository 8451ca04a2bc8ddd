"""A name that looks like a setting's and isn't: told, with the nearest that there is."""

from pathlib import Path

import pytest

from adapters.config.settings import SettingsError, read


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the process is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("TELEGRAM_BOT_TOKENN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKENN_FILE", "TELEGRAM_BOT_TOKEN_FILE"),
        ("telegram_bot_token", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("SLACKBOT_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNING_KEY", "SLACK_SIGNING_SECRET"),
        ("SLACK_CLIENT_SECRETS", "SLACK_SIGNING_SECRET"),
        ("GROOMINGCHECK_MELDPUT", "GROOMINGCHECK_MELDPUNT"),
        ("GROOMING_CHECK_SECRET", "GROOMINGCHECK_SECRET"),
        ("GROOMINGCHECK_SERVICE_HOST", "GROOMINGCHECK_SECRET"),
    ],
)
@pytest.mark.parametrize("value", ["1:a", ""])
@pytest.mark.parametrize("source", ["the environment", ".env"])
def test_a_misspelt_name_is_told_wherever_it_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, nearest: str, value: str, source: str
) -> None:
    if source == ".env":
        (folder / source).write_text(f"{name}={value}\n")
    else:
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        read()
    assert error.value.faults == (f"{name}: No such setting; did you mean {nearest}?",)


@pytest.mark.parametrize(
    "name", ["SLACK_CLIENT_ID", "TELEGRAM_API_HASH", "DISCORD_BOT_TOKEN", "APP_TOKEN", "HTTPS_PROXY"]
)
def test_what_is_known_to_be_another_programs_is_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "x")
    assert read().channels == ()


@pytest.mark.parametrize(
    "links",
    [
        {
            "TELEGRAM_BOT_API_SERVICE_HOST": "10.0.0.1",
            "TELEGRAM_BOT_API_SERVICE_PORT": "80",
            "TELEGRAM_BOT_API_SERVICE_PORT_HTTP": "80",
            "TELEGRAM_BOT_API_PORT": "tcp://10.0.0.1:80",
            "TELEGRAM_BOT_API_PORT_80_TCP": "tcp://10.0.0.1:80",
            "TELEGRAM_BOT_API_PORT_80_TCP_ADDR": "10.0.0.1",
        },
        {"SLACK_PORT": "tcp://10.0.0.1:80", "SLACK_NAME": "/bot/slack", "SLACK_ENV_PATH": "/bin"},
    ],
    ids=["Kubernetes", "Docker"],
)
def test_what_a_neighbour_of_that_name_brings_along_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, links: dict[str, str]
) -> None:
    for name, value in links.items():
        monkeypatch.setenv(name, value)
    assert read().channels == ()


def test_a_neighbour_of_our_own_name_is_told_where_it_takes_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SERVICE_HOST": "10.0.0.1", "SERVICE_PORT": "80", "PORT": "tcp://10.0.0.1:80"}.items():
        monkeypatch.setenv(f"GROOMINGCHECK_{name}", value)
    with pytest.raises(SettingsError) as error:
        read()
    [line] = error.value.faults
    assert line.startswith("GROOMINGCHECK_PORT: Set by Kubernetes")
    monkeypatch.setenv("GROOMINGCHECK_PORT", "8081")
    assert read().port == 8081
