"""A check that lacks a person's language is in its own, through and through; what is around it is in theirs."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import Participant, TokenCipher
from adapters.reminders.prompts import Prompts
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Plan
from bot.views import Help, Privacy
from tests.conftest import BOTH
from tests.support import slack_bot, telegram_bot
from tests.support.caller import until
from tests.support.command import run
from tests.support.loading import load_content
from tests.support.made_reminders import weekly
from tests.support.one_language import OTHERS, only

WORKER = Participant("telegram", "1001")
TITLES = {"nl": "Geldcheck", "en": "Money check", "fr": "Geldcheck"}


def dialogue(folder: Path, locale: str, *checks: str) -> Dialogue:
    organisation = replace(only(folder, locale), checks=checks or ("moneycheck",))
    return Dialogue(load_content(organisation), TokenCipher([b"s" * 32]), 900.0)


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("given", [{}, {"GROOMINGCHECK_LOCALE": "nl"}, {"GROOMINGCHECK_LOCALE": "en"}])
def test_it_is_held_in_the_one_language_there_is_whatever_is_set(
    tmp_path: Path, locale: str, given: dict[str, str]
) -> None:
    only(tmp_path, locale)
    own = {"GROOMINGCHECK_MESSAGES": str(tmp_path), "GROOMINGCHECK_CHECKS": "moneycheck", **given}
    done = run("x\nb\n1\n1\n", "talk", **own)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(TITLES[locale])
    ours = "Question 2 of 2" if locale == "en" else "Vraag 2 van 2"
    assert ours in done.stdout.decode()
    foreign = ("Vraag", "Typ een", "keuze") if locale == "en" else ("Question", "Type ", "choice")
    assert not [word for word in foreign if word in done.stdout.decode()]


@pytest.mark.parametrize("command", ["privacy", "reminders", "manifest slack"])
def test_commands_that_print_the_bots_own_words_start_as_well(tmp_path: Path, command: str) -> None:
    only(tmp_path, "en")
    database = tmp_path / "ledger.db"
    own = {
        "GROOMINGCHECK_MESSAGES": str(tmp_path),
        "GROOMINGCHECK_CHECKS": "moneycheck",
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{database}",
    }
    lines = run("", *command.split(), **own).stderr.decode().splitlines()
    assert [line for line in lines if "GROOMINGCHECK_DATABASE_URL" not in line] == []  # there is none yet


def test_the_doctor_says_that_no_check_speaks_the_language_that_is_set(tmp_path: Path) -> None:
    only(tmp_path, "en")
    done = run("", "doctor", GROOMINGCHECK_MESSAGES=str(tmp_path), GROOMINGCHECK_CHECKS="moneycheck")
    expected = "ok    GROOMINGCHECK_LOCALE: no enabled check is available in nl; everything is in en."
    assert expected in done.stdout.decode().splitlines()


def test_a_title_the_buttons_and_the_way_through_are_all_in_the_checks_own_language(tmp_path: Path) -> None:
    held = dialogue(tmp_path, "nl", *BOTH)
    choice = held.welcome(WORKER, "en")
    assert choice.html == "Which check would you like to do?"
    assert [button.label for button in choice.buttons] == ["Start: Grooming check", "Start: Geldcheck"]
    screen = held.press("moneycheck", WORKER, "en")
    assert [button.label for button in screen.buttons if button.main] == ["Beginnen"]
    asked = held.press(next(one.payload for one in screen.buttons if one.main), WORKER, "en")
    assert (asked.title, asked.locale) == ("Vraag 1 van 2", "nl")
    assert held.press("groomingcheck", WORKER, "en").locale == "en"


def test_what_is_of_no_check_is_said_by_the_first_that_speaks_the_persons_language(tmp_path: Path) -> None:
    held = dialogue(tmp_path, "nl", "moneycheck", "groomingcheck")
    for say in (Help(), Privacy()):
        assert held.tell(say, "en").locale == "en"
        assert held.tell(say, "nl").html != held.tell(say, "en").html
    assert held.stopped("en").html.startswith("Stopped.")
    assert held.press("", WORKER, "en").html.startswith("This check has expired")
    assert held.title("en") == "Geldcheck"


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_a_prompt_and_its_button_are_in_one_language(tmp_path: Path, locale: str) -> None:
    prompts = Prompts(dialogue(tmp_path, "nl", *BOTH), locale)
    post = prompts.turn(Plan("moneycheck", weekly([0], "10:00", "2026-11-30")), 0)
    assert post
    assert (post.html, post.label) == ("nl", "Start: Geldcheck")


@pytest.mark.parametrize(
    ("locale", "first", "last"),
    [("nl", "Beginnen", "Dit advies is geen uitslag"), ("en", "Begin", "It is no result")],
)
@pytest.mark.parametrize("spoken", ["nl", "en", "pl", None])
async def test_anybody_holds_it_on_telegram(
    fake: TelegramSimulator, database: Path, tmp_path: Path, locale: str, first: str, last: str, spoken: str | None
) -> None:
    """Whatever language they have, and whatever GROOMINGCHECK_LOCALE is: here Dutch."""
    content = load_content(only(tmp_path, locale))
    async with telegram_bot.running(content, telegram_bot.configured(fake, database), fake):
        bob = fake.person(1002, spoken)
        await telegram_bot.begin(bob, "/start")
        await telegram_bot.walk(bob, first, "1.", "1.")
        assert last in telegram_bot.shown(bob)


def test_in_a_terminal_what_stands_below_a_check_is_in_its_language_as_well(tmp_path: Path) -> None:
    only(tmp_path, "nl")
    own = {"GROOMINGCHECK_MESSAGES": str(tmp_path), "GROOMINGCHECK_CHECKS": "groomingcheck,moneycheck"}
    before, after = run("2\nx\n", "talk", "--locale", "en", **own).stdout.decode().split("Geldcheck\nIs er nu", 1)
    assert before.startswith("Which check would you like to do?")
    assert "Type a number or letter:" in before
    assert "Die keuze is er niet." in after
    assert "Type a number or letter:" not in after


async def test_a_modal_has_its_corners_in_the_language_of_the_check(
    slack: SlackSimulator, database: Path, tmp_path: Path
) -> None:
    content = load_content(replace(only(tmp_path, "nl"), checks=BOTH))
    async with slack_bot.serving(slack, content, slack_bot.configured(slack, database, http=True)):
        bob = slack.person("U2", "en-GB")
        await slack_bot.begin(bob, "/somethingelse")
        await until(lambda: "Which check" in slack_bot.body(bob))
        assert corner(bob) == "Close"
        await slack_bot.walk(bob, "Start: Geldcheck", "Beginnen")
        assert corner(bob) == "Sluiten"
        assert slack_bot.offered(bob, "Antwoord 1")
        await bob.close()
        await slack_bot.begin(bob)
        await until(lambda: corner(bob) == "Close")
    assert slack.errors == []


def corner(person: Person) -> str:
    """Return what the button says that closes the modal."""
    assert person.modal
    return str(person.modal.content["close"]["text"])
