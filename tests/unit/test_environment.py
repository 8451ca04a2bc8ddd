"""The sources of settings: the environment, the file `.env`, and files that hold one secret each."""

import os
from pathlib import Path

import pytest

from adapters.config.settings import Settings, SettingsError, read
from adapters.telegram.settings import TelegramSettings
from tests.support.channel_settings import chosen

GOOD = "g" * 32
TOKEN = "123:abc"  # noqa: S105 - of nothing real


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the process is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def token(settings: Settings) -> str:
    return chosen(settings, TelegramSettings).token


def faults() -> list[str]:
    with pytest.raises(SettingsError) as error:
        read()
    return list(error.value.faults)


def test_what_stands_in_the_file_counts(folder: Path) -> None:
    (folder / ".env").write_text(f'TELEGRAM_BOT_TOKEN="{TOKEN}"\nGROOMINGCHECK_PORT=0\nHOME=/elsewhere\n# x\n')
    settings = read()
    assert (token(settings), settings.port) == (TOKEN, 0)


def test_nothing_but_our_own_names_is_taken_from_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home")
    (folder / ".env").write_text("HOME=/elsewhere\nHTTPS_PROXY=x\n")
    read()
    assert Path("~").expanduser() == Path("/home")


@pytest.mark.parametrize("kind", ["", "_FILE"])
def test_what_is_set_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    (folder / "token").write_text(TOKEN)
    (folder / ".env").write_text(f"TELEGRAM_BOT_TOKEN{kind}=nope\n")
    for other in ("", "_FILE"):
        monkeypatch.setenv(f"TELEGRAM_BOT_TOKEN{other}", "token" if other else TOKEN)
        assert token(read()) == TOKEN
        monkeypatch.delenv(f"TELEGRAM_BOT_TOKEN{other}")


def test_an_empty_variable_leaves_room_for_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nGROOMINGCHECK_PORT=\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " ")
    assert token(read()) == TOKEN


def test_a_secret_may_stand_in_a_file_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "secret").write_text(f"{GOOD}\n")
    monkeypatch.setenv("GROOMINGCHECK_SECRET_FILE", str(folder / "secret"))
    assert read().secrets == (GOOD.encode(),)


def test_nothing_that_is_read_gets_into_the_environment_of_the_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "secret").write_text(GOOD)
    (folder / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    monkeypatch.setenv("GROOMINGCHECK_SECRET_FILE", str(folder / "secret"))
    monkeypatch.setenv("GROOMINGCHECK_LOCALE", " ")
    before = dict(os.environ)
    assert token(read()) == TOKEN
    assert dict(os.environ) == before
    assert not {GOOD, TOKEN} & set(os.environ.values())


def test_a_value_is_taken_from_the_file_as_it_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home")
    (folder / ".env").write_text("GROOMINGCHECK_MELDPUNT=${HOME}\n")
    assert read().organisation.meldpunt == "${HOME}"


@pytest.mark.parametrize("source", ["the environment", ".env"])
def test_a_variable_and_its_file_at_once_are_told_wherever_they_stand(
    folder: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    (folder / "secret").write_text(GOOD)
    both = {"GROOMINGCHECK_SECRET": GOOD, "GROOMINGCHECK_SECRET_FILE": str(folder / "secret")}
    if source == ".env":
        (folder / source).write_text("".join(f"{name}={value}\n" for name, value in both.items()))
    else:
        for name, value in both.items():
            monkeypatch.setenv(name, value)
    assert faults() == ["GROOMINGCHECK_SECRET_FILE: Set this or GROOMINGCHECK_SECRET, not both."]


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe", None])
def test_a_file_that_holds_no_text_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (folder / "secret").write_bytes(content)
    monkeypatch.setenv("GROOMINGCHECK_SECRET_FILE", str(folder / "secret"))
    [line] = faults()
    assert line.startswith("GROOMINGCHECK_SECRET_FILE: ")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (f'"{GOOD}"', "Must have no quotes"),
        (f"'{GOOD}'", "Must have no quotes"),
        (f'{GOOD}"', "Must have no quotes"),
        (f"{GOOD}\n{GOOD}", "Must be one line"),
        (f"{GOOD}\u200b", "Must be one line"),
        (f"{GOOD}\x00", "Must be one line"),
        ("tcp://10.0.0.1:80", "Set by Kubernetes"),
    ],
)
def test_what_no_value_can_be_is_told_of_any_setting(folder: Path, value: str, line: str) -> None:
    (folder / "value").write_text(value)
    for name in ("GROOMINGCHECK_SECRET_FILE", "GROOMINGCHECK_MELDPUNT_FILE", "TELEGRAM_API_URL_FILE"):
        (folder / ".env").write_text(f"{name}=value\n")
        assert [fault[: len(name) + 2 + len(line)] for fault in faults()] == [f"{name}: {line}"]


