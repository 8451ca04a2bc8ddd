"""The reminders on the Home tab of a coordinator."""

import datetime as dt

from adapters.reminders.series import Series
from adapters.simulators.slack import rendered_blocks
from adapters.slack import home_reminders
from adapters.storage.reminders import Destination, Plan, Reminder, Suspension
from tests.support.made_reminders import CHECK, weekly
from tests.unit.test_screens import content

NOW = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC).timestamp()
PLAN = Plan(CHECK, weekly([0], "10:00", "2026-11-30"))


def said(*suspended: str) -> str:
    """Return the text for a reminder in channels where it is suspended for these reasons, or isn't."""
    reminders = (
        Reminder(number, Destination("slack", f"C{number}"), "a" * 16, PLAN, 0, None, None if why else MONDAY, why, ())
        for number, why in enumerate(suspended)
    )
    blocks = home_reminders.blocks(content().words["nl"], [Series("a" * 16, tuple(reminders))], NOW)
    return "\n".join(rendered_blocks.texts(blocks))


def test_a_reminder_that_still_comes_somewhere_says_when() -> None:
    assert "Volgende keer: maandag 30 november" in said(Suspension.LEFT, "")
    assert "Volgende keer: maandag 30 november" in said("", Suspension.LEFT)


def test_a_reminder_that_comes_nowhere_any_more_says_why() -> None:
    assert "De bot zit niet meer in dit kanaal." in said(Suspension.LEFT, Suspension.LEFT)
