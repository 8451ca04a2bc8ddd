"""The program: a command is run, and however that ends, it ends with a status and at most one line."""

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from adapters.command_line import PROGRAM, parsed
from adapters.commands import BadInputError

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or the process's own, and give its exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that the output doesn't know is a question mark, no crash
    status: int = 0
    try:
        asked = parsed(arguments)
        status = asked.run(asked)
        if sys.stdout:
            sys.stdout.flush()  # what can't be written shows here, and not after the program has ended
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


if __name__ == "__main__":
    sys.exit(main())
