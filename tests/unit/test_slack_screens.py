"""Every screen of the check as a modal on Slack: valid, small enough for an acknowledgement, and read in good order."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest

from adapters.checks.screen import Screen
from adapters.simulators.slack import rendered_blocks
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.socket_mode import FRAME
from adapters.simulators.slack.surface_validation import validate_view
from adapters.slack import modal
from adapters.slack.blocks import Json
from adapters.slack.modal import ModalWords
from bot.views import Ask, View
from messages import markup
from tests.unit.test_content import LOCALES
from tests.unit.test_screens import check, content, screens

TEXT, BUTTONS = {"rich_text", "alert"}, {"actions"}


def modals(locale: str) -> Iterator[tuple[View, Screen, Json]]:
    """Yield every view, its screen, and that as a modal."""
    words = content().words[locale]
    said = ModalWords(locale, *(markup.plain(words[key]) for key in ("modal.close", "modal.answer")))
    for say, screen in screens(locale):
        yield say, screen, modal.view(screen, "x" * 22, said)


@pytest.mark.parametrize("locale", LOCALES)
def test_slack_takes_each_and_also_as_an_acknowledgement(locale: str) -> None:
    for say, _, view in modals(locale):
        found = Validator("views.update")
        validate_view(found, "/view", view, "modal")
        assert found.faults == [], say
        answer = {"envelope_id": str(UUID(int=0)), "payload": {"response_action": "update", "view": view}}
        assert len(json.dumps(answer)) < FRAME / 2, say


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_read_from_how_far_it_is_by_the_tip_to_its_answers(locale: str) -> None:
    """A screen reader reads the title first. Nothing comes between: no heading, line or picture, and no text twice."""
    parts = content().renderers["groomingcheck", locale].parts
    for say, _, view in modals(locale):
        kinds = [block["type"] for block in view["blocks"]]
        texts = [kind in TEXT for kind in kinds]
        assert set(kinds) <= TEXT | BUTTONS, say
        assert texts == sorted(texts, reverse=True), say
        said = "\n".join(rendered_blocks.texts(view["blocks"]))
        assert view["title"]["text"] not in said.split("\n"), say
        if isinstance(say, Ask):
            progress = content().words[locale]["ask.progress"].format(number=say.number, total=len(check().questions))
            assert view["title"]["text"] == progress, say
            assert said.startswith(markup.plain(parts[say.guidance]) if say.guidance else ""), say


@pytest.mark.parametrize("locale", LOCALES)
def test_what_leads_on_is_at_the_foot_and_of_the_others_what_wipes_is_red(locale: str) -> None:
    for say, screen, view in modals(locale):
        foot = [button for button in screen.buttons if button.main and not screen.over]
        assert [view[key]["text"] for key in ("submit",) if key in view] == [button.label for button in foot], say
        carried = [f"{locale} {button.payload}" for button in foot if not button.wipes] or [locale]
        assert [view[key] for key in ("private_metadata",) if key in view] == ([] if screen.over else carried), say
        rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
        others = [button for button in screen.buttons if button not in foot]
        assert [one["value"] for row in rows for one in row] == [button.payload for button in others], say
        red = ["danger" if button.wipes else None for button in others]
        assert [one.get("style") for row in rows for one in row] == red, say
