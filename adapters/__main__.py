"""The command line. Each command's parts are imported when it runs, so that help comes at once."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

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

_ABOUT = """\
Nine check questions for support workers who wonder whether a client is being groomed online.
Without a command it holds the check here, in the terminal; or, where a chat platform is configured,
there. Nothing of a conversation is kept."""

_SETTINGS = """\
settings, from the environment (an empty one counts as not set):
  GROOMINGCHECK_LOCALE         language of the conversation: nl or en (default nl)
  GROOMINGCHECK_MELDPUNT       the organisation's own reporting point, shown wherever it is meant
  GROOMINGCHECK_MESSAGES       a folder laid over the shipped texts, file by file
  GROOMINGCHECK_CONCEPT_CARDS  off hides cards that no behavioural expert has approved (default on)
  GROOMINGCHECK_IDLE_MINUTES   after so many minutes a check can't go on (default 15)
  GROOMINGCHECK_SECRET         secrets of at least 32 bytes, separated by commas; the first seals,
                               all open (default: a random one for each process)
  GROOMINGCHECK_DATABASE_URL   sqlite:////path or postgresql://...: which messages are still to be wiped
                               (default: a SQLite file among your data)
  GROOMINGCHECK_HOST, GROOMINGCHECK_PORT
                               where health, figures and webhooks are served (default 127.0.0.1, 8080)
  GROOMINGCHECK_LOG_LEVEL      debug, info, warning or error (default info)
  TELEGRAM_BOT_TOKEN           as BotFather gives it; set, it serves Telegram
  TELEGRAM_API_URL             another Bot API server (default https://api.telegram.org)
  TELEGRAM_WEBHOOK_URL         public https address that leads to /telegram (default: long polling)
  TELEGRAM_WEBHOOK_SECRET      16 to 256 letters, digits, _ or -; needed with a webhook

They may stand in a file .env as well. NAME_FILE names a file that holds the value of NAME."""

_SERVE = """\
Hold checks on every chat platform that is configured, until SIGTERM or Ctrl-C. What was posted is wiped when a check
is over, and after a restart what should have been wiped meanwhile. Health stands at /healthz and /readyz, figures at
/metrics."""

_TALK = """\
Hold a check in this terminal, from the first question to the advice.
Type the number or the letter that stands before an answer. It reads from a pipe as well."""

_REVIEW = """\
Report every fault of the texts at once: missing ones, long sentences, hard words, texts that don't
fit on a phone, help numbers that nobody has looked up for a year. Exit status 0 without faults, 1 with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or the process's own, and give its exit status."""
    try:
        parsed = _parser().parse_args(arguments)
        status: int = parsed.run(parsed)
        sys.stdout.flush()  # what can't be written shows here, and not after the program has ended
    except BadInputError as error:
        for line in error.lines:
            sys.stderr.write(f"{PROGRAM}: {line}\n")
        return BAD_INPUT
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        sys.stderr.write(f"{PROGRAM}: can't read or write ({error.strerror}).\n")
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person, and none of its values either
        where = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{type(error).__name__} in {Path(where.filename).name}, line {where.lineno}"
        sys.stderr.write(f"{PROGRAM}: a fault of the program itself ({at}). Nothing was kept.\n")
        return BROKEN
    return status


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that what is left of it fails no more


def _begin(arguments: argparse.Namespace) -> int:
    """Serve where a chat platform is configured, and talk here where none is."""
    from adapters.commands.setup import configured

    return _serve(arguments) if configured().telegram else _talk(arguments)


def _serve(_arguments: argparse.Namespace) -> int:
    from adapters.commands import serve

    return serve.run()


def _talk(arguments: argparse.Namespace) -> int:
    from adapters.commands import talk

    return talk.run(arguments.check, arguments.locale)


def _review(arguments: argparse.Namespace) -> int:
    from adapters.commands import review

    return review.run(arguments.locale)


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(PROGRAM, description=_ABOUT, epilog=_SETTINGS, formatter_class=layout)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    parser.set_defaults(run=_begin, locale=None, check=None)
    commands = parser.add_subparsers(title="commands", metavar="")
    serve = commands.add_parser(
        "serve", help="hold checks on the chat platforms", description=_SERVE, formatter_class=layout
    )
    serve.set_defaults(run=_serve)
    talk = commands.add_parser(
        "talk", help="hold the check in this terminal", description=_TALK, formatter_class=layout
    )
    talk.add_argument("--locale", metavar="nl|en", help="language (default: GROOMINGCHECK_LOCALE)")
    talk.add_argument("--check", metavar="ID", help="which check (default: the first one there is)")
    talk.set_defaults(run=_talk)
    review = commands.add_parser(
        "review", help="report every fault of the texts at once", description=_REVIEW, formatter_class=layout
    )
    review.add_argument("--locale", metavar="nl|en", help="language of the report (default: GROOMINGCHECK_LOCALE)")
    review.set_defaults(run=_review)
    return parser


if __name__ == "__main__":
    sys.exit(main())