@pytest.mark.parametrize("value", ["'s Heeren Loo", 'Meldpunt "Veilig" in Ede', "Zorg's meldpunt, #1"])
def test_a_quote_that_belongs_to_a_value_stays(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GROOMINGCHECK_MELDPUNT", value)
    assert read().organisation.meldpunt == value


@pytest.mark.parametrize(
    "given", [{"WEBHOOK_URL": "https://example.org", "WEBHOOK_SECRET": "x" * 16}, {"ADMINISTRATORS": "on"}]
)
def test_what_does_nothing_without_a_token_says_that_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"TELEGRAM_{name}", value)
    assert faults() == [f"TELEGRAM_BOT_TOKEN: Required, as TELEGRAM_{next(iter(given))} is set."]


def test_another_server_is_no_reason_to_need_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "https://telegram.example.org")
    assert read().channels == ()


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        ("bot123:abc", "Leave out the word bot in front of it."),
        ("123:ab c", "It contains a space."),
        ("@ons_bot", "This is a bot's username, not its token."),
    ],
)
def test_a_token_that_was_copied_wrongly_is_told_how(monkeypatch: pytest.MonkeyPatch, token: str, hint: str) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    [line] = faults()
    assert line.endswith(hint)
    assert token not in line


def test_a_value_that_is_no_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_SECRET", "s" * 40 + "\udcff")
    assert faults() == ["GROOMINGCHECK_SECRET: Must be text in UTF-8."]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "abc"),
        ("TELEGRAM_BOT_TOKEN", "123:a b"),
        ("TELEGRAM_API_URL", "telegram.org"),
        ("TELEGRAM_API_URL", "ftp://telegram.org"),
        ("TELEGRAM_API_URL", "https://:80"),
        ("TELEGRAM_API_URL", "http://[::1"),
        ("TELEGRAM_API_URL", "https://tele gram.org"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot/"),
        ("TELEGRAM_API_URL", "https://telegram.example.org/?key=1"),
        ("SLACK_API_URL", "https://slack.example.org/api/#x"),
        ("TELEGRAM_WEBHOOK_URL", "http://example.org/telegram"),
        ("TELEGRAM_WEBHOOK_SECRET", "kort"),
        ("TELEGRAM_WEBHOOK_SECRET", "met spaties erin, en lang"),
        ("GROOMINGCHECK_PORT", "65536"),
        ("GROOMINGCHECK_PORT", "-1"),
        ("GROOMINGCHECK_LOG_LEVEL", "veel"),
    ],
)
def test_what_a_channel_cannot_use_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "x" * 16)
    monkeypatch.setenv(name, value)
    [line] = faults()
    assert line.startswith(f"{name}: ")
    assert value not in line


@pytest.mark.parametrize(
    ("name", "right"),
    [("GROOMINGCHECK_PORT", "Must be a whole number."), ("GROOMINGCHECK_IDLE_MINUTES", "Must be a number.")],
)
def test_what_is_no_number_is_told_what_it_must_be(monkeypatch: pytest.MonkeyPatch, name: str, right: str) -> None:
    monkeypatch.setenv(name, "abc")
    assert faults() == [f"{name}: {right}"]


def test_a_webhook_needs_a_secret_and_gets_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://example.org")
    assert faults() == ["TELEGRAM_WEBHOOK_SECRET: Required, but not set."]
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "x" * 16)
    for given, whole in (("", "/telegram"), ("/", "/telegram"), ("/bot/in", "/bot/in")):
        monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", f"https://example.org{given}")
        assert chosen(read(), TelegramSettings).webhook_url == f"https://example.org{whole}"


def test_tokens_and_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "x" * 16)
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", "postgresql://user:geheim@host/db")
    shown = repr(read())
    assert not [word for word in (TOKEN, "x" * 16, "geheim") if word in shown]


def test_a_pipe_is_refused_in_one_line_as_it_could_be_read_once_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "secret")
    monkeypatch.setenv("GROOMINGCHECK_SECRET_FILE", str(folder / "secret"))
    [line] = faults()
    assert line.startswith("GROOMINGCHECK_SECRET_FILE: Must be a regular file")
