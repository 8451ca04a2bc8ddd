"""The command line. Each command's parts are imported when it runs, so that help comes at once."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from adapters.commands import BadInputError

PROGRAM = "groomingcheck"
BAD_INPUT = 2
"""Exit status after input that can't be used; what is wrong stands on the error output, a line each."""
UNREADABLE = 74
"""Exit status when something can't be read or written (EX_IOERR of sysexits.h)."""
BROKEN = 70
"""Exit status after a fault of the program itself (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Exit status after Ctrl-C outside a conversation."""

_ROOT = Path(__file__).parents[1]
_PACKAGES = {"adapters", "bot", "messages"}

_ABOUT = """\
Nine check questions for support workers who wonder whether a client is being groomed online.
Without a command it holds the check here, in the terminal. Nothing of a conversation is kept."""

_SETTINGS = """\
settings, from the environment (an empty one counts as not set):
  GROOMINGCHECK_LOCALE         language of the conversation: nl or en (default nl)
  GROOMINGCHECK_MELDPUNT       the organisation's own reporting point, shown wherever it is meant
  GROOMINGCHECK_MESSAGES       a folder laid over the shipped texts, file by file
  GROOMINGCHECK_CONCEPT_CARDS  off hides cards that no behavioural expert has approved (default on)
  GROOMINGCHECK_IDLE_MINUTES   after so many minutes a check can't go on (default 15)
  GROOMINGCHECK_SECRET         secrets of at least 32 bytes, separated by commas; the first seals,
                               all open (default: a random one for each process)"""

_TALK = """\
Hold a check in this terminal, from the first question to the advice.
Type the number or the letter that stands before an answer. It reads from a pipe as well."""

_REVIEW = """\
Report every fault of the texts at once: missing ones, long sentences, hard words, texts that don't
fit on a phone, help numbers that nobody has looked up for a year. Exit status 0 without faults, 1 with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or the process's own, and give its exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that the output doesn't know is a question mark, no crash
    try:
        parsed = _parsed(arguments)
        status: int = parsed.run(parsed)
        if sys.stdout:
            sys.stdout.flush()  # what can't be written shows here, and not after the program has ended
    except BadInputError as error:
        _tell(*error.lines)
        return BAD_INPUT
    except BrokenPipeError:
        _drop(sys.stdout)
        return 0
    except OSError as error:
        _drop(sys.stdout)
        _tell(f"can't read or write ({error.strerror}).")
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person, and none of its values either
        _tell(f"a fault of the program itself ({type(error).__name__} in {_place(error)}). Nothing was kept.")
        return BROKEN
    return status


def _tell(*lines: str) -> None:
    try:
        for line in lines if sys.stderr else ():
            sys.stderr.write(f"{PROGRAM}: {line}\n")
    except OSError:
        _drop(sys.stderr)  # where the error output fails as well, the exit status tells


def _place(error: Exception) -> str:
    """Give the last place of our own that it went through: behind it are a library's, which nobody here can mend."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in frames if path.is_relative_to(_ROOT)]
    path, line = next((path, line) for path, line in reversed(ours) if path.parts[0] in _PACKAGES)
    return f"{path.as_posix()}, line {line}"


def _drop(stream: TextIO | None) -> None:
    if stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # so that what is left of it fails no more


def _talk(arguments: argparse.Namespace) -> int:
    from adapters.commands import talk

    return talk.run(arguments.check, arguments.locale)


def _review(arguments: argparse.Namespace) -> int:
    from adapters.commands import review

    if not sys.stdout:
        msg = "the report needs an output, and it is closed."
        raise BadInputError(msg)
    return review.run(arguments.locale)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parsed = _parser().parse_args(arguments, argparse.Namespace(run=_talk, locale=None, check=None))
    if parsed.check and parsed.run is not _talk:
        msg = "--check: goes with talk only."
        raise BadInputError(msg)
    return parsed


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(PROGRAM, description=_ABOUT, epilog=_SETTINGS, formatter_class=layout)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    _add_locale(parser)
    _add_check(parser)
    commands = parser.add_subparsers(title="commands", metavar="command")
    talk = commands.add_parser(
        "talk", help="hold the check in this terminal", description=_TALK, formatter_class=layout
    )
    _add_locale(talk)
    _add_check(talk)
    talk.set_defaults(run=_talk)
    review = commands.add_parser(
        "review", help="report every fault of the texts at once", description=_REVIEW, formatter_class=layout
    )
    _add_locale(review)
    review.set_defaults(run=_review)
    return parser


def _add_locale(parser: argparse.ArgumentParser) -> None:
    told = "language (default: GROOMINGCHECK_LOCALE)"
    # Not given, it leaves alone what stands before the command.
    parser.add_argument("--locale", metavar="nl|en", help=told, default=argparse.SUPPRESS)


def _add_check(parser: argparse.ArgumentParser) -> None:
    told = "which check to talk through (default: the first one there is)"
    parser.add_argument("--check", metavar="ID", help=told, default=argparse.SUPPRESS)


if __name__ == "__main__":
    sys.exit(main())
