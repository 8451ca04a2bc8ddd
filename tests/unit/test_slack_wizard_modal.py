"""Screens of the reminder wizard as modals on Slack: valid, as they are meant, and not mixed up with one another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Button, Field, FieldKind, Screen
from adapters.checks.state_token import TokenCipher
from adapters.reminders.wizard.actions import WizardScreen
from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.problems import Validator
from adapters.slack import sample_wizard, wizard_modal
from adapters.slack.blocks import LABEL, Json, mention
from adapters.slack.sample_surfaces import surfaces
from tests.unit.test_content import LOCALES
from tests.unit.test_screens import content

PICKED = {FieldKind.TIME: ("09:30",), FieldKind.DATE: ("2027-01-04",), FieldKind.PLACES: ("C1", "C2")}
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120)
BUTTON = st.builds(Button, st.just(""), TEXT, st.just("R" + "x" * 63), main=st.booleans(), danger=st.booleans())
FIELD = st.sampled_from([*FieldKind]).flatmap(
    lambda kind: st.builds(Field, st.just(kind), TEXT, st.just("R" + "x" * 63), st.sampled_from([(), PICKED[kind]]))
)
ROWS = st.lists(st.lists(BUTTON, min_size=1, max_size=30), max_size=120)


def rendered(screen: Screen, locale: str = "nl", showing: str = "s") -> Json:
    return wizard_modal.view(screen, "x" * 22, showing, content().words[locale])


def faults(view: Json) -> list[str]:
    check = Validator("views.update")
    surface_validation.validate_view(check, "/view", view, "modal")
    assert len(json.dumps(view)) < surface_validation.LARGEST
    return [fault.text for fault in check.faults]


@given(TEXT, ROWS, st.lists(FIELD, max_size=6))
def test_slack_takes_any_screen_with_every_button_in_its_order(
    html: str, rows: list[list[Button]], fields: list[Field]
) -> None:
    buttons = tuple(button for row in rows for button in row)
    words = html.replace("<", "").replace("&", "")
    screen = Screen(words, buttons, rows=tuple(map(len, rows)), fields=tuple(fields))
    view = rendered(screen)
    assert faults(view) == []
    shown = [one["value"] for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]
    assert shown == [button.payload for button in buttons]


def test_the_main_button_is_blue_and_what_takes_away_is_red() -> None:
    buttons = (Button("", "Opslaan", "R1", main=True), Button("", "Waar", "R2"), Button("", "Weg", "R3", danger=True))
    [*_, actions] = rendered(Screen("Zo", buttons))["blocks"]
    assert [one.get("style") for one in actions["elements"]] == ["primary", None, "danger"]
    assert [one["accessibility_label"] for one in actions["elements"]] == ["Opslaan", "Waar", "Weg"]


def test_what_the_title_says_is_not_said_again() -> None:
    view = rendered(Screen("Opgeslagen.\n\n<b>Herinneringen</b>\n\n1. Team", title="Herinneringen"))
    assert (view["title"]["text"], rendered_blocks.texts(view["blocks"])) == (
        "Herinneringen",
        ["Opgeslagen.", "1. Team"],
    )


def test_rows_stay_as_they_are() -> None:
    buttons = tuple(Button("", str(number), f"R{number}") for number in range(6))
    blocks = rendered(Screen("Zo", buttons, rows=(1, 3, 2)))["blocks"]
    assert [len(block["elements"]) for block in blocks if block["type"] == "actions"] == [1, 3, 2]


def test_a_field_is_beside_its_label_with_what_is_picked_now() -> None:
    fields = tuple(Field(kind, kind.value, f"R{kind.value}", PICKED[kind]) for kind in FieldKind)
    view = rendered(Screen("Zo", fields=fields))
    sections = [block for block in view["blocks"] if block["type"] == "section"]
    assert [section["text"]["text"] for section in sections] == ["time", "date", "places"]
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    assert [{name: value for name, value in one["accessory"].items() if name != "action_id"} for one in sections] == [
        {"type": "timepicker", "initial_time": "09:30"},
        {"type": "datepicker", "initial_date": "2027-01-04"},
        {"type": "multi_conversations_select", "filter": kinds, "initial_conversations": ["C1", "C2"]},
    ]


@pytest.mark.parametrize("kind", FieldKind)
def test_what_is_picked_comes_back_with_its_payload(kind: FieldKind) -> None:
    """By its number in the view that it was picked in, whichever view is shown by then."""
    fields = (Field(FieldKind.TIME, "eerst", "R1"), Field(kind, "dan", "R2"))
    view = rendered(Screen("Zo", fields=fields))
    picked = view["blocks"][2]["accessory"]["action_id"]
    value: object = [*PICKED[kind]] if kind is FieldKind.PLACES else PICKED[kind][0]
    names = {"time": "selected_time", "date": "selected_date", "places": "selected_conversations"}
    action = {"action_id": picked, names[kind.value]: value}
    assert wizard_modal.used(action, view["private_metadata"]) == ("R2", PICKED[kind])


def test_no_field_has_the_ids_of_another_showing() -> None:
    field = Field(FieldKind.TIME, "Tijd", "R1", ("09:30",))
    ids = [
        (section["block_id"], section["accessory"]["action_id"])
        for showing in "ab"
        for section in rendered(Screen("Zo", fields=(field, field)), showing=showing)["blocks"][1:]
    ]
    assert len({block for block, _ in ids}) == len({action for _, action in ids}) == 4


def test_a_channel_is_mentioned_by_its_id() -> None:
    [block] = rendered(Screen(f"Kanaal: {mention('C1')}, elke week"))["blocks"]
    assert [element.get("channel_id", element.get("text")) for element in block["elements"][0]["elements"]] == [
        "Kanaal: ",
        "C1",
        ", elke week",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_an_apology_offers_the_same_again_with_what_was_picked(locale: str) -> None:
    again = Button("", "Nog eens", wizard_modal.repeated("R1", ("C1", "C2")), main=True)
    view = wizard_modal.notice("Het lukt nu even niet.", "x", content().words[locale], again)
    assert faults(view) == []
    [button] = view["blocks"][-1]["elements"]
    assert wizard_modal.used(button, "") == ("R1", ("C1", "C2"))


@pytest.mark.parametrize("locale", LOCALES)
def test_slack_takes_every_screen_of_the_wizard_and_the_doctor_shows_it_each(locale: str) -> None:
    """Each with what is longest in it, and every label whole."""
    dialogue = Dialogue(content(), TokenCipher([b"s" * 32]), 900)
    found = dict(sample_wizard.screens(dialogue, locale))
    names = {screen.name.lower() for screen in WizardScreen}
    assert names - found.keys() == {"hour", "minute"}
    for name, screen in found.items():
        assert faults(rendered(screen, locale)) == [], name
        assert screen.fields or name not in {"where", "times", "start", "skips", "pause"}, name
        assert [button.label for button in screen.buttons if len(button.label) > LABEL] == [], name
        assert sum(button.main for button in screen.buttons) <= 1, name
    doctor = {surface.name for surface in surfaces(dialogue, locale)}
    assert {f"screen {name} of reminders" for name in found} <= doctor
