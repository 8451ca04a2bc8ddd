"""The parser of the command line. What a command needs is imported when it runs, and not before."""

import argparse
import sys
from collections.abc import Callable, Sequence

from adapters.channels.registry import descriptors
from adapters.cli import help_text, runs
from adapters.cli.strict_parser import Commands, StrictParser

PROGRAM = "groomingcheck"
_Run = Callable[[argparse.Namespace], int]


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the arguments, or the process's own if none are given. Exits by itself for --help and --version.

    Returns:
        The parsed arguments; their `run` runs the command, and is passed all of them.

    Raises:
        BadInputError: An argument is none that there is, or doesn't go with the others.
    """
    given = sys.argv[1:] if arguments is None else arguments
    reader = parser()
    reader.check(given)
    found, more = reader.parse_known_args(
        given, argparse.Namespace(run=runs.begin, command=None, locale=None, check=None, validate=False)
    )
    if more:
        reader.commands.get(found.command, reader).error("too many arguments")  # one of them may be a password
    for option in ("locale", "check"):
        if getattr(found, option) is not None:
            reader.check_option(f"--{option}", found.command or "")
    return found


class _Version(argparse.Action):
    """Prints the version. argparse's own action would ask for the commit before anybody wants to know it."""

    def __call__(self, reader: argparse.ArgumentParser, *_: object) -> None:
        from adapters.runtime import release

        sys.stdout.write(f"{PROGRAM} {release.version()} (commit {release.commit() or 'not known'})\n")
        reader.exit()


def parser() -> StrictParser:
    """Return the parser, with its help."""
    reader = StrictParser(PROGRAM, description=help_text.ABOUT, epilog=help_text.settings())
    reader.add_argument("--version", action=_Version, nargs=0, help="say which version, and which commit, this is")
    _add_locale(reader)
    _add_check(reader)
    commands = reader.add_commands()
    serve = _add(commands, "serve", "run checks on the chat platforms", help_text.SERVE, runs.serve)
    talk = _add(commands, "talk", "run the check in this terminal", help_text.TALK, runs.talk)
    review = _add(commands, "review", "report every fault of the texts at once", help_text.REVIEW, runs.review)
    preview = _add(commands, "preview", "show every screen in a browser", help_text.PREVIEW, runs.preview)
    export = _add(commands, "export", "print a whole check on paper, to approve it", help_text.EXPORT, runs.export)
    poster = _add(commands, "poster", "print a poster with a code to scan", help_text.POSTER, runs.poster)
    new = _add(commands, "new", "write a check of your own, to be changed", help_text.NEW, runs.new)
    reminders = _add(commands, "reminders", "list all reminders", help_text.REMINDERS, runs.reminders)
    audit = _add(commands, "audit", "test whether anything of a conversation stays", help_text.AUDIT, runs.audit)
    privacy = _add(commands, "privacy", "say what is stored, or erase it", help_text.privacy(), runs.privacy)
    _add(commands, "backup", "write a backup of the reminders", help_text.BACKUP, runs.backup)
    move = _add(commands, "move", "move everything to another database", help_text.MOVE, runs.move)
    _add(commands, "downgrade", "let the version before use the database", help_text.DOWNGRADE, runs.downgrade)
    manifest = _add(
        commands, "manifest", "print the manifest of the bot for a platform", help_text.MANIFEST, runs.manifest
    )
    doctor = _add(commands, "doctor", "check the bot and each chat platform", help_text.DOCTOR, runs.doctor)
    for command in (talk, review, preview, new, export, poster, reminders, audit, privacy, manifest):
        _add_locale(command)
    _add_check(talk)
    _add_check(preview, "which check to begin with, on or off (default: the first one that is on)")
    _add_check(export, "which check to print, on or off (default: the first one that is on)")
    preview.add_argument("--port", type=int, default=0, help="serve on this port (default: one that is free)")
    serve.add_argument("--validate", action="store_true", help="only check the settings and the texts")
    review.add_argument("--accept", action="store_true", help="record what the texts that are replaced were shipped as")
    poster.add_argument("--output", metavar="FILE", help="write it to this file (default: to the output)")
    new.add_argument("name", metavar="NAME", nargs="*", help="what it is called: a to z, 0 to 9 and _, like my_check")
    _add_forms(reminders)
    audit.add_argument("--html", action="store_true", help="as a page that prints well")
    privacy.add_argument("--erase", metavar="CHANNEL:ID", help="erase all of this channel, chat or person")
    _add_addresses(move, manifest, doctor)
    return reader


def _add_addresses(move: StrictParser, manifest: StrictParser, doctor: StrictParser) -> None:
    move.add_argument(
        "address", metavar="DATABASE_ADDRESS", help="like GROOMINGCHECK_DATABASE_URL; - reads it from the input"
    )
    manifest.add_argument("channel", choices=[one.name for one in descriptors() if one.manifest])
    manifest.add_argument(
        "--url", metavar="URL", help="public https address of the bot (default: the bot connects by itself)"
    )
    manifest.add_argument("--json", action="store_true", help="as plain JSON, without the reasons")
    doctor.add_argument("--url", metavar="URL", help="public https address of the bot, to be checked as well")


def _add(commands: Commands, name: str, summary: str, description: str, run: _Run) -> StrictParser:
    """Add a command. `summary`: a few words for the list of commands."""
    command = commands.add_parser(name, help=summary, description=description)
    command.set_defaults(run=run)
    return command


def _add_forms(parser: argparse.ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    told = {"json": "as JSON", "csv": "as CSV, a row for each place", "ics": "as a file for a calendar"}
    for form, summary in told.items():
        forms.add_argument(f"--{form}", action="store_const", const=form, dest="form", help=summary)


def _add_locale(parser: argparse.ArgumentParser) -> None:
    summary = "language (default: GROOMINGCHECK_LOCALE)"
    # If not given, it leaves the value alone that was given before the command.
    parser.add_argument("--locale", metavar="nl|en", help=summary, default=argparse.SUPPRESS)


def _add_check(
    parser: argparse.ArgumentParser,
    summary: str = "which check to run, on or off (default: it asks, if several are on)",
) -> None:
    parser.add_argument("--check", metavar="ID", help=summary, default=argparse.SUPPRESS)
