"""The Slack simulator's validation of Block Kit: what it refuses, remarks on, and accepts."""

import pytest

from adapters.simulators.slack import surface_validation
from adapters.simulators.slack.problems import Validator
from tests.support.slack_caller import Json, actions, button, field, marked, modal, plain, section

CONFIRM = {"title": plain("Zeker?"), "text": marked("Echt?"), "confirm": plain("Ja"), "deny": plain("Nee")}
HEADER = {"type": "header", "text": plain("h" * 150)}
ALERT = {"type": "alert", "text": marked("a" * 200), "level": "info"}
MENU = {"type": "static_select", "action_id": "m", "options": [{"text": plain("Een"), "value": "1"}]}
IMAGE = {"type": "image", "image_url": "https://x.nl/a.png", "alt_text": "een hond"}
MARKDOWN = {"type": "markdown", "text": "**x**"}
DIVIDER = {"type": "divider"}


def context(number: int) -> Json:
    return {"type": "context", "elements": [marked("x")] * number}


def looked(kind: str, sent: Json) -> Validator:
    check = Validator(kind)
    if kind == "message":
        surface_validation.validate_message(check, sent.get("text", "tekst"), sent["blocks"])
    else:
        surface_validation.validate_view(check, "/view", sent, kind)
    return check


def shown(kind: str, *blocks: Json) -> Json:
    return modal(*blocks) if kind == "modal" else {"type": kind, "blocks": list(blocks)}


