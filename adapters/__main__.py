"""The program: run a command, then exit with a status and, after an error, a message on standard error."""

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from adapters.cli.errors import BadInputError
from adapters.cli.parser import PROGRAM, parsed
from adapters.runtime import crash_dumps, memory

BAD_INPUT = 2
"""Exit status after invalid input; standard error has one line per problem."""
UNREADABLE = 74
"""Exit status when something can't be read or written (EX_IOERR of sysexits.h)."""
BROKEN = 70
"""Exit status after a bug in the program itself (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Exit status after Ctrl-C outside a conversation."""

_ROOT = Path(__file__).parents[1]
_PACKAGES = {"adapters", "bot", "messages"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or the process's own, and return its exit status."""
    crash_dumps.prevent()
    if sys.warnoptions:
        warnings.simplefilter("ignore")  # PYTHONWARNINGS=error would turn a library's warnings into errors
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a character that can't be encoded is written as a question mark
    status: int = 0
    try:
        if arguments is None:
            memory.restart_early(sys.argv[1:])
        asked = parsed(arguments)
        status = asked.run(asked)
        if sys.stdout:
            sys.stdout.flush()  # so that a failed write is raised here, not at interpreter exit
    except BadInputError as error:
        _tell(*error.lines)
        return BAD_INPUT
    except BrokenPipeError:
        _drop(sys.stdout)
        return status
    except OSError as error:
        _drop(sys.stdout)
        _tell(f"can't read or write ({error.strerror}).")
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - never show a traceback or the values in it
        _tell(f"internal error ({type(error).__name__} in {_place(error)}).")
        return BROKEN
    return status


def _tell(*lines: str) -> None:
    try:
        for line in lines if sys.stderr else ():
            sys.stderr.write(f"{PROGRAM}: {line}\n")
    except OSError:
        _drop(sys.stderr)  # standard error fails too: only the exit status can report it


def _place(error: Exception) -> str:
    """Return the file and line of the innermost frame in this project's code, ignoring frames of libraries."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in frames if path.is_relative_to(_ROOT)]
    path, line = next((path, line) for path, line in reversed(ours) if path.parts[0] in _PACKAGES)
    return f"{path.as_posix()}, line {line}"


def _drop(stream: TextIO | None) -> None:
    if stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # so that flushing at exit doesn't fail again


if __name__ == "__main__":
    sys.exit(main())
