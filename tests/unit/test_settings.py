"""Settings: read once, every fault reported at once, and without any secret."""

import pytest

from adapters.config.settings import SettingsError, read
from adapters.telegram.settings import TelegramSettings
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.channel_settings import chosen

GOOD = "g" * 32


def test_nothing_set_is_enough() -> None:
    settings = read()
    assert settings.idle == 900
    assert settings.locale == "nl"
    assert settings.organisation == Organisation()
    assert [len(secret) for secret in settings.secrets] == [32]


def test_without_a_secret_every_process_has_its_own() -> None:
    assert read().secrets != read().secrets


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LOCALE": "en",
        "IDLE_MINUTES": "0.5",
        "SECRET": f"{GOOD}, {GOOD[::-1]}x",
        "MELDPUNT": " Veilig Werken ",
        "ACHTERWACHT": " 06-12345678 ",
        "MESSAGES": str(ORGANISATION),
        "CONCEPT_CARDS": "on",
        "CHECKS": "moneycheck, groomingcheck",
        "COORDINATORS": "slack:U12AB, slack:S9 ,telegram:789",
        "TIMEZONE": "Europe/Brussels",
        "CATCH_UP_MINUTES": "0",
        "OVERWRITE_MEMORY": "off",
    }.items():
        monkeypatch.setenv(f"GROOMINGCHECK_{name}", value)
    settings = read()
    assert (settings.locale, settings.idle, settings.overwriting) == ("en", 30, False)
    assert settings.secrets == (GOOD.encode(), f"{GOOD}x".encode())
    expected = Organisation(ORGANISATION, "Veilig Werken", "06-12345678", checks=BOTH[::-1], concepts=True, minutes=0.5)
    assert settings.organisation == expected
    assert settings.coordinators == {"slack:U12AB", "slack:S9", "telegram:789"}
    assert (settings.zone, settings.catch_up) == ("Europe/Brussels", 0)


def test_nobody_coordinates_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:a")
    settings = read()
    assert settings.coordinators == set()
    assert not chosen(settings, TelegramSettings).administrators
    assert (settings.zone, settings.catch_up) == ("Europe/Amsterdam", 7200)


def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOCALE", "IDLE_MINUTES", "SECRET", "MELDPUNT", "ACHTERWACHT", "MESSAGES", "CONCEPT_CARDS", "CHECKS"):
        monkeypatch.setenv(f"GROOMINGCHECK_{name}", " ")
    assert read().organisation == Organisation()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET", "kort"),
        ("SECRET", f"{GOOD},kort"),
        ("SECRET", f"{GOOD},"),
        ("SECRET", "é" * 15),
        ("COORDINATORS", "U123"),
        ("COORDINATORS", "slack:C123"),
        ("COORDINATORS", "telegram:-100"),
        ("COORDINATORS", "telegram:1,"),
        ("TIMEZONE", "Amsterdam"),
        ("TIMEZONE", "../etc/passwd"),
        ("CATCH_UP_MINUTES", "-1"),
        ("CATCH_UP_MINUTES", "1441"),
        ("IDLE_MINUTES", "0"),
        ("IDLE_MINUTES", "-1"),
        ("IDLE_MINUTES", "1441"),
        ("IDLE_MINUTES", "nan"),
        ("IDLE_MINUTES", "inf"),
        ("IDLE_MINUTES", "een kwartier"),
        ("MESSAGES", "/no/such/folder"),
        ("CONCEPT_CARDS", "misschien"),
        ("MELDPUNT", "twee\nregels"),
        ("MELDPUNT", "m" * 151),
        ("ACHTERWACHT", "twee\nregels"),
        ("ACHTERWACHT", "m" * 151),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"GROOMINGCHECK_{name}", value)
    with pytest.raises(SettingsError) as error:
        read()
    [line] = error.value.faults
    assert line.startswith(f"GROOMINGCHECK_{name}: ")
    assert "\n" not in line
    assert "kort" not in line


THERE_IS = "Choose from: groomingcheck, meldcode, moneycheck."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("moneychek", "There is no check 'moneychek'."),
        ("groomingcheck,a,b", "There is no check 'a'. There is no check 'b'."),
        ("groomingcheck,moneycheck,groomingcheck", "'groomingcheck' is named twice."),
        ("a,moneycheck, moneycheck ,a", "'moneycheck' is named twice. There is no check 'a'."),
        (",", "Must be names of checks, separated by commas."),
        ("groomingcheck,", "Must be names of checks, separated by commas."),
        (f"xoxb-{GOOD}", "Must be names of checks, separated by commas."),
    ],
)
def test_a_check_that_is_unknown_double_or_empty_is_told_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch, value: str, told: str
) -> None:
    monkeypatch.setenv("GROOMINGCHECK_MESSAGES", str(ORGANISATION))
    monkeypatch.setenv("GROOMINGCHECK_CHECKS", value)
    with pytest.raises(SettingsError) as error:
        read()
    assert error.value.faults == (f"GROOMINGCHECK_CHECKS: {told} {THERE_IS}",)


def test_which_checks_there_are_is_not_told_of_a_folder_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_MESSAGES", "/no/such/folder")
    monkeypatch.setenv("GROOMINGCHECK_CHECKS", "moneycheck")
    with pytest.raises(SettingsError) as error:
        read()
    assert error.value.faults == ("GROOMINGCHECK_MESSAGES: Must be an existing, readable folder.",)


def test_every_fault_comes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_SECRET", "kort")
    monkeypatch.setenv("GROOMINGCHECK_IDLE_MINUTES", "nooit")
    with pytest.raises(SettingsError) as error:
        read()
    assert len(error.value.faults) == 2


def test_a_secret_as_long_as_the_limit_in_bytes_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_SECRET", "é" * 16)
    assert read().secrets == (("é" * 16).encode(),)


def test_settings_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_SECRET", GOOD)
    assert GOOD not in repr(read())
