"""The window: what is typed comes in whole and in time; what goes out fits, and is wiped where it can be."""

import os
import pty
import termios
from io import StringIO

from adapters.window import Window


def test_a_narrow_window_is_filled_to_its_width() -> None:
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 20))
    with open(follower, "w") as sink:  # noqa: PTH123
        Window(StringIO(), sink, {"TERM": "dumb"}).show("• <b>een twee</b> drie vier vijf zes zeven")
        assert os.read(leader, 999).decode().split("\r\n") == ["• een twee drie vier", "  vijf zes zeven", "", ""]
    os.close(leader)


def test_a_window_without_a_keyboard_is_not_wiped() -> None:
    leader, follower = pty.openpty()
    with open(follower, "w") as sink:  # noqa: PTH123
        window = Window(StringIO("b\n"), sink, {"TERM": "xterm"})
        window.wipe()
        window.show("<b>een</b>")
        assert os.read(leader, 999) == b"\x1b[1meen\x1b[0m\r\n\r\n"
    os.close(leader)


def test_a_link_shows_where_it_leads_and_characters_stand_for_themselves() -> None:
    sink = StringIO()
    Window(StringIO(), sink, {}).show('<a href="https://www.politie.nl">De politie</a> &amp; 3 &lt; 5')
    assert sink.getvalue() == "De politie (https://www.politie.nl) & 3 < 5\n\n"
