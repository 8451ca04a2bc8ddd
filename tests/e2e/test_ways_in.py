"""With two checks on, every way in leads to the check that somebody wants in one press more at most, and to its end."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.modal import CHECK
from messages.content import Content
from tests.support import slack_bot, telegram_bot, web_bot
from tests.support.caller import until
from tests.support.command import run
from tests.support.store_reader import due, kept
from tests.support.telegram_reminders import enter, reminders
from tests.support.two_checks import STARTS, TITLES, two_checks

COORDINATORS = frozenset({"telegram:1001", "slack:U1"})
CHECKS = pytest.mark.parametrize("check", TITLES)
"""Each way leads to each check. What is pressed between a way in and the first screen of the check is counted."""


@pytest.fixture
def both(tmp_path: Path) -> Content:
    return two_checks(tmp_path / "teksten")


@pytest.fixture
async def ann(fake: TelegramSimulator, both: Content, database: Path) -> AsyncIterator[Person]:
    chosen = replace(telegram_bot.configured(fake, database), coordinators=COORDINATORS)
    async with telegram_bot.running(both, chosen, fake):
        yield fake.person(1001, "nl")


@CHECKS
@pytest.mark.parametrize(("way", "more"), [("/{}", 0), ("/start {}", 0), ("/start", 1), ("/start ANY", 1)])
async def test_a_command_in_the_private_chat(ann: Person, check: str, way: str, more: int) -> None:
    await telegram_bot.begin(ann, way.format(check))
    assert await pressed(ann, check) == more
    await finished(ann)


@CHECKS
@pytest.mark.parametrize(("way", "more"), [("/{}", 0), ("/start", 1)])
async def test_the_link_below_the_answer_in_a_group(
    fake: TelegramSimulator, ann: Person, check: str, way: str, more: int
) -> None:
    group = fake.group(-1002)
    group.join(ann)
    await ann.say(way.format(check), chat=group)
    await until(lambda: any(message.from_bot for message in group.messages))
    [[link]] = [message.buttons[0] for message in group.messages if message.from_bot]
    assert link.label == ("Kies een check" if more else STARTS[check])
    await telegram_bot.begin(ann, f"/start {(link.url or '').partition('?start=')[2]}")
    assert await pressed(ann, check) == more
    await finished(ann)


async def pressed(person: Person, check: str) -> int:
    """Press until the first screen of this check is there, and return how often."""
    count = 0
    while not telegram_bot.shown(person).startswith(f"{TITLES[check]}\n"):
        assert telegram_bot.shown(person) == "Welke check wil je doen?"
        [label] = [label for label in telegram_bot.said(person)[-1].labels if label.endswith(STARTS[check])]
        await telegram_bot.walk(person, label)
        count += 1
    return count


async def finished(person: Person) -> None:
    """Press on to the end of the check, with the last answer to each question."""
    while not telegram_bot.shown(person).startswith("Klaar."):
        labels = telegram_bot.said(person)[-1].labels
        leading = [one for one in labels if one.startswith(("Klaar en wissen", "Verder", "Beginnen"))]
        await telegram_bot.walk(person, leading[0] if leading else [one for one in labels if one[0].isdigit()][-1])


@pytest.fixture
async def bob(slack: SlackSimulator, both: Content, database: Path) -> AsyncIterator[SlackPerson]:
    chosen = replace(slack_bot.configured(slack, database, http=True), coordinators=COORDINATORS)
    async with slack_bot.serving(slack, both, chosen):
        slack.channel("C1", ["U1"])
        yield slack.person("U1")
        await slack.settled()
    assert slack.errors == []


@CHECKS
async def test_a_slash_command(bob: SlackPerson, check: str) -> None:
    await bob.command(f"/{check}")
    assert await chosen_on_slack(bob, check) == 0
    await finished_on_slack(bob)


@CHECKS
async def test_the_global_shortcut(bob: SlackPerson, check: str) -> None:
    await bob.shortcut(CHECK)
    assert await chosen_on_slack(bob, check) == 1
    await finished_on_slack(bob)


@CHECKS
async def test_the_home_tab(bob: SlackPerson, check: str) -> None:
    await bob.open_home()
    await until(lambda: bob.home)
    await bob.press_home(STARTS[check])
    assert await chosen_on_slack(bob, check) == 0
    await finished_on_slack(bob)


async def chosen_on_slack(person: SlackPerson, check: str) -> int:
    """Press until the first screen of this check is there, and return how often."""
    await until(lambda: person.modal)
    count = 0
    while "Is er nu gevaar" not in slack_bot.body(person):
        assert slack_bot.body(person) == "Welke check wil je doen?"
        await slack_bot.walk(person, STARTS[check])
        count += 1
    assert person.modal
    assert TITLES[check].startswith(person.modal.title)
    return count


async def finished_on_slack(person: SlackPerson) -> None:
    """Press on to the end of the check, with the last answer to each question, which closes the window."""
    while person.modal and person.modal.submit != "Klaar en wissen":
        answers = [one.accessibility_label for one in person.modal.buttons if "Antwoord" in one.accessibility_label]
        await slack_bot.walk(person, person.modal.submit or answers[-1])
    await person.submit()
    await until(lambda: not person.modal)


@CHECKS
async def test_the_button_of_a_reminder_on_telegram(
    fake: TelegramSimulator, ann: Person, database: Path, check: str
) -> None:
    group = fake.group(-1002, bot_admin=True)
    group.join(ann)
    await enter(ann, group)
    if check != "groomingcheck":
        await telegram_bot.walk(ann, "Berichten", TITLES[check], "Klaar")
    await telegram_bot.walk(ann, "Opslaan")
    await ann.press("Sluiten")
    await until(lambda: not ann.chat.messages)
    await due(database)
    await until(lambda: any(message.buttons for message in reminders(group)))
    [link] = next(message.buttons[0] for message in reminders(group) if message.buttons)
    assert link.label == STARTS[check]
    await telegram_bot.begin(ann, f"/start {(link.url or '').partition('?start=')[2]}")
    assert await pressed(ann, check) == 0
    await finished(ann)


@CHECKS
async def test_the_button_of_a_reminder_on_slack(
    slack: SlackSimulator, bob: SlackPerson, database: Path, check: str
) -> None:
    await bob.command("/groomingcheck", "herinnering", "C1")
    await until(lambda: bob.modal and "oment…" not in slack_bot.body(bob))
    if check != "groomingcheck":
        await slack_bot.walk(bob, "Berichten", TITLES[check], "Klaar")
    await slack_bot.walk(bob, "Opslaan")
    await bob.close()
    assert [one.plan.check for one in kept(database)] == [check]
    await due(database)
    await until(lambda: any(message.buttons for message in slack.workspace.channels["C1"].messages))
    await bob.press_message_button(slack.workspace.channels["C1"].messages[-1], STARTS[check])
    assert await chosen_on_slack(bob, check) == 0
    await finished_on_slack(bob)


@CHECKS
async def test_the_page_in_a_browser(both: Content, database: Path, check: str) -> None:
    async with web_bot.visiting(both, web_bot.configured(database)) as ann:
        count = 0
        while ann.heading != TITLES[check]:
            assert ann.heading == "Welke check wil je doen?"
            await ann.press(STARTS[check])
            count += 1
        assert count == 1
        while ann.heading != "Gewist":
            leading = [one for one in ann.labels if one.startswith(("Klaar en wissen", "Verder", "Beginnen"))]
            await ann.press(leading[0] if leading else ann.answers[-1])
        assert ann.main.startswith("Gewist\nKlaar.")


@CHECKS
def test_the_terminal(tmp_path: Path, check: str) -> None:
    two_checks(tmp_path / "teksten")
    own = {"GROOMINGCHECK_MESSAGES": str(tmp_path / "teksten"), "GROOMINGCHECK_CHECKS": ",".join(TITLES)}
    answers = {"groomingcheck": "b\n1\n1\n3\n4\n4\n1\n1\n2\n3\nk\n", "meldcode": "b\n1\nk\n"}[check]
    number = [*TITLES].index(check) + 1
    for arguments, typed in (((), f"{number}\n{answers}"), (("--check", check), answers)):
        done = run(typed, "talk", *arguments, **own)
        assert done.stdout.decode().rstrip().endswith("Dank je wel voor je aandacht.")
        assert "Die keuze is er niet." not in done.stdout.decode()
