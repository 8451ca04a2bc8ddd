"""Where a check can also be held in a browser, what is posted for a team has a second button, which opens that page."""

from pathlib import Path

import pytest

from adapters.channels.diagnosis import DoctorRequest
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.simulators.slack import errors as slack_errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram import errors as telegram_errors
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.sample_surfaces import surfaces
from adapters.telegram import doctor
from adapters.telegram.settings import TelegramSettings
from adapters.telemetry import metrics
from messages.content import Content
from tests.support import slack_reminders
from tests.support.caller import until
from tests.support.slack_bot import body, called
from tests.support.store_reader import outcomes
from tests.support.telegram_bot import shown, walk
from tests.support.telegram_reminders import come, enter, make, plan, planning, reminders

PAGE = "https://check.example/vragen"
LABEL = "Open in je browser"
START = "Start: Groomingcheck"
NO_DOT = "https://intranet/"


def addresses(message: Message) -> list[tuple[str, str | None]]:
    """Return the label and the address of each button, each in a row of its own."""
    assert all(len(row) == 1 for row in message.buttons)
    return [(row[0].label, row[0].url) for row in message.buttons]


def fallbacks(channel: str) -> float:
    return metrics.REGISTRY.get_sample_value("groomingcheck_fallbacks_total", {"channel": channel}) or 0.0


async def test_on_telegram_it_is_below_the_button_to_the_private_chat(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database, page=PAGE):
        await plan(cora, team)
        await come(database, 1)
        [message] = reminders(team)
        start = "https://t.me/groomingcheck_bot?start=groomingcheck"
        assert addresses(message) == [(START, start), (LABEL, PAGE)]
        assert PAGE not in message.text


