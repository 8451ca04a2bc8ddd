"""Serving with nothing set: the page, on this machine, and a line that says where it is."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from adapters.config import settings
from adapters.privacy.audit.ports import free_port
from tests.e2e.test_serve import environment

PATIENCE = 30.0
EVERYWHERE = "0.0.0.0"  # noqa: S104 - as in the image
PUBLIC = "https://check.example.org/team"


@pytest.mark.parametrize(("host", "shown"), [("", "127.0.0.1"), (EVERYWHERE, "127.0.0.1"), ("::1", "[::1]")])
def test_with_nothing_set_it_serves_the_page_and_says_where(tmp_path: Path, host: str, shown: str) -> None:
    port = str(free_port())
    process, [line], events = served(tmp_path, GROOMINGCHECK_PORT=port, GROOMINGCHECK_HOST=host)
    address = f"http://{shown}:{port}/"
    assert line == f"Open {address} in a browser. Press Ctrl-C to stop."
    assert [event["page"] for event in events if event["event"] == "page_served"] == [address]
    assert ("page_unencrypted" in [event["event"] for event in events]) == (host == EVERYWHERE)
    assert process.returncode == 0


def test_the_address_that_is_told_is_the_public_one_where_that_is_set(tmp_path: Path) -> None:
    port, named = (
        str(free_port()),
        {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_WEB_URL": PUBLIC, "GROOMINGCHECK_HOST": EVERYWHERE},
    )
    _, [line], events = served(tmp_path, GROOMINGCHECK_PORT=port, **named)
    assert line == f"Open {PUBLIC} in a browser. Press Ctrl-C to stop."
    assert [event["page"] for event in events if event["event"] == "page_served"] == [PUBLIC]
    assert "page_unencrypted" not in [event["event"] for event in events]


def test_where_chats_are_served_it_says_what_to_type_there(tmp_path: Path) -> None:
    named = {"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_API_URL": "http://127.0.0.1:9", "GROOMINGCHECK_WEB": "on"}
    _, lines, _ = served(tmp_path, GROOMINGCHECK_PORT=str(free_port()), GROOMINGCHECK_CHECKS="meldcode", **named)
    assert [line.partition(".")[0] for line in lines] == [
        "Type /meldcode in Telegram",
        "Open http://127",
    ]


def served(folder: Path, **given: str) -> tuple[subprocess.Popen[str], list[str], list[dict[str, object]]]:
    """Serve in a terminal, look at the page, and press Ctrl-C.

    Returns:
        The process, the lines at the terminal, and the events in the log.
    """
    above, below = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "adapters", "serve"],
        cwd=folder,
        env=environment(folder, **given),
        stderr=subprocess.PIPE,
        stdout=below,
        text=True,
    )
    os.close(below)
    told = os.read(above, 1000).decode().splitlines()
    host = f"[{given['GROOMINGCHECK_HOST']}]" if ":" in given.get("GROOMINGCHECK_HOST", "") else "127.0.0.1"
    page = httpx.get(f"http://{host}:{given['GROOMINGCHECK_PORT']}/", trust_env=False)
    assert (page.status_code, "<h1" in page.text) == (200, True)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    os.close(above)
    return process, told, [json.loads(line) for line in err.splitlines()]


@pytest.mark.parametrize("given", [{}, {"GROOMINGCHECK_WEB": "off"}, {"TELEGRAM_BOT_TOKEN": "1:a"}])
def test_the_page_is_served_unasked_only_where_nothing_else_is_and_it_is_not_off(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = settings.read()
    assert [one.descriptor.name for one in found.fallback] == ([] if given else ["web"])
    assert [one.descriptor.name for one in found.channels] == (["telegram"] if "TELEGRAM_BOT_TOKEN" in given else [])


def test_what_is_set_for_the_page_holds_where_it_is_served_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GROOMINGCHECK_WEB_EXIT", "https://example.org/")
    assert [one.settings.exit for one in settings.read().fallback] == ["https://example.org/"]


def test_a_fault_in_what_is_read_twice_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GROOMINGCHECK_WEB", "perhaps")
    with pytest.raises(settings.SettingsError) as error:
        settings.read()
    assert error.value.faults == ("GROOMINGCHECK_WEB: Must be on or off.",)
