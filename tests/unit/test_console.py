"""The console: what is typed arrives completely and in time; what is written fits, and is wiped where possible."""

import os
import pty
import termios
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TextIO

import pytest

from adapters.terminal.console import Console


def test_a_narrow_window_is_filled_to_its_width() -> None:
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 20))
    with open(follower, "w") as sink:  # noqa: PTH123
        Console(StringIO(), sink, {"TERM": "dumb"}).show("• <b>een twee</b> drie vier vijf zes zeven")
        assert os.read(leader, 999).decode().split("\r\n") == ["• een twee drie vier", "  vijf zes zeven", "", ""]
    os.close(leader)


def test_a_window_without_a_keyboard_is_not_wiped() -> None:
    leader, follower = pty.openpty()
    with open(follower, "w") as sink:  # noqa: PTH123
        window = Console(StringIO("b\n"), sink, {"TERM": "xterm"})
        window.wipe()
        window.show("<b>een</b>")
        assert os.read(leader, 999) == b"\x1b[1meen\x1b[22m\r\n\r\n"
    os.close(leader)


def test_a_link_shows_where_it_leads_and_characters_stand_for_themselves() -> None:
    sink = StringIO()
    Console(StringIO(), sink, {}).show('<a href="https://www.politie.nl">De politie</a> &amp; 3 &lt; 5')
    assert sink.getvalue() == "De politie (https://www.politie.nl) & 3 < 5\n\n"


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO, TextIO]]:
    """A terminal: the person's side, then the program's source and sink."""
    leader, follower = pty.openpty()
    with open(follower, closefd=False) as source, open(follower, "w") as sink:  # noqa: PTH123
        yield leader, source, sink
    os.close(leader)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (b"1\n2\n", ["1\n", "2\n"]),
        (b"1\x042\n", ["12\n"]),
        (b"1\x04\x04", ["1"]),
        (b"\xc3\x04\xa9\n", ["é\n"]),
        (b"\xc3\n", ["\ufffd\n"]),
        (b"\x042\n", [None, "2\n"]),
    ],
)
def test_lines_come_whole(terminal: tuple[int, TextIO, TextIO], typed: bytes, lines: list[str | None]) -> None:
    leader, source, sink = terminal
    window = Console(source, sink, {"TERM": "xterm"})
    os.write(leader, typed)
    assert [window.read(20) for _ in lines] == lines


def test_what_came_at_once_is_still_line_by_line(terminal: tuple[int, TextIO, TextIO]) -> None:
    """A terminal without line buffering can pass on more than one line at once."""
    leader, source, sink = terminal
    mode = termios.tcgetattr(source)
    mode[3] &= ~termios.ICANON
    termios.tcsetattr(source, termios.TCSANOW, mode)
    window = Console(source, sink, {"TERM": "xterm"})
    os.write(leader, b"1\n2\n3")
    assert [window.read(20), window.read(20)] == ["1\n", "2\n"]
    with pytest.raises(TimeoutError):
        window.read(0)
    os.write(leader, b"4\n")
    assert window.read(20) == "4\n"


@pytest.mark.parametrize("environment", [{}, {"TERM": ""}, {"TERM": "dumb"}])
def test_a_terminal_of_unknown_kind_gets_plain_text(
    terminal: tuple[int, TextIO, TextIO], environment: Mapping[str, str]
) -> None:
    leader, source, sink = terminal
    window = Console(source, sink, environment)
    window.wipe()
    window.show("<b>een</b>")
    assert os.read(leader, 999) == b"een\r\n\r\n"
    assert window.keyboard
    assert not window.erasable