async def test_one_that_stood_already_keeps_its_buttons_and_the_next_has_the_page(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await come(database, 1)
    async with planning(fake, shipped, database, page=PAGE):
        assert [label for label, _ in addresses(reminders(team)[0])] == [START]
        await come(database, 2)
        await until(lambda: len(reminders(team)) == 1)
        assert [label for label, _ in addresses(reminders(team)[0])] == [START, LABEL]


async def test_a_post_that_can_only_be_replaced_loses_both_buttons(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database, page=PAGE):
        await plan(cora, team)
        await come(database, 1)
        fake.clock.advance(49 * 3600)
        await come(database, 2)
        await until(lambda: reminders(team)[0].text == "Er is een nieuwer bericht van de bot.")
        assert [message.labels for message in reminders(team)] == [[], [START, LABEL]]


@pytest.mark.parametrize("page", [NO_DOT, "https://message.restricted"])
async def test_where_telegram_does_not_take_the_address_the_reminder_comes_without_it(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, page: str
) -> None:
    """Telegram repeats the address in its refusal, and no word in that is taken for another reason."""
    before = fallbacks("telegram")
    async with planning(fake, shipped, database, page=page):
        await plan(cora, team)
        if page != NO_DOT:
            said = f"inline keyboard button URL '{page}' is invalid: Wrong HTTP URL"
            fake.fail("sendMessage", telegram_errors.bad_request(said))
        await come(database, 1)
        assert [addresses(message)[0][0] for message in reminders(team)] == [START]
        assert [len(message.buttons) for message in reminders(team)] == [1]
        assert outcomes(database) == ["sent"]
    assert fallbacks("telegram") > before


@pytest.mark.parametrize(("page", "told"), [(NO_DOT, True), (PAGE, False), (None, False)])
async def test_the_doctor_says_that_telegram_does_not_take_the_address(
    fake: TelegramSimulator, shipped: Content, page: str | None, *, told: bool
) -> None:
    dialogue = Dialogue(shipped, TokenCipher((b"s" * 32,)), 900.0)
    request = DoctorRequest(dialogue, "nl", None, frozenset(), page)
    found = [one async for one in doctor.examine(TelegramSettings(fake.token, fake.url, None, ""), request)]
    warned = [one for one in found if one.about == "reminders"]
    assert bool(warned) is told
    assert all(NO_DOT in one.text and one.mark == "warn" for one in warned)


async def test_the_first_message_and_the_previews_tell_of_it_on_telegram(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database, page=PAGE):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Berichten", "✓ → 1.")
        assert f"‘{START}’.\nDaaronder staat de knop ‘{LABEL}’." in shown(cora)
        await walk(cora, "Terug", "Klaar", "Opslaan", "Eerste bericht aan je team")
        assert f"Druk op ‘{LABEL}’, en gebruik je eigen browser." in shown(cora)
        assert f"Daaronder staat de knop ‘{LABEL}’." in shown(cora)
        await walk(cora, "Plaatsen")
        await until(lambda: reminders(team))
        [message] = reminders(team)
        assert [label for label, _ in addresses(message)] == [START, LABEL]
        assert f"Druk op ‘{LABEL}’, en" in message.text


async def test_without_a_page_nothing_tells_of_one(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Berichten", "✓ → 1.")
        assert "Daaronder" not in shown(cora)
        await walk(cora, "Terug", "Klaar", "Opslaan", "Eerste bericht aan je team")
        assert "browser" not in shown(cora)
        await walk(cora, "Plaatsen")
        await until(lambda: reminders(team))
        assert [message.labels for message in reminders(team)] == [[START]]


@pytest.mark.parametrize("http", [True, False])
async def test_on_slack_it_opens_the_page_and_the_bot_does_nothing_but_acknowledge_it(
    slack: SlackSimulator, shipped: Content, database: Path, capfd: pytest.CaptureFixture[str], *, http: bool
) -> None:
    """Without the acknowledgement, Slack would warn beside the button."""
    async with slack_reminders.planning(slack, shipped, database, http=http, page=PAGE) as ann:
        await slack_reminders.made(ann)
        await slack_reminders.due(slack, database)
        [message] = slack_reminders.posted(slack)
        assert [(one.text, one.value) for one in message.buttons] == [(START, "groomingcheck"), (LABEL, "")]
        bob, before = slack.person("U2"), len(slack.calls)
        capfd.readouterr()
        ack = await bob.press_message_button(message, LABEL)
        await slack.settled()
        assert (bob.opened, bob.troubles) == ([PAGE], [])
        assert (ack.status, ack.trouble) == (200, "")
        assert slack.calls[before:] == []
        assert (bob.modal, bob.ephemerals) == (None, [])
        assert "U2" not in "".join(capfd.readouterr())
        assert slack_reminders.posted(slack) == [message]
    assert slack.errors == []


async def test_where_slack_refuses_the_button_the_reminder_comes_without_it(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    before = fallbacks("slack")
    async with slack_reminders.planning(slack, shipped, database, page=PAGE) as ann:
        await slack_reminders.made(ann)
        slack.fail("chat.postMessage", slack_errors.api_error("invalid_blocks"))
        await slack_reminders.due(slack, database)
        [message] = slack_reminders.posted(slack)
        assert [one.text for one in message.buttons] == [START]
        assert outcomes(database) == ["sent"]
        assert called(slack, "chat.postMessage") == slack_reminders.TRIAL + 2
    assert fallbacks("slack") == before + 1


async def test_a_refusal_of_anything_else_is_tried_once_and_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with slack_reminders.planning(slack, shipped, database, page=PAGE) as ann:
        await slack_reminders.made(ann)
        slack.fail("chat.postMessage", slack_errors.api_error("is_archived"))
        await slack_reminders.due(slack, database)
        assert outcomes(database) == ["refused"]
        sent = [call for call in slack.calls if call.method == "chat.postMessage"]
        assert [call.parameters["channel"] for call in sent].count("C1") == slack_reminders.TRIAL + 1


async def test_the_first_message_and_the_previews_tell_of_it_on_slack(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with slack_reminders.planning(slack, shipped, database, page=PAGE) as ann:
        await slack_reminders.made(ann)
        await slack_reminders.looked(ann)
        await slack_reminders.pressed(ann, "Eerste bericht aan je team")
        assert f"Daaronder staat de knop ‘{LABEL}’." in body(ann)
        slack.clock.advance(2)
        await slack_reminders.pressed(ann, "Plaatsen")
        await until(lambda: slack_reminders.posted(slack))
        [message] = slack_reminders.posted(slack)
        assert [one.text for one in message.buttons] == [START, LABEL]
    assert slack.errors == []


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_what_the_doctor_has_slack_validate_has_the_button_and_tells_of_it(shipped: Content, locale: str) -> None:
    dialogue = Dialogue(shipped, TokenCipher((b"s" * 32,)), 900.0)
    shown_ = {one.name: str(one.content) for one in surfaces(dialogue, locale, PAGE)}
    assert PAGE in shown_["post of a reminder"]
    label = str(dialogue.words(locale)["reminder.page"])
    for screen in ("first", "prompt"):
        assert label in shown_[f"screen {screen} of reminders"]
    assert PAGE not in "".join(str(one.content) for one in surfaces(dialogue, locale))
