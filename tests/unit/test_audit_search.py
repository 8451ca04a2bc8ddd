"""What an audit searches: every form of a word, the memory that changed, and files."""

import ctypes
import os
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from adapters.privacy.audit.canaries import Canaries, CanaryKind, forms
from adapters.privacy.audit.memory_snapshot import PAGE, changed, snapshot
from adapters.privacy.audit.search import files, search_memory

NUMBER = 2**51 + 12345


def held_as(number: int) -> bytes:
    """Return the digits of an int as this interpreter stores them, after the header of every object."""
    return ctypes.string_at(id(number), sys.getsizeof(number))[int.__basicsize__ :]


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("Jan’s", CanaryKind.NAME, "Jan’s".encode()),
        ("Jan’s", CanaryKind.NAME, "Jan’s".encode("utf-16-le")),
        ("Jan’s", CanaryKind.NAME, "Jan’s".encode("utf-32-le")),
        ("Jan’s", CanaryKind.NAME, rb"Jan\u2019s"),
        ("één", CanaryKind.LINE, "één".encode("latin-1")),
        ("Jan & co", CanaryKind.TYPED, b"Jan+%26+co"),
        ("Jan & co", CanaryKind.TYPED, b"Jan%20%26%20co"),
        ("Jan & co", CanaryKind.TYPED, b"Jan &amp; co"),
        (str(NUMBER), CanaryKind.NUMBER, NUMBER.to_bytes(8, "little")),
        (str(NUMBER), CanaryKind.NUMBER, NUMBER.to_bytes(8, "big")),
        (str(NUMBER), CanaryKind.NUMBER, held_as(NUMBER)),
        ("2001:db8::7f", CanaryKind.NUMBER, bytes.fromhex("20010db800000000000000000000007f")),
        (f"C{urlsafe_b64encode(bytes(range(30))).decode()}", CanaryKind.BUTTON, bytes(range(30))),
    ],
)
def test_a_word_is_searched_for_in_every_form(word: str, kind: CanaryKind, form: bytes) -> None:
    assert form in forms(word, kind)


def test_of_memory_only_what_changed_is_searched() -> None:
    before = {(0, "heap"): b"a" * PAGE + b"b" * PAGE + b"c" * PAGE}
    after = {(0, "heap"): b"v" * PAGE + b"b" * PAGE + b"w" * PAGE + b"x" * PAGE, (9, "new"): b"y"}
    assert list(changed(before, after)) == [("heap", b"v" * PAGE), ("heap", b"w" * PAGE + b"x" * PAGE), ("new", b"y")]


def test_a_line_of_the_program_s_own_texts_is_no_finding() -> None:
    canaries = Canaries(
        {"Vraag 3 van 9": CanaryKind.LINE, "Ik twijfel, zei Jan": CanaryKind.LINE, "Vraag": CanaryKind.NAME}
    )
    before = {(0, "heap"): b"Vraag 3 van 9"}
    after = {(0, "heap"): b"Vraag 3 van 9 Ik twijfel, zei Jan Vraag 3 van 9"}
    found = search_memory(before, after, canaries).leaks
    assert {(leak.kind, leak.count) for leak in found} == {(CanaryKind.LINE, 1), (CanaryKind.NAME, 2)}


def test_memory_that_is_not_shown_is_not_searched() -> None:
    assert snapshot(2**22 + 1) is None
    assert search_memory(None, {}, Canaries()).amount is None


def test_files_are_those_in_the_folder_and_those_that_are_open(tmp_path: Path) -> None:
    inside, apart, outside, deleted = (
        tmp_path / "in" / "a",
        tmp_path / "in" / "log",
        tmp_path / "out",
        tmp_path / "gone",
    )
    inside.parent.mkdir()
    for path in (inside, apart, outside, deleted):
        path.write_text(path.name)
    with outside.open("a"), deleted.open("r+"):
        deleted.unlink()
        found = dict(files(inside.parent, os.getpid(), [apart]))
    assert found[str(inside)] == b"a"
    assert str(apart) not in found
    if Path("/proc/self/fd").is_dir():
        assert found[str(outside)] == b"out"
        assert found[f"{deleted} (deleted)"] == b"gone"
