"""Screens of the wizard that hold a lot: whatever is shown, it fits in a message."""

import datetime as dt

import pytest
from markupsafe import Markup

from adapters.checks.screen import Screen
from adapters.reminders.series import Series
from adapters.reminders.wizard import list_screen, series_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.place_names import LONGEST, PlaceNames, listed
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardState, WizardStep
from adapters.storage.reminders import Destination, Occurrence, OccurrenceOutcome, Plan, Reminder, Suspension
from messages.content import Content
from messages.markup import plain
from tests.support.made_reminders import weekly

NOW = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)
MOST = 4096
"""The most characters of a message on Telegram."""
PLACES = [Destination("telegram", str(-1000 - number)) for number in range(40)]
NAMES: PlaceNames = {place: Markup("{}").format("W" * LONGEST) for place in PLACES}


def one(place: Destination, number: int, outcome: OccurrenceOutcome) -> Reminder:
    plan = Plan("groomingcheck", weekly(range(7), "10:00", "2026-11-30"))
    past = tuple(Occurrence(NOW.timestamp() - 60 * back, outcome, Suspension.FORBIDDEN) for back in range(5))
    return Reminder(number, place, f"{number:016x}", plan, 5, None, NOW.timestamp() + 60, "", past)


def series(count: int, outcome: OccurrenceOutcome = OccurrenceOutcome.REFUSED) -> Series:
    return Series("a" * 16, tuple(one(place, number, outcome) for number, place in enumerate(PLACES[:count])))


def builder(shipped: Content, locale: str = "nl") -> ScreenBuilder:
    return ScreenBuilder(shipped.words[locale], WizardState(), lambda *_: "payload", native=False)


@pytest.mark.parametrize("count", [1, 2, 20, 40])
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_a_reminder_in_many_places_fits_in_a_message(shipped: Content, count: int, locale: str) -> None:
    made = builder(shipped, locale)
    series_screens.one(made, series(count), NAMES, NOW)
    assert len(plain(made.screen().html)) <= MOST
    assert made.screen().buttons


def test_what_does_not_fit_is_said_to_be_missing(shipped: Content) -> None:
    made = builder(shipped)
    series_screens.one(made, series(40), NAMES, NOW)
    assert plain(made.screen().html).endswith("\n… Hier past niet alles.")
    few = builder(shipped)
    series_screens.one(few, series(2), NAMES, NOW)
    assert "Hier past niet alles" not in few.screen().html


def test_of_many_places_the_list_names_a_few_and_those_in_trouble(shipped: Content) -> None:
    step = WizardStep(WizardScreen.LIST, WizardState(), listed=[series(20)] * 6)
    made = builder(shipped)
    list_screen.lay_out(made, step, NAMES, NOW)
    assert len(plain(made.screen().html)) <= MOST
    assert [button.label[:3] for button in made.screen().buttons[:6]] == [f"{number}. " for number in range(1, 7)]
    assert listed(shipped.words["nl"], NAMES, PLACES[:5]).endswith(" en 2 andere")


def test_who_could_not_be_told_is_counted_in_the_list(shipped: Content) -> None:
    def said(count: int) -> Screen:
        made = builder(shipped)
        list_screen.lay_out(made, WizardStep(WizardScreen.LIST, WizardState(), unreached=count), NAMES, NOW)
        return made.screen()

    assert "Coördinatoren die de laatste melding niet kregen: 2." in said(2).html
    assert "Niet bereikt" not in said(0).html