@pytest.mark.parametrize(
    "view",
    [
        modal(title="t" * 24, close=plain("c" * 24), submit=plain("s" * 24)),
        modal(private_metadata="p" * 3000, callback_id="c" * 255, external_id="e" * 255, clear_on_close=True),
        modal(*[DIVIDER] * 100),
        modal(field(), submit=plain("Klaar")),
        modal(submit=plain("Klaar"), notify_on_close=True),
    ],
)
def test_a_modal_at_its_limits_passes(view: Json) -> None:
    assert looked("modal", view).faults == []


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (modal(title="t" * 25), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(title=""), "must be more than 0 characters [json-pointer:/view/title/text]"),
        (modal(close=plain("c" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
        (modal(submit=plain("s" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (modal(submit=marked("s")), "unsupported type: mrkdwn [json-pointer:/view/submit/type]"),
        (modal(private_metadata="p" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal(callback_id="c" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (modal(*[DIVIDER] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (modal(notify_on_close="yes"), "must provide a boolean [json-pointer:/view/notify_on_close]"),
        (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
        (modal(field()), "`submit` is required when an `input` block is within the `blocks` array"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        ({"type": "modal", "title": plain("t")}, "missing required field: blocks [json-pointer:/view]"),
        ({"type": "window"}, "unsupported type: window [json-pointer:/view/type]"),
        ({"type": "home", "blocks": []}, "must be a modal view [json-pointer:/view/type]"),
        ({"title": plain("t")}, "missing required field: type [json-pointer:/view]"),
    ],
)
def test_a_modal_over_its_limits_is_refused(view: Json, line: str) -> None:
    assert any(refusal.startswith(line) for refusal in looked("modal", view).refusals)


@pytest.mark.parametrize(
    ("most", "kind"), [(100, "home"), (50, "message"), (100, "modal")]
)  # fmt: skip
def test_each_surface_has_its_number_of_blocks(most: int, kind: str) -> None:
    assert looked(kind, shown(kind, *[DIVIDER] * most)).faults == []
    assert looked(kind, shown(kind, *[DIVIDER] * (most + 1))).refusals


@pytest.mark.parametrize(
    ("block", "surfaces"),
    [
        (ALERT, {"modal"}),
        (MARKDOWN, {"message"}),
        (HEADER, {"modal", "home", "message"}),
        (actions(button("a")), {"modal", "home", "message"}),
    ],
)
def test_a_block_stands_only_where_it_may(block: Json, surfaces: set[str]) -> None:
    for kind in ("modal", "home", "message"):
        refused = looked(kind, shown(kind, block)).refusals
        assert (refused == []) is (kind in surfaces), kind


@pytest.mark.parametrize("kind", ["table", "card", "carousel"])
def test_the_simulator_says_what_it_does_not_validate(kind: str) -> None:
    assert looked("modal", modal({"type": kind})).refusals
    found = looked("message", {"blocks": [{"type": kind}]}).faults
    assert [fault.refused for fault in found] == [False]


@pytest.mark.parametrize(
    "block",
    [
        HEADER,
        ALERT,
        IMAGE,
        context(10),
        section("s" * 3000, accessory=button("a")),
        section("&lt;b&gt; R&amp;D <https://x.nl|lees> <@U1> <!here> <mailto:a@b.nl|post>\n> zo\n&gt; ook"),
        {"type": "section", "fields": [marked("f" * 2000)] * 10},
        actions(*[button(f"a{number}") for number in range(25)]),
        actions(
            button("a" * 255, "t" * 75, value="v" * 2000, url=f"https://{'u' * 2992}", style="danger", confirm=CONFIRM)
        ),
        actions(button("a", accessibility_label="l" * 75, style="primary"), block_id="b" * 255),
        actions(MENU),
    ],
)
def test_a_block_at_its_limits_passes(block: Json) -> None:
    assert looked("modal", modal(block)).faults == []


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        ({"type": "sectionn", "text": plain("x")}, "/type"),
        ({"type": "header", "text": plain("h" * 151)}, "/text/text"),
        ({"type": "header", "text": marked("h")}, "/text/type"),
        ({"type": "section", "text": plain("x"), "color": "red"}, ""),
        ({"type": "section"}, ""),
        ({"type": "section", "text": {"type": "markdown", "text": "x"}}, "/text/type"),
        ({"type": "section", "text": "x"}, "/text"),
        ({"type": "section", "fields": [plain("x")] * 11}, "/fields"),
        ({**ALERT, "text": plain("a" * 201)}, "/text/text"),
        ({**ALERT, "level": "loud"}, "/level"),
        ({**IMAGE, "alt_text": ""}, "/alt_text"),
        ({"type": "image", "alt_text": "x"}, ""),
        (section("s" * 3001), "/text/text"),
        (section(""), "/text/text"),
        (section("x", accessory={"type": "knob"}), "/accessory/type"),
        (section("x", block_id="b" * 256), "/block_id"),
        (context(11), "/elements"),
        (context(0), "/elements"),
        (actions(), "/elements"),
        (actions(*[button(f"a{number}") for number in range(26)]), "/elements"),
        (actions(button("a", "")), "/elements/0/text/text"),
        (actions(button("a", "t" * 76)), "/elements/0/text/text"),
        (actions({**button("a"), "text": marked("x")}), "/elements/0/text/type"),
        (actions(button("a" * 256)), "/elements/0/action_id"),
        (actions(button("a", value="v" * 2001)), "/elements/0/value"),
        (actions(button("a", value=1)), "/elements/0/value"),
        (actions(button("a", url=f"https://{'u' * 2993}")), "/elements/0/url"),
        (actions(button("a", style="green")), "/elements/0/style"),
        (actions(button("a", disabled=True)), "/elements/0"),
        (actions(button("a", accessibility_label="l" * 76)), "/elements/0/accessibility_label"),
        (actions(button("a", confirm={"title": plain("x")})), "/elements/0/confirm"),
        (actions({"type": "plain_text_input"}), "/elements/0/type"),
        (actions({**MENU, "options": []}), "/elements/0/options"),
        (actions(button("a"), button("a")), ""),
    ],
)
def test_a_block_over_its_limits_is_refused(block: Json, pointer: str) -> None:
    found = looked("modal", modal(block)).faults
    assert {fault.pointer for fault in found if fault.refused} == {f"/view/blocks/0{pointer}"}


def test_a_block_id_stands_once() -> None:
    apart = modal(section("x", block_id="b1"), section("x", block_id="b2"))
    same = modal(section("x", block_id="b1"), section("x", block_id="b1"))
    assert looked("modal", apart).faults == []
    assert [fault.pointer for fault in looked("modal", same).faults if fault.refused] == ["/view/blocks"]


@pytest.mark.parametrize(
    "sent",
    [
        {"blocks": [actions(button("a")), actions(button("a"))]},
        {"blocks": [section("a < b")]},
        {"blocks": [section("a > b")]},
        {"blocks": [section("R&D")]},
        {"blocks": [section("<geen link>")]},
        {"blocks": [actions(button("a", url="tel:0900"))]},
        {"blocks": [section("x")], "text": "a < b"},
        {"blocks": [section("x")], "text": " "},
    ],
)
def test_what_slack_takes_and_is_wrong_all_the_same_is_remarked_on(sent: Json) -> None:
    found = looked("message", sent)
    assert found.refusals == []
    assert len({fault.pointer for fault in found.faults}) == 1
