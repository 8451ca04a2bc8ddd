"""The file `.env`: what is understood counts, and nothing else is passed over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.config.dotenv_file import SPREAD, UNCLEAR, read


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(".env")


@pytest.mark.parametrize(
    "text",
    [
        "A=1\nB=2 # c\n",
        "\ufeffA=1\r\n\r\nB=2",
        "# a comment with a \" in it\nexport A=1\n  B = '2'  # c\n",
        'A="1"\nB="2"\n\n  \n',
    ],
)
def test_every_usual_way_of_writing_is_understood(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    assert read(file) == ({"A": "1", "B": "2"}, {})


def test_there_need_be_no_file(file: Path) -> None:
    assert read(file) == ({}, {})


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (b'A=1\nB="x\nC=3\n', 2, UNCLEAR),
        (b"A=1\n\n\nB='x\n", 4, UNCLEAR),
        (b'A="x\nB=2\nC="y"\n', 1, UNCLEAR),
        (b'A="x\nB=2\nC="\n', 1, SPREAD),
        (b'A="x" y\n', 1, UNCLEAR),
        (b"# c\nA\n", 2, UNCLEAR),
        (b"A: 1\n", 1, UNCLEAR),
        (b"A-B=1\n", 1, UNCLEAR),
        (b"=1\n", 1, UNCLEAR),
        (b"<<<<<<< HEAD\nA=1\n", 1, UNCLEAR),
        (b"A=1\nB=2\nA=1\n", 3, "A is also set on line 1."),
        (b"A=1\nB=\xff\n", 2, "Must be text in UTF-8."),
    ],
)
def test_a_line_that_is_not_understood_is_told_by_its_number(file: Path, text: bytes, line: int, fault: str) -> None:
    file.write_bytes(text)
    assert read(file)[1] == {f".env, line {line}": fault}


def lead_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def lead_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lead_nowhere, lead_to_a_pipe])
def test_what_is_no_file_that_can_be_read_is_told(file: Path, make: Callable[[Path], None]) -> None:
    make(file)
    assert read(file) == ({}, {".env": "Must be a readable file."})
