"""Whole conversations of coordinators on Slack: making, changing, pausing, skipping, posting now, deleting."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import ask
from tests.caller import until
from tests.slack_bot import called, offered, shown
from tests.slack_plan import DAYS, NEW, asked, chosen, fields, kept, labels, made, planning, posted, pressed, sent

ZONE = ZoneInfo("Europe/Amsterdam")
WAYS = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


def today() -> dt.date:
    return dt.datetime.now(ZONE).date()


@WAYS
async def test_a_reminder_is_made_changed_paused_skipped_posted_and_deleted(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        await asked(ann)
        assert "Er zijn nog geen herinneringen." in shown(ann)
        await made(ann)
        assert "#C1\nElke week op maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag en zondag om 14:00" in shown(
            ann
        )
        assert "niet op feestdagen" in shown(ann)
        assert "Volgende keer: " in shown(ann)
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in shown(ann)
        assert [one.text for one in ann.ephemerals] == ["Hier komt een herinnering. Alleen jij ziet dit bericht."]

        await pressed(ann, "Veranderen")
        await chosen(ann, "form:time", "09:30")
        await chosen(ann, "form:weeks", "Elke 2 weken")
        await chosen(ann, "form:holidays", [])
        await sent(ann)
        assert "Opgeslagen." in shown(ann)
        assert "Elke 2 weken op maandag" in shown(ann)
        assert "om 09:30\n" in shown(ann)
        assert kept(database, "minute, weeks, holidays_off") == [(9 * 60 + 30, 2, 0)]

        until_day = today() + dt.timedelta(days=30)
        await chosen(ann, "plan:until:1", until_day.isoformat())
        assert "De herinnering staat nu stil." in shown(ann)
        assert "Staat stil tot " in shown(ann)
        assert kept(database, "paused_until") == [(until_day.toordinal(),)]
        await pressed(ann, "Weer aanzetten")
        assert "De herinnering staat weer aan." in shown(ann)
        assert "Weer aanzetten" not in labels(ann)
        await pressed(ann, "Pauze zonder einde")
        assert "Staat stil, tot je de herinnering weer aanzet." in shown(ann)
        assert kept(database, "due_at") == [(None,)]
        await pressed(ann, "Weer aanzetten")

        [(before,)] = kept(database, "due_at")
        await pressed(ann, "Sla de volgende over")
        assert "De bot slaat de volgende keer over." in shown(ann)
        [(after,)] = kept(database, "due_at")
        assert isinstance(before, float)
        assert isinstance(after, float)
        assert after > before
        assert "niet op " in shown(ann)

        await pressed(ann, "Nu plaatsen")
        assert "De bot plaatst de herinnering zo." in shown(ann)
        await until(lambda: posted(slack))
        await until(lambda: kept(database, "due_at") == [(after,)])
        await asked(ann)
        assert "Geplaatst: " in shown(ann)

        await pressed(ann, "Verwijderen")
        assert "De herinnering is weg." in shown(ann)
        assert kept(database) == []
        await until(lambda: not posted(slack))
    assert slack.errors == []
    assert called(slack, "chat.scheduleMessage") == 0


async def test_it_speaks_english_to_who_does(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database, "slack:U2"):
        bob = slack.person("U2", "en-GB")
        await asked(bob, "Reminders ")
        await until(lambda: "There are no reminders yet." in shown(bob))
        await pressed(bob, "New reminder")
        await chosen(bob, "form:chat", "C1")
        await chosen(bob, "form:days", ["Monday", "Friday"])
        assert "The next times:\n• " in shown(bob)
        await sent(bob)
        assert "Saved." in shown(bob)
        assert "Every week on Monday and Friday at 14:00, not on public holidays" in shown(bob)
    assert slack.errors == []


@pytest.mark.parametrize("text", ["herinnering", "HERINNERINGEN", "reminder", " reminders "])
async def test_the_word_may_be_of_any_language(slack: FakeSlack, shipped: Content, database: Path, text: str) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, text)
        assert NEW in labels(ann)


@pytest.mark.parametrize("text", ["herinnering voor Jan", "Jan", "herinner"])
async def test_whatever_else_is_typed_starts_a_check(
    slack: FakeSlack, shipped: Content, database: Path, text: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await ann.command("/groomingcheck", text)
        await until(lambda: ann.modal)
        assert offered(ann, "Beginnen")


async def test_the_home_tab_shows_reminders_and_opens_the_list(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await ann.close()
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        said = "\n".join(ann.home.texts)
        assert "Herinneringen\n#C1\nElke week op " in said
        assert "Volgende keer: " in said
        await ann.press_home("Herinneringen instellen")
        await until(lambda: ann.modal and NEW in [one.text for one in ann.modal.buttons])
        assert "#C1\nElke week op" in shown(ann)
    assert slack.errors == []


async def test_the_list_goes_on_where_a_modal_ends(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        columns = (
            "channel, thread, check_id, weekdays, minute, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        for number in range(2, 61):
            copied = f"SELECT 'C{number:02}', {columns} FROM reminder WHERE id = 1"  # noqa: S608 - our own names
            ask(database, f"INSERT INTO reminder (chat, {columns}) {copied}")
        await asked(ann)
        assert ann.modal
        assert len(ann.modal.blocks) <= 100
        assert shown(ann).count("Elke week") == 25
        await pressed(ann, "Meer herinneringen")
        await pressed(ann, "Meer herinneringen")
        assert shown(ann).count("Elke week") == 10
        assert "Meer herinneringen" not in labels(ann)
        await ann.press(next(one.action_id for one in ann.modal.buttons if one.action_id.startswith("plan:delete")))
        await until(lambda: shown(ann).count("Elke week") == 9)
        await pressed(ann, "Vorige herinneringen")
        assert shown(ann).count("Elke week") == 25
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert "Er zijn nog meer herinneringen. Kijk in de lijst." in ann.home.texts
    assert slack.errors == []


async def test_the_form_has_the_fields_and_goes_back(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert fields(ann) == ["chat", "days", "time", "weeks", "holidays", "start"]
        await chosen(ann, "form:days", DAYS[:1])
        await pressed(ann, "Terug naar de lijst")
        await pressed(ann, NEW)
        assert "Kies minstens één dag." in shown(ann)
        assert kept(database) == []
    assert slack.errors == []


async def test_a_second_press_does_nothing_twice(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        assert ann.modal
        [skip] = [one for one in ann.modal.buttons if one.text == "Sla de volgende over"]
        [ring] = [one for one in ann.modal.buttons if one.text == "Nu plaatsen"]
        await pressed(ann, skip.action_id)
        [(skips,)] = kept(database, "skips")
        await ann.press_raw(skip.action_id, skip.value)
        await slack.settled()
        assert kept(database, "skips") == [(skips,)]
        [ring] = [one for one in ann.modal.buttons if one.text == "Nu plaatsen"]
        await pressed(ann, ring.action_id)
        await until(lambda: posted(slack))
        await slack.settled()
        await ann.press_raw(ring.action_id, ring.value)
        await slack.settled()
        assert called(slack, "chat.postMessage") == 1
    assert slack.errors == []
