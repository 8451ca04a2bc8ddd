"""What the Telegram simulator accepts as a message, and what it refuses, in Telegram's words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.simulators.telegram import html_parser
from adapters.simulators.telegram.errors import ApiError
from adapters.simulators.telegram.message_entities import length
from adapters.simulators.telegram.person import Person
from tests.support.caller import Caller

UNREADABLE = "400 Bad Request: can't parse entities: "
UNALLOWED = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
URL, PORT = "inline keyboard button URL", "Wrong port number specified in the URL"
BUTTON = {"text": "Ja", "callback_data": "ja"}


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


async def test_a_message_stands_in_the_chat_as_it_was_sent(call: Caller, ann: Person) -> None:
    options = {"protect_content": True, "disable_notification": True, "link_preview_options": {"is_disabled": True}}
    sent = await call("sendMessage", chat_id=1001, text=" hoi ", reply_markup=keyboard(BUTTON), **options)
    assert (sent["text"], sent["has_protected_content"], sent["reply_markup"]) == ("hoi", True, keyboard(BUTTON))
    assert sent["link_preview_options"] == {"is_disabled": True}
    seen = ann.chat.messages[-1]
    assert (seen.id, seen.from_bot, seen.text, seen.protected, seen.silent) == (
        sent["message_id"],
        True,
        "hoi",
        True,
        True,
    )
    assert [[(button.label, button.payload) for button in row] for row in seen.buttons] == [[("Ja", "ja")]]


@pytest.mark.parametrize(
    ("html", "text", "marks"),
    [
        ("<b>a</b>&amp;<i>&lt;</i>", "a&<", [("bold", 0, 1), ("italic", 2, 1)]),
        ("<b><i>a</i>b</b>", "ab", [("bold", 0, 2), ("italic", 0, 1)]),
        ("\U0001f600<b>é</b>", "\U0001f600é", [("bold", 2, 1)]),
        ("  <b> a</b>", "a", [("bold", 0, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("&#65;&#x42;&quot;", 'AB"', []),
        ("a&nbsp;b &ltx", "a&nbsp;b &ltx", []),
        ("<b></b>x", "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<pre><code class='language-c'>x</code></pre>", "x", [("code", 0, 1), ("pre", 0, 1)]),
        ("<a href='https://politie.nl/?a=1&amp;b=2'>x</a>", "x", [("text_link", 0, 1)]),
        ("<a href='hier'>x</a>", "x", []),
        ("zie https://politie.nl.", "zie https://politie.nl.", [("url", 4, 18)]),
        ("/stop", "/stop", [("bot_command", 0, 5)]),
        ("a > b", "a > b", []),
    ],
)
async def test_marks_are_read_from_html(
    call: Caller, ann: Person, html: str, text: str, marks: list[tuple[str, int, int]]
) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text=html, parse_mode="HTML")
    assert sent["text"] == text
    assert sorted((mark["type"], mark["offset"], mark["length"]) for mark in sent.get("entities", [])) == sorted(marks)
    assert all(mark["url"] == "https://politie.nl/?a=1&b=2" for mark in sent.get("entities", []) if "url" in mark)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("<b>x</i></b>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href='x>y</a>", "Unclosed start tag at byte offset 0"),
        ("<a href=x_y>z</a>", "Unexpected end of name token at byte offset 0"),
        ("<a ='x'>z</a>", "Empty attribute name in the tag at byte offset 0"),
        ("<a href=", "Unclosed start tag at byte offset 0"),
        ("<a href", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='a'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
async def test_html_that_telegram_cannot_read_is_refused(call: Caller, ann: Person, html: str, reason: str) -> None:
    assert await call.refused("sendMessage", chat_id=ann.id, text=html, parse_mode="HTML") == UNREADABLE + reason
    assert len(ann.chat.messages) == 1


@given(st.lists(st.sampled_from(["<", ">", "/", "b", "a", " ", "=", "'", '"', "&", "amp;", "#x41", "é", "href"])))
def test_any_html_is_read_or_refused(pieces: list[str]) -> None:
    try:
        text, marks = html_parser.parse("".join(pieces))
    except ApiError:
        return
    assert all(0 <= mark["offset"] < mark["offset"] + mark["length"] <= length(text) for mark in marks)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("\U0001f600" * 2049, "message is too long"),
        ("x" * 32769, "text is too long"),
    ],
)
async def test_a_text_has_a_length(call: Caller, ann: Person, text: str, reason: str) -> None:
    assert await call.refused("sendMessage", chat_id=ann.id, text=text) == f"400 Bad Request: {reason}"


async def test_the_longest_text_counts_what_is_read_and_not_the_tags(call: Caller, ann: Person) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="<b>x</b>" * 99 + "&amp;" * 3997, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_marks_come_as_a_list_too_and_at_most_a_hundred(call: Caller, ann: Person) -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    sent = await call("sendMessage", chat_id=ann.id, text="x", entities=[bold, {**bold, "type": "mention"}])
    assert sent["entities"] == [bold]
    many = [{**bold, "offset": place} for place in range(101)]
    too_many = await call.refused("sendMessage", chat_id=ann.id, text="x" * 200, entities=many)
    assert too_many == "400 Bad Request: ENTITIES_TOO_LONG"
    assert "can't parse MessageEntity" in await call.refused("sendMessage", chat_id=ann.id, text="x", entities=[{}])
    assert "unsupported parse_mode" in await call.refused("sendMessage", chat_id=ann.id, text="x", parse_mode="Word")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({**BUTTON, "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({**BUTTON, "text": " "}, "inline keyboard button text must be non-empty"),
        ({"callback_data": "x"}, 'can\'t parse inline keyboard button: Can\'t find field "text"'),
        ({"text": "x"}, UNALLOWED),
        ({"text": "x", "callback_data": ""}, UNALLOWED),
        ({"text": "x", "callback_data": 5}, "can't parse inline keyboard button: Field must be of type String"),
        ({"text": "x", "url": "tel:112"}, f"{URL} 'tel:112' is invalid: Unsupported URL protocol"),
        ({"text": "x", "url": "http://localhost"}, f"{URL} 'http://localhost' is invalid: Wrong HTTP URL"),
        ({"text": "x", "url": "http://a.nl:x"}, f"{URL} 'http://a.nl:x' is invalid: {PORT}"),
    ],
)  # fmt: skip
async def test_a_button_has_a_form(call: Caller, ann: Person, button: dict[str, Any], reason: str) -> None:
    said = await call.refused("sendMessage", chat_id=ann.id, text="x", reply_markup=keyboard(button))
    assert said == f"400 Bad Request: {reason}"


async def test_the_fullest_keyboard(call: Caller, ann: Person) -> None:
    full = {**BUTTON, "callback_data": "é" * 32}
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup=keyboard(*[full] * 100))
    assert len(ann.chat.messages[-1].labels) == 100
    for rows in ([[full]] * 101, [[full] * 9]):
        said = await call.refused("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": rows})
        assert said == "400 Bad Request: reply markup is too long"
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [[full] * 8, []]})
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup=keyboard({"text": "x", "url": "t.me/a?start=b"}))
    assert ann.chat.messages[-1].buttons[0][0].url == "t.me/a?start=b"
    assert [len(row) for row in ann.chat.messages[-2].buttons] == [8]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ([], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
        (
            {"inline_keyboard": [BUTTON]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
    ],
)
async def test_a_keyboard_has_a_form(call: Caller, ann: Person, markup: object, reason: str) -> None:
    said = await call.refused("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert said == f"400 Bad Request: {reason}"
