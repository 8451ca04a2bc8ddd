"""The scenes: the whole bot on the simulators, with people who navigate to the screens to draw."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from bot.events import HELP, Opened
from bot.state import blank
from bot.views import Help
from messages.content import Content
from messages.loading.organisation import Organisation
from pictures.drawings import CHECK, Artist
from pictures.page import Pages
from tests.support import slack_bot, slack_reminders, store_reader, telegram_bot, telegram_reminders, web_bot
from tests.support.loading import load_content

DOUBT = ("1.", "2.", "Verder", "2.", "2.", "2.", "2.", "2.", "Verder", "3.", "Verder", "4.")
"""The presses of a person who isn't sure about signs of grooming, and hasn't discussed it with anybody yet."""
CARD, QUESTION = 2, 5
"""The number of those presses up to the first card, and up to a question in the middle."""
FEELING = ("Beginnen", "Antwoord 2", "Antwoord 1", "Antwoord 2", "Antwoord 2")
"""The presses up to the question after a gut feeling, on Slack."""
BOT = "Groomingcheck"
_ZONE = ZoneInfo("Europe/Amsterdam")


async def run(scratch: Path) -> Mapping[str, str]:
    """Run every scene, and return its pages by name.

    Args:
        scratch: A temporary folder for databases.
    """
    shipped = load_content(Organisation())
    pages = Pages(shipped.words["nl"])
    return {
        **_help(shipped, pages),
        **await _telegram(shipped, pages, scratch / "telegram.db"),
        **await _slack(shipped, pages, scratch / "slack.db"),
        **await _list(shipped, pages, scratch / "list.db"),
        **await _web(shipped, pages, scratch / "web.db"),
    }


async def _telegram(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    async with TelegramSimulator() as fake:
        team = fake.group(-1002, bot_admin=True)
        team.title = "Team Noord"
        cora = fake.person(telegram_reminders.COORDINATOR, language_code="nl", first_name="Cora")
        team.join(cora)
        async with telegram_reminders.planning(fake, shipped, database):
            found = await _check(cora, pages)
            await telegram_reminders.enter(cora, team)
            await telegram_bot.walk(cora, "Feestdagen en vrije dagen", "✓ Niet op feestdagen", "Klaar")
            draft = pages.telegram(telegram_bot.said(cora)[-1], BOT)
            await telegram_bot.walk(cora, "Opslaan")
            return {
                **found,
                "telegram-plannen": draft,
                "telegram-beheer": pages.telegram(telegram_bot.said(cora)[-1], BOT),
            }


async def _check(cora: Person, pages: Pages) -> Mapping[str, str]:
    await telegram_bot.begin(cora)
    await telegram_bot.walk(cora, "Beginnen")
    found = {}
    for name, start, end in (("kaart", 0, CARD), ("vraag", CARD, QUESTION), ("advies", QUESTION, None)):
        await telegram_bot.walk(cora, *DOUBT[start:end])
        found[f"telegram-{name}"] = pages.telegram(telegram_bot.said(cora)[-1], BOT, phone=True)
    return found


def _help(shipped: Content, pages: Pages) -> Mapping[str, str]:
    """Return the helplines at night."""
    artist = Artist(shipped, CHECK, "nl")
    drawing = artist.drawing(Help(), blank(shipped.checks[CHECK]), Opened(HELP))
    return {"telegram-hulp": pages.telegram(drawing.message, BOT, phone=True)}


async def _slack(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    async with SlackSimulator() as slack, slack_reminders.planning(slack, shipped, database) as ann:
        await slack_bot.begin(ann)
        await slack_bot.walk(ann, *FEELING)
        question = pages.modal(ann.modal, phone=True) if ann.modal else ""
        await _fill_in(ann, "C1")
        form = _modal(ann, pages)
        await slack_reminders.pressed(ann, "Opslaan")
        await slack_reminders.due(slack, database)
        [post] = slack_reminders.posted(slack)
        return {"slack-vraag": question, "slack-formulier": form, "slack-herinnering": pages.channel(post)}


async def _list(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    """Return a list with a reminder whose latest post is uncertain after a crash, and a paused one."""
    async with SlackSimulator() as slack, slack_reminders.planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await _fill_in(ann, "C1")
        await slack_reminders.pressed(ann, "Opslaan")
        [kept] = store_reader.kept(database)
        assert kept.due_at  # noqa: S101 - it was just created
        before = (dt.datetime.fromtimestamp(kept.due_at, _ZONE) - dt.timedelta(weeks=1)).timestamp()
        doubted = "INSERT INTO occurrence (reminder_id, moment, outcome) VALUES (?, ?, 'unknown')"
        store_reader.ask(database, doubted, kept.id, before)
        await _fill_in(ann, "C2", "donderdag")
        await slack_reminders.pressed(ann, "Opslaan", "Pauzeren", "Tot je hem weer aanzet", "Terug")
        return {"slack-lijst": _modal(ann, pages)}


async def _web(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    """Return the first screen and a question of the web page."""
    async with web_bot.visiting(shipped, web_bot.configured(database)) as visitor:
        way_in = visitor.answer.text
        for label in ("Beginnen", *DOUBT[:QUESTION]):
            await visitor.press(visitor.labels[int(label[0]) - 1] if label[0].isdigit() else label)
        return {"web-welkom": pages.browser(way_in), "web-vraag": pages.browser(visitor.answer.text)}


async def _fill_in(ann: SlackPerson, chat: str, *days: str) -> None:
    """Fill in a new reminder that includes holidays, as leaving those out would change the picture on some days."""
    await slack_reminders.asked(ann, channel=chat)
    await slack_reminders.pressed(ann, "Feestdagen", "✓ Niet op feestdagen", "Klaar")
    if days:
        await slack_reminders.pressed(ann, "Hoe vaak", "✓ maandag", *days, "Klaar")


def _modal(ann: SlackPerson, pages: Pages) -> str:
    assert ann.modal  # noqa: S101 - every scene ends with a modal
    return pages.modal(ann.modal)
