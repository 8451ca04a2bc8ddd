"""The scenes: the whole bot on the fakes that ship with it, and people who press up to a screen to draw."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.slack.fake.person import Person as SlackPerson
from adapters.slack.fake.server import FakeSlack
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from messages import content
from messages.content import Content
from messages.organisation import Organisation
from pictures.page import Pages
from tests import bot, coordinator, slack_bot, slack_plan

DOUBT = ("1.", "1.", "2.", "1.", "2.", "1.", "1.", "3.", "3.")
"""Answers of somebody who doubts whether there are signals, and has discussed it with nobody yet."""
BOT = "Groomingcheck"
_ZONE = ZoneInfo("Europe/Amsterdam")


async def played(scratch: Path) -> Mapping[str, str]:
    """Give the pages of every scene, by name. `scratch`: a folder for databases."""
    shipped = content.load(Organisation())
    pages = Pages(shipped.words["nl"])
    return {
        **await _telegram(shipped, pages, scratch / "telegram.db"),
        **await _slack(shipped, pages, scratch / "slack.db"),
        **await _list(shipped, pages, scratch / "list.db"),
    }


async def _telegram(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    async with FakeTelegram() as fake:
        team = fake.group(-1002, bot_admin=True)
        team.title = "Team Noord"
        cora = fake.person(coordinator.COORDINATOR, language_code="nl", first_name="Cora")
        team.join(cora)
        async with coordinator.planning(fake, shipped, database):
            found = await _check(cora, pages)
            await coordinator.enter(cora, team)
            await bot.walk(cora, "Nieuwe herinnering", "maandag", "Verder", "9 uur", "09:30", "Elke 2 weken")
            await bot.walk(cora, "✓ Niet op feestdagen", "Verder")
            *_, monday = (label for label in cora.chat.messages[-1].labels if label.startswith("maandag"))
            await bot.walk(cora, monday)
            plan = pages.telegram(bot.said(cora)[-1], BOT)
            await bot.walk(cora, "Opslaan")
            return {**found, "telegram-plannen": plan, "telegram-beheer": pages.telegram(bot.said(cora)[-1], BOT)}


async def _check(cora: Person, pages: Pages) -> Mapping[str, str]:
    await bot.begin(cora)
    await bot.walk(cora, "Beginnen")
    question = pages.telegram(bot.said(cora)[-1], BOT)
    await bot.walk(cora, *DOUBT, "Naar het advies")
    return {"telegram-vraag": question, "telegram-advies": pages.telegram(bot.said(cora)[-1], BOT)}


async def _slack(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    async with FakeSlack() as slack, slack_plan.planning(slack, shipped, database) as ann:
        await slack_bot.begin(ann)
        await slack_bot.walk(ann, "Beginnen", "Antwoord 2")
        question = _shown(ann, pages)
        await ann.close()
        await slack_plan.asked(ann)
        await _filled(ann, "C1", "maandag", "09:30")
        await slack_plan.chosen(ann, "form:start", _monday().isoformat())
        form = _shown(ann, pages)
        await slack_plan.sent(ann)
        await slack_plan.due(slack, database)
        [post] = slack_plan.posted(slack)
        return {"slack-vraag": question, "slack-formulier": form, "slack-herinnering": pages.channel(post)}


async def _list(shipped: Content, pages: Pages, database: Path) -> Mapping[str, str]:
    """Play a list with one reminder that a crash left in doubt, and one that stands still."""
    async with FakeSlack() as slack, slack_plan.planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await slack_plan.asked(ann)
        await _filled(ann, "C1", "maandag", "09:30")
        await slack_plan.sent(ann)
        [(number, due)] = slack_plan.kept(database, "id, due_at")
        assert isinstance(due, float)  # noqa: S101 - a column of the ledger's
        before = (dt.datetime.fromtimestamp(due, _ZONE) - dt.timedelta(weeks=1)).timestamp()
        doubted = "INSERT INTO occurrence (reminder_id, moment, outcome) VALUES (?, ?, 'unknown')"
        bot.ask(database, doubted, number, before)
        await _filled(ann, "C2", "donderdag", "14:00")
        await slack_plan.sent(ann)
        assert ann.modal  # noqa: S101 - it was just looked at
        pause = [one.action_id for one in ann.modal.buttons if one.text == "Pauze zonder einde"][-1]
        await slack_plan.pressed(ann, pause)
        return {"slack-lijst": _shown(ann, pages)}


async def _filled(ann: SlackPerson, chat: str, day: str, time: str) -> None:
    """Fill in a new reminder. With holidays: on some days of the year those would change the picture."""
    await slack_plan.pressed(ann, slack_plan.NEW)
    filled = {"chat": chat, "days": (day,), "time": time, "holidays": ()}
    for field, value in filled.items():
        await slack_plan.chosen(ann, f"form:{field}", value)


def _shown(ann: SlackPerson, pages: Pages) -> str:
    assert ann.modal  # noqa: S101 - a scene ends with one
    return pages.modal(ann.modal)


def _monday() -> dt.date:
    """Give a Monday that is yet to come, so that it is the same picture on every day of the week."""
    today = dt.datetime.now(_ZONE).date()
    return today + dt.timedelta(days=14 - today.weekday())
