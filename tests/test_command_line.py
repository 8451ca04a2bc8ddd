"""The command line: help worth reading, and one clear line for what can't be used."""

import subprocess
from pathlib import Path

import pytest

from messages.folder import SHIPPED
from tests.conftest import ORGANISATION
from tests.keyboard import piped


def refused(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert "Traceback" not in done.stderr.decode()
    return lines


def test_help_tells_the_commands_and_settings() -> None:
    shown = piped("", "--help").stdout.decode()
    for word in (
        "talk",
        "review",
        "GROOMINGCHECK_MELDPUNT",
        "GROOMINGCHECK_SECRET",
        "Nothing of a conversation is kept",
    ):
        assert word in shown


@pytest.mark.parametrize("command", ["talk", "review"])
def test_each_command_has_help(command: str) -> None:
    done = piped("", command, "--help")
    assert done.returncode == 0
    assert "--locale" in done.stdout.decode()


def test_the_version_is_told() -> None:
    assert piped("", "--version").stdout.decode().startswith("groomingcheck 0.")


def test_without_a_command_it_talks() -> None:
    assert b"Groomingcheck" in piped("").stdout


def test_an_unknown_command_is_refused() -> None:
    assert "argument command: invalid choice: 'tlak'" in refused(piped("", "tlak"))[-1]


@pytest.mark.parametrize(
    "arguments", [["--locale", "en"], ["--locale", "en", "talk"], ["--locale", "nl", "talk", "--locale", "en"]]
)
def test_options_may_stand_before_the_command_or_without_one(arguments: list[str]) -> None:
    done = piped("b\n1\n", *arguments, "--check", "moneycheck", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert done.returncode == 0
    assert "Question 2 of 2" in done.stdout.decode()


def test_a_report_takes_its_language_before_or_after_its_name() -> None:
    assert piped("", "--locale", "en", "review").stdout == piped("", "review", "--locale", "en").stdout


def test_a_check_is_picked_for_talking_only() -> None:
    assert refused(piped("", "--check", "groomingcheck", "review")) == ["groomingcheck: --check: goes with talk only."]


def test_an_unknown_check_is_refused() -> None:
    assert refused(piped("", "talk", "--check", "x")) == [
        "groomingcheck: --check: there is no 'x'; there is: groomingcheck."
    ]


def test_an_unknown_language_is_refused() -> None:
    assert refused(piped("", "talk", "--locale", "fr")) == [
        "groomingcheck: --locale: there is no 'fr'; there is: nl, en."
    ]
    assert refused(piped("", GROOMINGCHECK_LOCALE="fr")) == [
        "groomingcheck: GROOMINGCHECK_LOCALE: there is no 'fr'; there is: nl, en."
    ]


def test_every_setting_that_is_wrong_has_a_line() -> None:
    lines = refused(
        piped("", GROOMINGCHECK_SECRET="kort", GROOMINGCHECK_MESSAGES="/no/such", GROOMINGCHECK_IDLE_MINUTES="x")
    )
    assert len(lines) == 3
    assert all(line.startswith("groomingcheck: GROOMINGCHECK_") for line in lines)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("groomingcheck/nl.toml", "title = ", "groomingcheck: groomingcheck/nl.toml: hier klopt de schrijfwijze niet"),
        ("groomingcheck/nl.toml", "", "groomingcheck: groomingcheck/nl.toml, bij about: dit ontbreekt."),
        ("templates/ask.html.j2", "{% if %}", "groomingcheck: templates/ask.html.j2: dit sjabloon werkt niet"),
        ("groomingcheck/check.toml", "question = 1", "groomingcheck: groomingcheck/check.toml, bij question: "),
    ],
)
def test_broken_content_is_refused_in_its_authors_words(tmp_path: Path, file: str, text: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert refused(piped("", "talk", GROOMINGCHECK_MESSAGES=str(tmp_path)))[0].startswith(line)


def test_a_review_without_faults_says_so() -> None:
    done = piped("", "review", GROOMINGCHECK_MESSAGES=str(SHIPPED))
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Geen fouten gevonden.\n", b"")


def test_a_review_with_faults_counts_them_in_the_language_asked_for() -> None:
    done = piped("", "review", "--locale", "en", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert "moneycheck/nl.toml, at title: ‘geldcheck’ is a hard word." in lines[0]
    assert lines[-1] == f"{len(lines) - 1} faults found."


def test_an_organisations_check_can_be_talked_through() -> None:
    done = piped("b\n1\n1\na\nk\n", "talk", "--check", "moneycheck", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert done.returncode == 0
    assert "Wie kijkt er mee naar het geld?" in done.stdout.decode()
