"""What Telegram sends is parsed without ever failing, and screens are laid out for a thumb."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.channels.message_lifecycle import Address
from adapters.checks.screen import Button, Screen
from adapters.telegram.events import BotLeft, ButtonPressed, CommandSent, GroupMigrated, MessageSent, Sender
from adapters.telegram.message_layout import keyboard, numbered, rows
from adapters.telegram.update_parser import number, read

ANN = {"id": 1001, "is_bot": False, "first_name": "Ann", "language_code": "nl-BE"}
PRIVATE = {"id": 1001, "type": "private"}
AT = Address("1001", "5", 99)
SENDER = Sender("1001", "nl")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "message_id": JSON | st.integers(),
        "chat": JSON | st.just(PRIVATE),
        "from": JSON | st.just(ANN),
        "date": JSON | st.integers(),
        "text": JSON | st.sampled_from(["/start", "/start x", "2", "/", "/@", "٢"]),
        "is_topic_message": JSON,
        "message_thread_id": JSON,
        "migrate_to_chat_id": JSON,
        "new_chat_member": JSON | st.just({"status": "left"}),
        "sender_chat": JSON,
        "forum_topic_created": JSON | st.just({"name": "x"}),
    },
)


def message(**fields: object) -> dict[str, object]:
    return {"message_id": 5, "date": 99, "chat": PRIVATE, "from": ANN, **fields}


@pytest.mark.parametrize(
    ("text", "name", "addressee", "argument"),
    [
        ("/start", "start", None, None),
        ("/start groomingcheck", "start", None, "groomingcheck"),
        ("/Start@Some_Bot  groomingcheck Jan", "start", "Some_Bot", "groomingcheck"),
        ("/stop Jan de Vries", "stop", None, None),
        ("/stop\nJan", "stop", None, None),
        ("/start " + "aB3_-" * 8, "start", None, "aB3_-" * 8),
        ("/start " + "aB3_-" * 13, "start", None, None),
        ("/start Jan-de-Vries", "start", None, None),
    ],
)
def test_a_command_is_read_and_nothing_behind_it(
    text: str, name: str, addressee: str | None, argument: str | None
) -> None:
    found = read({"update_id": 1, "message": message(text=text)})
    assert found == CommandSent(AT, SENDER, name, addressee, argument)


@pytest.mark.parametrize("text", ["/", "/start.", " /start", "//start", "/" + "x" * 33, "start"])
def test_what_is_almost_a_command_is_none(text: str) -> None:
    assert read({"message": message(text=text)}) == MessageSent(AT, SENDER, None, quiet=False)


@pytest.mark.parametrize(
    ("text", "typed"), [("2", "2"), (" 12. ", "12"), ("2a", None), ("123", None), ("²", None), ("٢", None)]
)
def test_a_short_number_is_read_and_no_other_text(text: str, typed: str | None) -> None:
    assert read({"message": message(text=text)}) == MessageSent(AT, SENDER, typed, quiet=False)


def test_a_change_and_a_service_message_need_no_answer() -> None:
    assert read({"edited_message": message(text="/start")}) == MessageSent(AT, SENDER, None, quiet=True)
    bot = {**ANN, "is_bot": True}
    assert read({"message": message(**{"from": bot}, text="2")}) == MessageSent(AT, SENDER, None, quiet=True)


def test_a_press_tells_who_where_and_what() -> None:
    query = {"id": "7", "from": ANN, "data": "x", "message": message(), "chat_instance": "1"}
    assert read({"callback_query": query}) == ButtonPressed(AT, SENDER, "7", "x")


def test_a_topic_is_told_only_where_there_are_topics() -> None:
    group = {"id": -1, "type": "supergroup"}
    inside = message(chat=group, text="/start", is_topic_message=True, message_thread_id=7)
    outside = message(chat=group, text="/start", message_thread_id=7)
    found = [read({"message": one}) for one in (inside, outside)]
    assert [one.at.thread for one in found if isinstance(one, CommandSent)] == ["7", None]
    assert read({"message": message(chat=group, text="2")}) is None


def test_in_whose_name_a_command_is_typed_is_told() -> None:
    group = {"id": -1, "type": "supergroup"}
    hidden = read({"message": message(chat=group, text="/start", sender_chat=group)})
    assert isinstance(hidden, CommandSent)
    assert hidden.behind == "-1"


def test_a_group_that_the_bot_is_out_of_or_that_moves_is_told() -> None:
    group = {"id": -1, "type": "group"}
    body = {"chat": group, "from": ANN, "date": 99}
    found = [
        read({"my_chat_member": {**body, "new_chat_member": {"status": status}}})
        for status in ("left", "kicked", "member")
    ]
    assert found == [BotLeft(Address("-1", "0", 99, private=False), SENDER)] * 2 + [None]
    assert read({"my_chat_member": {**body, "chat": PRIVATE, "new_chat_member": {"status": "kicked"}}}) is None
    moved = read({"message": message(chat=group, migrate_to_chat_id=-1005)})
    assert moved == GroupMigrated(Address("-1", "5", 99, private=False), SENDER, "-1005")


@given(
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "x"]), JSON | PARTS, JSON | PARTS
)
def test_reading_never_fails(kind: str, inside: object, deeper: object) -> None:
    if isinstance(inside, dict) and kind == "callback_query":
        inside = {**inside, "message": deeper}
    for update in (inside, {kind: inside}, {"update_id": inside, kind: deeper}):
        read(update)
        number(update)


def laid_out(*buttons: Button) -> list[list[str]]:
    return [[label for label, _ in row] for row in shown(Screen("x", buttons))]


def plain(*labels: str) -> tuple[Button, ...]:
    return tuple(Button("x", label, label) for label in labels)


def shown(screen: Screen) -> list[list[tuple[str, str]]]:
    """Return the labels and payloads of the keyboard as it is sent, row by row."""
    markup: Any = keyboard(screen) or {}
    laid = markup["reply_markup"]["inline_keyboard"]
    return [[(button["text"], button["callback_data"]) for button in row] for row in laid]


def test_a_screen_with_rows_of_its_own_keeps_them() -> None:
    buttons = tuple(Button("", str(number), str(number)) for number in range(5))
    assert [len(row) for row in rows(Screen("x", buttons, rows=(1, 3, 1)))] == [1, 3, 1]


ANSWERS = (Button("1", "Ja", "p1", answers=True), Button("2", "Nee", "p2", answers=True))
MAIN, STOP = Button("d", "Verder", "d", main=True), Button("s", "Stop", "s", wipes=True)


def test_each_answer_has_a_row_and_so_have_the_main_button_and_what_wipes() -> None:
    others = plain("Uitleg", "Hulp", "Vorige", "Nakijken", "Een knop met veel letters", "Hulp")
    assert laid_out(*ANSWERS, *others, MAIN, *plain("Woorden"), STOP, *plain("Terug")) == [
        ["1. Ja"],
        ["2. Nee"],
        ["Uitleg", "Hulp", "Vorige"],
        ["Nakijken"],
        ["Een knop met veel letters"],
        ["Hulp"],
        ["Verder"],
        ["Woorden"],
        ["Stop"],
        ["Terug"],
    ]


@pytest.mark.parametrize(("shared", "longest"), [(2, 20), (3, 12)])
def test_labels_share_a_row_only_if_none_is_cut_off(shared: int, longest: int) -> None:
    """A row of a phone is 44 characters wide, and is divided equally."""
    short = ["x"] * (shared - 1)
    assert laid_out(*plain(*short, "x" * longest)) == [[*short, "x" * longest]]
    assert laid_out(*plain(*short, "x" * (longest + 1))) == [short, ["x" * (longest + 1)]]


def test_the_main_button_stands_out_and_so_does_what_wipes() -> None:
    markup: Any = keyboard(Screen("x", (*ANSWERS, MAIN, *plain("Hulp"), STOP)))
    styles = [button.get("style") for row in markup["reply_markup"]["inline_keyboard"] for button in row]
    assert styles == [None, None, "primary", None, "danger"]


def test_what_is_no_answer_shows_no_number() -> None:
    assert laid_out(Button("1", "Start: Een", "een"), Button("2", "Start: Twee", "twee")) == [
        ["Start: Een", "Start: Twee"]
    ]


def test_a_number_finds_its_answer_again() -> None:
    answers = tuple(Button(str(key), "Ja", f"p{key}", answers=True) for key in range(1, 12))
    found = tuple(button for row in shown(Screen("x", answers)) for button in row)
    assert [numbered(found, typed) for typed in ("1", "01", "11", "12", "0")] == ["p1", "p1", "p11", None, None]
