"""The form of a reminder on Slack: what it shows before saving, and a clear sentence where something is wrong."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import ask
from tests.caller import until
from tests.slack_bot import shown
from tests.slack_plan import DAYS, NEW, asked, chosen, kept, made, planning, pressed, sent

ZONE = ZoneInfo("Europe/Amsterdam")
MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip


async def started(person: Person, *, chat: str = "C1", days: tuple[str, ...] = DAYS) -> None:
    """Open the form of a new reminder, and choose a channel and days."""
    await asked(person)
    await pressed(person, NEW)
    await chosen(person, "form:chat", chat)
    await chosen(person, "form:days", days)


async def test_it_shows_the_next_moments_and_the_prompt_before_saving(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    """P33: three moments, with weekday and year, and the zone by name."""
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert "Kies minstens één dag." in shown(ann)
        await chosen(ann, "form:days", ["dinsdag"])
        await chosen(ann, "form:holidays", [])
        await chosen(ann, "form:time", "09:05")
        said = shown(ann)
        day = dt.datetime.now(ZONE)
        while not (day.weekday() == 1 and (day.hour, day.minute) < (9, 5)):
            day = (day + dt.timedelta(days=1)).replace(hour=0, minute=0)
        moments = [day + dt.timedelta(weeks=weeks) for weeks in range(3)]
        for moment in moments:
            assert f"• dinsdag {moment.day} {MONTHS[moment.month - 1]} {moment.year} om 09:05" in said
        assert said.count("• dinsdag") == 3
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in said
        assert "Zo ziet een herinnering eruit:\nMet wie heeft iemand online contact" in said
        assert kept(database) == []
    assert slack.errors == []


async def test_a_time_that_does_not_exist_on_some_night_is_told(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        assert "door de zomertijd" not in shown(ann)
        await chosen(ann, "form:holidays", [])  # that night may be the one before Easter
        await chosen(ann, "form:time", "02:30")
        assert "is er om deze tijd geen klok, door de zomertijd." in shown(ann)
        await sent(ann)
        assert "Opgeslagen." in shown(ann)
    assert slack.errors == []


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [(-1, "start", "Deze dag is al voorbij. Kies vandaag of later."), (800, "start", "Deze dag is te ver weg.")],
)
async def test_a_start_that_cannot_be_is_told_there_and_nothing_is_lost(
    slack: FakeSlack, shipped: Content, database: Path, days: int, field: str, sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        await chosen(ann, "form:time", "10:10")
        start = dt.datetime.now(ZONE).date() + dt.timedelta(days=days)
        await chosen(ann, "form:start", start.isoformat())
        assert sentence in shown(ann)
        ack = await ann.submit()
        assert ack.trouble == ""
        assert list(ann.complaints) == [field]
        assert ann.complaints[field].startswith(sentence)
        await slack.settled()
        await chosen(ann, "form:start", dt.datetime.now(ZONE).date().isoformat())
        await sent(ann)
        assert "om 10:10" in shown(ann)
        assert len(kept(database)) == 1
    assert slack.errors == []


async def test_no_day_and_a_reminder_that_never_comes_are_told_at_the_days(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        await chosen(ann, "form:days", [])
        assert "Kies minstens één dag." in shown(ann)
        await ann.submit(unfilled=True)
        assert ann.complaints == {"days": "Kies minstens één dag."}
        await slack.settled()
        assert kept(database) == []
    assert slack.errors == []


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"bot_in": False}, "De bot zit niet in dit kanaal. Nodig de bot eerst uit in het kanaal."),
        ({"bot_in": False, "private": True}, "De bot vindt dit kanaal niet. Is het besloten?"),
        ({"archived": True}, "Het kanaal is gesloten."),
        ({"members": ["U2"]}, "Jij zit zelf niet in dit kanaal. Word eerst lid van het kanaal."),
        ({"restricted": True}, "De bot mag hier niets plaatsen."),
    ],
)
async def test_a_channel_where_the_bot_cannot_post_is_told_above_it_and_nothing_is_lost(
    slack: FakeSlack, shipped: Content, database: Path, about: dict[str, object], sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        channel = slack.channel("C2", ["U1"])
        for name, value in about.items():
            setattr(channel, name, value)
        await started(ann, chat="C2", days=("maandag", "vrijdag"))
        await chosen(ann, "form:time", "08:15")
        await sent(ann)
        assert shown(ann).startswith(sentence)
        assert kept(database) == []
        assert ann.ephemerals == []
        assert ann.modal
        held = ann.filled(ann.modal)
        assert held["chat"]["form:chat"]["selected_conversation"] == "C2"
        assert held["time"]["form:time"]["selected_time"] == "08:15"
        assert [one["value"] for one in held["days"]["form:days"]["selected_options"]] == ["0", "4"]
        await chosen(ann, "form:chat", "C1")
        await sent(ann)
        assert "Elke week op maandag en vrijdag om 08:15" in shown(ann)
    assert slack.errors == []


@pytest.mark.parametrize("trouble", [error.rate_limited(1), error.server_error(503), error.reset()])
async def test_while_slack_is_away_nothing_is_saved_and_nothing_lost(
    slack: FakeSlack, shipped: Content, database: Path, trouble: error.Trouble
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        slack.fail("chat.postEphemeral", trouble)
        await sent(ann)
        assert shown(ann).startswith("De chat-app werkt nu even niet mee. Er is niets opgeslagen.")
        assert kept(database) == []
        await sent(ann)
        assert "Opgeslagen." in shown(ann)
    assert slack.errors == []


async def test_while_the_database_is_away_it_says_so_and_nothing_is_lost(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await sent(ann)
        assert shown(ann).startswith("Er ging iets mis.")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
        await sent(ann)
        assert "Opgeslagen." in shown(ann)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await pressed(ann, "Nu plaatsen")
        assert shown(ann).startswith("Er ging iets mis.")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
    assert slack.errors == []


async def test_a_pause_until_a_day_that_has_passed_is_told(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        yesterday = dt.datetime.now(ZONE).date() - dt.timedelta(days=1)
        await chosen(ann, "plan:until:1", yesterday.isoformat())
        assert shown(ann).startswith("Deze dag is al voorbij. Kies vandaag of later.")
        assert kept(database, "paused_until") == [(None,)]
    assert slack.errors == []


async def test_a_reminder_that_was_deleted_meanwhile_is_told(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        gone = "Deze herinnering is er niet meer. Kijk nog eens in de lijst."
        await made(ann)
        await pressed(ann, "Veranderen")
        ask(database, "DELETE FROM reminder")
        await sent(ann)
        assert shown(ann).startswith(gone)
        await made(ann)
        ask(database, "DELETE FROM reminder")
        await pressed(ann, "Pauze zonder einde")
        assert shown(ann).startswith(gone)
    assert slack.errors == []


async def test_a_reminder_of_another_account_is_out_of_reach(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        ask(database, "UPDATE reminder SET channel = 'telegram:1'")
        before = kept(database)
        for verb in ("delete", "ring", "change", "pause"):
            await asked(ann)
            assert "nog geen herinneringen" in shown(ann)
            await ann.press_raw(f"plan:{verb}:1", "0.0")
            await until(lambda: "Deze herinnering is er niet meer." in shown(ann))
        assert kept(database) == before
    assert slack.errors == []


async def test_changing_leaves_a_start_that_has_passed_alone(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        start = dt.datetime.now(ZONE).date() - dt.timedelta(days=40)
        ask(database, "UPDATE reminder SET start = ?", start.toordinal())
        await asked(ann)
        await pressed(ann, "Veranderen")
        assert "#C1" in shown(ann)
        assert "al voorbij" not in shown(ann)
        await chosen(ann, "form:time", "11:00")
        assert "om 11:00" in shown(ann)
        await sent(ann)
        assert kept(database, "start, minute") == [(start.toordinal(), 660)]
    assert slack.errors == []
