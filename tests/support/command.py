"""Runs commands of the program in this process: starting a process for each would take most of the tests' time."""

import io
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import structlog

from adapters.__main__ import main
from tests.support.keyboard import ROOT

Done = subprocess.CompletedProcess[bytes]


def run(typed: str | bytes, *arguments: str, **environment: str) -> Done:
    """Run a command, as `keyboard.piped` does in a process of its own.

    Args:
        typed: What the command reads.
        arguments: The command and its arguments.
        environment: Every variable that is set, except PATH.
    """
    return run_in(ROOT, typed, *arguments, **environment)


def run_in(folder: Path, typed: str | bytes, *arguments: str, **environment: str) -> Done:
    """Run a command in this folder, as `run` does."""
    given = typed if isinstance(typed, bytes) else typed.encode()
    with surroundings(folder, environment), _streams(given) as (out, err):
        status = _status(arguments)
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


@contextmanager
def surroundings(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Make this process look as if started in this folder, with these variables and PATH, until the block ends."""
    with ExitStack() as stack:
        for change in (_place(folder, environment), _signals(), _logging()):
            stack.enter_context(change)
        yield


def _status(arguments: tuple[str, ...]) -> int:
    try:
        return main(arguments)
    except SystemExit as left:  # raised by argparse after its help, and after a usage error
        return int(left.code or 0)


@contextmanager
def _streams(given: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    before, out, err = sys.stdin, io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8")
    written = [io.TextIOWrapper(one, "utf-8", write_through=True) for one in (out, err)]
    try:
        with redirect_stdout(written[0]), redirect_stderr(written[1]):
            yield out, err
    finally:
        sys.stdin = before
        for one in written:
            one.detach()  # else its buffer would be closed with it


@contextmanager
def _place(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    before, here = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update({"PATH": before["PATH"], **environment})
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGTERM) is not before:  # in the main thread, as no other thread can
            signal.signal(signal.SIGTERM, before)


@contextmanager
def _logging() -> Iterator[None]:
    root, hook, configured = logging.getLogger(), sys.excepthook, structlog.get_config()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        structlog.configure(**configured)
        logging.captureWarnings(capture=False)
        root.handlers[:], root.level, sys.excepthook = handlers, level, hook
