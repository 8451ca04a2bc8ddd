"""The Slack simulator's validation of rich text: what it refuses, what it can't read, and how it reads the rest."""

import pytest

from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.problems import Validator
from tests.support.slack_caller import Json, modal

WORDS = {"type": "text", "text": "<Ja> & *nee*"}


def rich(*pieces: Json, **more: object) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}], **more}


def looked(block: Json) -> Validator:
    check = Validator("views.open")
    surface_validation.validate_view(check, "/view", modal(block), "modal")
    return check


@pytest.mark.parametrize(
    "block",
    [
        rich(WORDS, block_id="b" * 255),
        rich({**WORDS, "style": {"bold": True, "italic": True}}),
        rich({"type": "link", "url": "https://x.nl", "text": "lees", "style": {"bold": True}}, WORDS),
    ],
)
def test_rich_text_passes(block: Json) -> None:
    assert looked(block).faults == []


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        (rich(), "/elements/0/elements"),
        ({"type": "rich_text", "elements": []}, "/elements"),
        ({"type": "rich_text"}, ""),
        ({"type": "rich_text", "elements": [WORDS]}, "/elements/0/type"),
        (rich({"type": "text", "text": ""}), "/elements/0/elements/0/text"),
        (rich({"type": "text"}), "/elements/0/elements/0"),
        (rich({"type": "mrkdwn", "text": "x"}), "/elements/0/elements/0/type"),
        (rich({**WORDS, "style": {"big": True}}), "/elements/0/elements/0/style"),
        (rich({**WORDS, "style": {"bold": "yes"}}), "/elements/0/elements/0/style/bold"),
        (rich({"type": "link", "text": "x"}), "/elements/0/elements/0"),
        (rich(WORDS, colour="red"), ""),
    ],
)
def test_rich_text_that_is_none_is_refused(block: Json, pointer: str) -> None:
    found = looked(block).faults
    assert {fault.pointer for fault in found if fault.refused} == {f"/view/blocks/0{pointer}"}


@pytest.mark.parametrize("piece", [{"type": "emoji", "name": "wave"}, {"type": "user", "user_id": "U1"}])
def test_what_it_cannot_read_it_says(piece: Json) -> None:
    assert [fault.refused for fault in looked(rich(piece)).faults] == [False]


def test_it_reads_as_it_stands_and_nothing_in_it_can_be_pressed() -> None:
    block = rich(WORDS, {"type": "link", "url": "https://x.nl", "text": " lees"})
    assert rendered_blocks.texts([block]) == ["<Ja> & *nee* lees"]
    assert rendered_blocks.with_defaults([block])[0]["elements"] == block["elements"]
    assert surface_validation.interactive_elements(block) == []
