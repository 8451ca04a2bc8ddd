"""The parser of the command line. A command's own modules are imported only when it runs."""

import argparse
import sys
from collections.abc import Callable, Sequence

from adapters.channels.registry import descriptors
from adapters.cli import help_text, runs
from adapters.cli.strict_parser import Commands, StrictParser

PROGRAM = "groomingcheck"
_Run = Callable[[argparse.Namespace], int]


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse these arguments, or `sys.argv` if None. Prints and exits on --help and --version.

    Returns:
        The parsed arguments; call their `run` with them to run the command.

    Raises:
        BadInputError: An argument is unknown, or can't be combined with the others.
    """
    given = sys.argv[1:] if arguments is None else arguments
    reader = parser()
    reader.check(given)
    found, more = reader.parse_known_args(
        given, argparse.Namespace(run=runs.begin, command=None, locale=None, check=None, validate=False)
    )
    if more:
        reader.commands.get(found.command, reader).error("too many arguments")  # don't show them: one may be a password
    for option in ("locale", "check"):
        if getattr(found, option) is not None:
            reader.check_option(f"--{option}", found.command or "")
    return found


class _Version(argparse.Action):
    """Print the version. argparse's own action would run git for the commit at every start."""

    def __call__(self, reader: argparse.ArgumentParser, *_: object) -> None:
        from adapters.runtime import release

        sys.stdout.write(f"{PROGRAM} {release.version()} (commit {release.commit() or 'unknown'})\n")
        reader.exit()


def parser() -> StrictParser:
    """Return the parser of the whole command line."""
    reader = StrictParser(PROGRAM, description=help_text.ABOUT, epilog=help_text.settings())
    reader.add_argument("--version", action=_Version, nargs=0, help="print the version and the commit")
    _add_locale(reader)
    _add_check(reader)
    commands = reader.add_commands()
    serve = _add(commands, "serve", "run checks on the chat platforms and the web page", help_text.SERVE, runs.serve)
    talk = _add(commands, "talk", "run the check in this terminal", help_text.TALK, runs.talk)
    review = _add(commands, "review", "report everything that is wrong with the texts", help_text.REVIEW, runs.review)
    preview = _add(commands, "preview", "show every screen of a check in a browser", help_text.PREVIEW, runs.preview)
    export = _add(commands, "export", "print a whole check for approval", help_text.EXPORT, runs.export)
    poster = _add(commands, "poster", "print a poster with a QR code of the web page", help_text.POSTER, runs.poster)
    new = _add(commands, "new", "write a small check of your own to adapt", help_text.NEW, runs.new)
    reminders = _add(commands, "reminders", "list all reminders", help_text.REMINDERS, runs.reminders)
    audit = _add(commands, "audit", "test whether a conversation leaves any traces", help_text.AUDIT, runs.audit)
    privacy = _add(commands, "privacy", "report what is stored, or erase it", help_text.privacy(), runs.privacy)
    _add(commands, "backup", "write a backup of the reminders", help_text.BACKUP, runs.backup)
    move = _add(commands, "move", "move everything to another database", help_text.MOVE, runs.move)
    _add(commands, "downgrade", "prepare the database for the previous version", help_text.DOWNGRADE, runs.downgrade)
    manifest = _add(
        commands, "manifest", "print the manifest of the bot for a chat platform", help_text.MANIFEST, runs.manifest
    )
    doctor = _add(commands, "doctor", "check the bot and each chat platform", help_text.DOCTOR, runs.doctor)
    for command in (talk, review, preview, new, export, poster, reminders, audit, privacy, manifest):
        _add_locale(command)
    _add_check(talk)
    _add_check(preview, "which check to start with, enabled or not (default: the first enabled one)")
    _add_check(export, "which check to print, enabled or not (default: the first enabled one)")
    preview.add_argument("--port", type=int, default=0, help="serve on this port (default: any free port)")
    serve.add_argument("--validate", action="store_true", help="only validate the settings and the texts, then exit")
    review.add_argument("--accept", action="store_true", help="record the shipped versions of the texts you replace")
    poster.add_argument("--output", metavar="FILE", help="write to this file (default: standard output)")
    new.add_argument("name", metavar="NAME", nargs="*", help="its name: a to z, 0 to 9 and _, such as my_check")
    _add_forms(reminders)
    audit.add_argument("--html", action="store_true", help="as an HTML page for printing")
    privacy.add_argument("--erase", metavar="CHANNEL:ID", help="erase everything about this channel, chat or person")
    _add_addresses(move, manifest, doctor)
    return reader


def _add_addresses(move: StrictParser, manifest: StrictParser, doctor: StrictParser) -> None:
    move.add_argument(
        "address", metavar="DATABASE_ADDRESS", help="like GROOMINGCHECK_DATABASE_URL; - reads it from standard input"
    )
    manifest.add_argument("channel", choices=[one.name for one in descriptors() if one.manifest])
    manifest.add_argument(
        "--url", metavar="URL", help="public https URL of the bot (default: none, as the bot connects to the platform)"
    )
    manifest.add_argument("--json", action="store_true", help="as plain JSON, without the reasons")
    doctor.add_argument(
        "--url", metavar="URL", help="public https URL of the bot, to test whether platforms and browsers reach it"
    )


def _add(commands: Commands, name: str, summary: str, description: str, run: _Run) -> StrictParser:
    """Add a command. `summary`: its description in the list of commands."""
    command = commands.add_parser(name, help=summary, description=description)
    command.set_defaults(run=run)
    return command


def _add_forms(parser: argparse.ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    told = {"json": "as JSON", "csv": "as CSV, a row per place", "ics": "as a calendar file"}
    for form, summary in told.items():
        forms.add_argument(f"--{form}", action="store_const", const=form, dest="form", help=summary)


def _add_locale(parser: argparse.ArgumentParser) -> None:
    summary = "language (default: GROOMINGCHECK_LOCALE)"
    # SUPPRESS keeps the value of an option given before the command.
    parser.add_argument("--locale", metavar="nl|en", help=summary, default=argparse.SUPPRESS)


def _add_check(
    parser: argparse.ArgumentParser,
    summary: str = "which check to run, enabled or not (default: it asks if several are enabled)",
) -> None:
    parser.add_argument("--check", metavar="ID", help=summary, default=argparse.SUPPRESS)
