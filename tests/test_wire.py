"""What Telegram sends is read without ever failing, and screens are laid out for a thumb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.dialogue import Button, Outcome, Screen
from adapters.telegram.layout import numbered, write
from adapters.telegram.wire import Commanded, Left, Migrated, Pressed, Sent, Source, number, read

ANN = {"id": 1001, "is_bot": False, "first_name": "Ann", "language_code": "nl-BE"}
PRIVATE = {"id": 1001, "type": "private"}
SOURCE = Source(1001, 5, 99, private=True, person=1001, locale="nl")
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
    },
)


def message(**fields: object) -> dict[str, object]:
    return {"message_id": 5, "date": 99, "chat": PRIVATE, "from": ANN, **fields}


@pytest.mark.parametrize(
    ("text", "name", "addressee", "argument"),
    [
        ("/start", "start", "", ""),
        ("/start groomingcheck", "start", "", "groomingcheck"),
        ("/Start@Some_Bot  groomingcheck Jan", "start", "Some_Bot", "groomingcheck"),
        ("/stop Jan de Vries", "stop", "", ""),
        ("/stop\nJan", "stop", "", ""),
        ("/start " + "aB3_-" * 8, "start", "", "aB3_-" * 8),
        ("/start " + "aB3_-" * 13, "start", "", ""),
        ("/start Jan-de-Vries", "start", "", ""),
    ],
)
def test_a_command_is_read_and_nothing_behind_it(text: str, name: str, addressee: str, argument: str) -> None:
    found = read({"update_id": 1, "message": message(text=text)})
    assert found == Commanded(SOURCE, name, addressee, argument, None)


@pytest.mark.parametrize("text", ["/", "/start.", " /start", "//start", "/" + "x" * 33, "start"])
def test_what_is_almost_a_command_is_none(text: str) -> None:
    assert read({"message": message(text=text)}) == Sent(SOURCE, "", quiet=False)


@pytest.mark.parametrize(
    ("text", "typed"), [("2", "2"), (" 12. ", "12"), ("2a", ""), ("123", ""), ("²", ""), ("٢", "")]
)
def test_a_short_number_is_read_and_no_other_text(text: str, typed: str) -> None:
    assert read({"message": message(text=text)}) == Sent(SOURCE, typed, quiet=False)


def test_a_change_and_a_service_message_need_no_answer() -> None:
    assert read({"edited_message": message(text="/start")}) == Sent(SOURCE, "", quiet=True)
    bot = {**ANN, "is_bot": True}
    assert read({"message": message(**{"from": bot}, text="2")}) == Sent(SOURCE, "", quiet=True)


def test_a_press_tells_who_where_and_what() -> None:
    query = {"id": "7", "from": ANN, "data": "x", "message": message(), "chat_instance": "1"}
    assert read({"callback_query": query}) == Pressed(SOURCE, "7", "x")


def test_a_topic_is_told_only_where_there_are_topics() -> None:
    group = {"id": -1, "type": "supergroup"}
    inside = message(chat=group, text="/start", is_topic_message=True, message_thread_id=7)
    outside = message(chat=group, text="/start", message_thread_id=7)
    found = [read({"message": one}) for one in (inside, outside)]
    assert [one.thread for one in found if isinstance(one, Commanded)] == [7, None]
    assert read({"message": message(chat=group, text="2")}) is None


def test_in_whose_name_a_command_is_typed_is_told() -> None:
    group = {"id": -1, "type": "supergroup"}
    hidden = read({"message": message(chat=group, text="/start", sender_chat=group)})
    assert isinstance(hidden, Commanded)
    assert hidden.behind == -1


def test_a_group_that_the_bot_is_out_of_or_that_moves_is_told() -> None:
    group = {"id": -1, "type": "group"}
    body = {"chat": group, "from": ANN, "date": 99}
    found = [
        read({"my_chat_member": {**body, "new_chat_member": {"status": status}}})
        for status in ("left", "kicked", "member")
    ]
    assert found == [Left(Source(-1, 0, 99, private=False, person=1001, locale="nl"))] * 2 + [None]
    assert read({"my_chat_member": {**body, "chat": PRIVATE, "new_chat_member": {"status": "kicked"}}}) is None
    moved = read({"message": message(chat=group, migrate_to_chat_id=-1005)})
    assert moved == Migrated(Source(-1, 5, 99, private=False, person=1001, locale="nl"), -1005)


@given(
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "x"]), JSON | PARTS, JSON | PARTS
)
def test_reading_never_fails(kind: str, inside: object, deeper: object) -> None:
    if isinstance(inside, dict) and kind == "callback_query":
        inside = {**inside, "message": deeper}
    for update in (inside, {kind: inside}, {"update_id": inside, kind: deeper}):
        read(update)
        number(update)


def laid_out(*buttons: tuple[str, str], outcome: Outcome | None = None) -> list[list[str]]:
    screen = Screen("x", tuple(Button(key, label, f"p{key}") for key, label in buttons), outcome)
    return [[label for label, _ in row] for row in write(screen).rows]


def test_each_answer_has_a_row_and_so_has_the_button_that_stops() -> None:
    answers = (("1", "Ja"), ("2", "Nee"))
    others = (("u", "Uitleg"), ("h", "Hulp"), ("v", "Vorige"), ("n", "Nakijken"), ("l", "Een knop met veel letters"))
    assert laid_out(*answers, *others, ("s", "Stop")) == [
        ["1. Ja"],
        ["2. Nee"],
        ["Uitleg", "Hulp", "Vorige"],
        ["Nakijken"],
        ["Een knop met veel letters"],
        ["Stop"],
    ]


def test_what_cannot_be_typed_shows_no_number() -> None:
    starts = (("1", "Start: Een"), ("2", "Start: Twee"))
    assert laid_out(*starts, outcome=Outcome.EXPIRED) == [["Start: Een"], ["Start: Twee"]]


def test_a_number_finds_its_button_again() -> None:
    post = write(Screen("x", tuple(Button(str(key), "Ja", f"p{key}") for key in range(1, 12))))
    found = tuple(button for row in post.rows for button in row)
    assert [numbered(found, typed) for typed in ("1", "01", "11", "12", "0")] == ["p1", "p1", "p11", None, None]
