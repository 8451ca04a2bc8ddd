"""`.env.example`: every setting, each understood by the program, and the defaults are the program's."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.config import settings
from adapters.config.settings import Settings, SettingsError
from tests.support.pages import ROOT
from tests.support.program import read_settings

TEXT = (ROOT / ".env.example").read_text()
ENTRIES = re.findall(r"(?:^|\n)\n# (.+)\n#([A-Z_]+)=(.*)", TEXT)
"""What is said of each setting, its name, and the value behind it."""
DEFAULT = "This is the default:"
ALL = {
    "TELEGRAM_BOT_TOKEN": "1:test",
    "TELEGRAM_WEBHOOK_SECRET": "0123456789abcdef",
    "SLACK_BOT_TOKEN": "xoxb-test",
    "SLACK_APP_TOKEN": "xapp-test",
    "GROOMINGCHECK_WEB": "on",
    "GROOMINGCHECK_SECRET": "0123456789abcdef" * 4,
}
"""Everything is served, so that the settings of each channel are compared."""
UNUSABLE = {"GROOMINGCHECK_SECRET", "GROOMINGCHECK_MESSAGES"}
"""Settings of which nobody may use the example: it is too short for a secret, and there is no such folder."""


def read(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Settings:
    """Return the settings where `.env` has this text, and nothing else is set."""
    (folder / ".env").write_text(text)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    return settings.read()


def test_it_has_every_setting_once_and_no_other() -> None:
    assert sorted(name for _, name, _ in ENTRIES) == sorted(read_settings())
    assert re.findall(r"^#(?! )(\w+)", TEXT, re.MULTILINE) == [name for _, name, _ in ENTRIES]


def test_each_has_one_line_that_says_what_it_means_and_what_its_default_is() -> None:
    for line, name, _ in ENTRIES:
        assert len(line) <= 125, name
        assert line.endswith(DEFAULT) or re.search(r"\. Default: .+\.", line), name


def test_a_copy_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, nothing = (read(tmp_path, monkeypatch, text) for text in (TEXT, ""))
    assert replace(found, secrets=nothing.secrets) == nothing
    assert not [line for line in TEXT.splitlines() if line and not line.startswith("#")]


def uncommented(name: str) -> str:
    """Return the file with this setting uncommented, and every channel served."""
    text, count = re.subn(rf"^#(?={name}=)", "", TEXT, flags=re.MULTILINE)
    assert count == 1
    return text + "".join(f"{one}={value}\n" for one, value in ALL.items() if one != name)


@pytest.mark.parametrize("name", [name for _, name, _ in ENTRIES])
def test_each_that_is_uncommented_is_taken_or_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        read(tmp_path, monkeypatch, uncommented(name))
        named = []
    except SettingsError as error:
        named = [fault.partition(":")[0] for fault in error.faults]
    assert named == ([name] if name in UNUSABLE else [])


@pytest.mark.parametrize(("line", "name"), [(line, name) for line, name, _ in ENTRIES if name not in UNUSABLE | {*ALL}])
def test_what_is_said_to_be_the_default_changes_nothing_and_an_example_does(
    line: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, found = (read(tmp_path, monkeypatch, uncommented(one)) for one in ("GROOMINGCHECK_WEB", name))
    assert (found == usual) == line.endswith(DEFAULT)
