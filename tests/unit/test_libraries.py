"""The variables that libraries read by themselves: refused by name, or taken by every library that reads them."""

from pathlib import Path

import aiohttp
import certifi
import httpx
import hypothesis
import pytest
import yarl
from hypothesis import strategies

from adapters.config.libraries import faults
from adapters.config.settings import SettingsError, read


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the process is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:1080", "Must be the address of an HTTP proxy, such as"),
        ("https_proxy", "socks5h://proxy:1080", "Must be the address of an HTTP proxy, such as"),
        ("HTTPS_PROXY", "http://", "Must be the address of an HTTP proxy, such as"),
        ("HTTPS_PROXY", "http://[::1", "Must be the address of an HTTP proxy, such as"),
        ("HTTPS_PROXY", "http://proxy:port", "Must be the address of an HTTP proxy, such as"),
        ("HTTPS_PROXY", "http://proxy:99999", "Must be the address of an HTTP proxy, such as"),
        ("HTTPS_PROXY", "http://ann:%E2%82%AC5@proxy:3128", "Must have an ASCII name and password"),
        ("HTTP_PROXY", "http:proxy", "Must be the address of an HTTP proxy, such as"),
        ("NO_PROXY", "localhost,[::1]", "Must have IPv6 addresses without brackets, such as ::1."),
        ("no_proxy", "https://slack.com", "Must be host names"),
        ("SSL_CERT_FILE", "nowhere.pem", "Must be a readable file with certificates"),
        ("SSL_CERT_FILE", ".", "Must be a readable file with certificates"),
        ("SSL_CERT_DIR", "nowhere", "Must be a folder with certificates"),
        ("SSLKEYLOGFILE", "keys", "Must not be set"),
        ("PROMETHEUS_MULTIPROC_DIR", ".", "Must not be set"),
        ("PGPORT", "x", "Must be a port number"),
        ("PGSSLMODE", "yes", "Must be one of: disable, allow"),
        ("PGTARGETSESSIONATTRS", "x", "Must be one of: any, primary"),
    ],
)
def test_what_a_library_cannot_use_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:a")
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", "postgresql://a@localhost/a")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        read()
    [fault] = error.value.faults
    assert fault.startswith(f"{name}: {line}")


def test_what_libraries_can_use_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TELEGRAM_BOT_TOKEN": "1:a",
        "HTTPS_PROXY": "http://ann:p%40ss@proxy.example.org:3128/",
        "https_proxy": "proxy:3128",
        "ALL_PROXY": "https://[fd00::1]:3129",
        "NO_PROXY": "localhost,127.0.0.1,::1,.example.org,10.0.0.0/8",
        "SSL_CERT_FILE": certifi.where(),
        "SSL_CERT_DIR": ".",
        "PGSSLMODE": "no matter without PostgreSQL",
    }.items():
        monkeypatch.setenv(name, value)
    assert read().channels


def test_nobody_who_only_talks_here_is_asked_for_a_proxy_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    assert read().channels == ()


def test_what_libraries_would_not_see_in_the_file_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("TELEGRAM_BOT_TOKEN=1:a\nHTTPS_PROXY=http://proxy:3128\n")
    with pytest.raises(SettingsError) as error:
        read()
    assert error.value.faults == ("HTTPS_PROXY: Must be set in the environment: it isn't read from .env.",)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    assert read().channels


@hypothesis.given(
    strategies.one_of(strategies.text(), strategies.from_regex(r"(https?|socks5)://[^/]{0,20}", fullmatch=True))
)
def test_a_proxy_that_is_taken_is_one_for_every_library(value: str) -> None:
    value = value.strip()
    if value and not list(faults({"ALL_PROXY": value}, {}, online=True, postgresql=False)):
        address = value if "://" in value else f"http://{value}"
        assert httpx.Proxy(address).url.host
        assert aiohttp.helpers.strip_auth_from_url(yarl.URL(address))[0].host
