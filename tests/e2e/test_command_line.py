"""The command line: useful help, and one clear line for what can't be used."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from messages.loading.folder import SHIPPED
from tests.conftest import ORGANISATION
from tests.support.command import run
from tests.support.helpline_slips import CHECKED
from tests.support.keyboard import piped


def refused(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert "Traceback" not in done.stderr.decode()
    return lines


def test_help_tells_the_commands_and_settings() -> None:
    shown = run("", "--help").stdout.decode()
    for word in (
        "talk",
        "review",
        "GROOMINGCHECK_MELDPUNT",
        "GROOMINGCHECK_SECRET",
        "Conversations are never stored",
    ):
        assert word in shown


@pytest.mark.parametrize("command", ["talk", "review", "export"])
def test_each_command_has_help(command: str) -> None:
    done = run("", command, "--help")
    assert done.returncode == 0
    assert "--locale" in done.stdout.decode()


def test_the_version_is_told() -> None:
    assert piped("", "--version").stdout.decode().startswith("groomingcheck 0.")


def test_without_a_command_it_talks() -> None:
    assert b"Groomingcheck" in run("").stdout


ALL = (
    "serve, talk, review, preview, export, poster, new, reminders, audit, privacy, backup, move, downgrade, manifest, "
    "doctor"
)
HELP = "Try 'groomingcheck {} --help'."
LOCALE = "talk or review or preview or export or poster or new or reminders or audit or privacy or manifest"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("tlak", "unknown command 'tlak'; did you mean talk?"),
        ("slack:U1", f"unknown command 'slack:U1'; choose from: {ALL}."),
        ("-- tlak", None),
        ("--chek x", "--chek: no such option; did you mean --check?"),
        ("--chek x --loc en talk", "--chek: no such option; did you mean --check?"),
        ("--chek=x talk", "--chek: no such option; did you mean --check?"),
        ("talk --chek x", "--chek: no such option of talk; did you mean --check?"),
        ("doctor --utl x", "--utl: no such option of doctor; did you mean --url?"),
        ("backup --x", "--x: no such option of backup; choose from: -h, --help."),
        ("-x", "-x: no such option; choose from: -h, --help, --version, --locale, --check."),
        ("--loc en", "--loc: no such option; did you mean --locale?"),
        ("talk --loc en", "--loc: no such option of talk; did you mean --locale?"),
        ("audit --ht", "--ht: no such option of audit; did you mean --html?"),
        ("serve --locale nl", f"--locale: not an option of serve, but of {LOCALE}."),
        ("--locale nl serve", f"--locale: not an option of serve, but of {LOCALE}."),
        ("--locale nl move -", f"--locale: not an option of move, but of {LOCALE}."),
        ("--check groomingcheck review", "--check: not an option of review, but of talk or preview or export."),
        ("review --check groomingcheck", "--check: not an option of review, but of talk or preview or export."),
        ("talk --version", "--version: can't be combined with a command."),
        ("--html", "--html: must come after audit."),
        ("--html audit", "--html: must come after audit."),
        ("--locale", "--locale: expected one argument. Try 'groomingcheck --help'."),
        ("--check --locale nl", "--check: expected one argument. Try 'groomingcheck --help'."),
        ("privacy --erase", f"--erase: expected one argument. {HELP.format('privacy')}"),
        ("move", f"the following arguments are required: DATABASE_ADDRESS. {HELP.format('move')}"),
        ("move a postgresql://u:hidden@x", f"too many arguments. {HELP.format('move')}"),
        ("reminders --csv --ics", None),
        ("manifest slak", None),
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_gets_one_line_that_names_the_nearest(arguments: str, told: str | None) -> None:
    [line] = refused(run("", *arguments.split()))
    assert line.startswith("groomingcheck: ")
    assert "usage" not in line
    if told:
        assert line == f"groomingcheck: {told}"


@pytest.mark.parametrize(
    "arguments", [["--locale", "en"], ["--locale", "en", "talk"], ["--locale", "nl", "talk", "--locale", "en"]]
)
def test_options_may_stand_before_the_command_or_without_one(arguments: list[str]) -> None:
    done = run("b\n1\n", *arguments, "--check", "moneycheck", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert done.returncode == 0
    assert "Question 2 of 2" in done.stdout.decode()


def test_a_report_takes_its_language_before_or_after_its_name() -> None:
    assert run("", "--locale", "en", "review").stdout == run("", "review", "--locale", "en").stdout


def test_an_unknown_check_is_refused() -> None:
    assert refused(run("", "talk", "--check", "x")) == [
        "groomingcheck: --check: unknown 'x'; choose from: groomingcheck, meldcode."
    ]


def test_an_unknown_language_is_refused() -> None:
    assert refused(run("", "talk", "--locale", "fr")) == ["groomingcheck: --locale: unknown 'fr'; choose from: nl, en."]
    assert refused(run("", GROOMINGCHECK_LOCALE="fr")) == [
        "groomingcheck: GROOMINGCHECK_LOCALE: unknown 'fr'; choose from: nl, en."
    ]


def test_every_setting_that_is_wrong_has_a_line() -> None:
    lines = refused(
        run("", GROOMINGCHECK_SECRET="kort", GROOMINGCHECK_MESSAGES="/no/such", GROOMINGCHECK_IDLE_MINUTES="x")
    )
    assert len(lines) == 3
    assert all(line.startswith("groomingcheck: GROOMINGCHECK_") for line in lines)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("groomingcheck/nl.toml", "title = x", "groomingcheck: groomingcheck/nl.toml: hier klopt de schrijfwijze niet"),
        ("groomingcheck/nl.toml", "about = []", "groomingcheck: groomingcheck/nl.toml, bij about: dit ontbreekt."),
        ("templates/ask.html.j2", "{% if %}", "groomingcheck: templates/ask.html.j2: dit sjabloon werkt niet"),
        ("groomingcheck/check.toml", "question = 1", "groomingcheck: groomingcheck/check.toml, bij question: "),
    ],
)
def test_broken_content_is_refused_in_its_authors_words(tmp_path: Path, file: str, text: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert refused(run("", "talk", GROOMINGCHECK_MESSAGES=str(tmp_path)))[0].startswith(line)


def test_a_review_without_faults_says_so() -> None:
    done = run("", "review", GROOMINGCHECK_MESSAGES=str(SHIPPED))
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Geen fouten gevonden.\n", b"")


def test_a_review_with_faults_counts_them_in_the_language_asked_for() -> None:
    on = {"GROOMINGCHECK_CHECKS": "groomingcheck,moneycheck", "GROOMINGCHECK_MESSAGES": str(ORGANISATION)}
    done = run("", "review", "--locale", "en", **on)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert "moneycheck/nl.toml, at question.purse.hint: ‘kleingeld’ is a hard word." in lines[1]
    assert lines[-1] == f"{len(lines) - 1} faults found."


def test_a_review_in_a_language_it_lacks_is_refused() -> None:
    there_is = "unknown 'fr'; choose from: nl, en."
    assert refused(run("", "review", "--locale", "fr")) == [f"groomingcheck: --locale: {there_is}"]
    assert refused(run("", "review", GROOMINGCHECK_LOCALE="fr")) == [f"groomingcheck: GROOMINGCHECK_LOCALE: {there_is}"]


def test_a_review_of_a_language_that_only_the_content_has_is_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "fr.toml").write_bytes((SHIPPED / "words" / "nl.toml").read_bytes())
    done = run("", "review", GROOMINGCHECK_LOCALE="fr", GROOMINGCHECK_MESSAGES=str(tmp_path))
    assert done.stdout.decode() == (
        "groomingcheck/fr.toml: deze check is er niet in het Frans. "
        "Wie die taal heeft, krijgt de check in het Nederlands.\n1 fout gevonden.\n"
    )


def test_a_review_goes_by_the_day_of_today(tmp_path: Path) -> None:
    """A number verified this many days ago: a year is not too long, a day more is, and tomorrow is in the future."""
    today = datetime.now(UTC).date()
    expected = {0: "", 365: "", 366: "nagekeken (", -1: "moet nog komen ("}
    for days, told in expected.items():
        text = (SHIPPED / "groomingcheck" / "help.toml").read_text()
        (tmp_path / "groomingcheck").mkdir(exist_ok=True)
        checked = re.sub("checked = .*", f"checked = {today - timedelta(days=days)}", text)
        (tmp_path / "groomingcheck" / "help.toml").write_text(checked)
        done = run("", "review", GROOMINGCHECK_MESSAGES=str(tmp_path))
        assert done.stdout.decode().count(told or "Geen fouten gevonden.") == (len(CHECKED) if told else 1)


def test_an_organisations_check_can_be_talked_through() -> None:
    done = run("b\n1\n1\nk\n", "talk", "--check", "moneycheck", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert done.returncode == 0
    assert "Wie kijkt er mee naar het geld?" in done.stdout.decode()
