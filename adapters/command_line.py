"""What the program can be asked on its command line. Each command's parts are imported when it runs."""

import argparse
import os
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import TypeAlias

from adapters import usage
from adapters.commands import BadInputError

PROGRAM = "groomingcheck"
_LAYOUT = argparse.RawDescriptionHelpFormatter
_Run = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def _begin(arguments: argparse.Namespace) -> int:
    """Serve where a chat platform is configured, and talk here where none is, or where it is asked how to talk."""
    from adapters.commands.setup import configured

    talking = arguments.check or arguments.locale or not (configured().slack or configured().telegram)
    return _talk(arguments) if talking else _serve(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from adapters import memory
    from adapters.commands.setup import configured

    memory.dump_no_core()
    memory.start_anew(["serve"], arguments.given, overwriting=configured().overwriting)
    from adapters.commands import serve

    return serve.run()


def _talk(arguments: argparse.Namespace) -> int:
    from adapters.commands import talk

    return talk.run(arguments.check, arguments.locale)


def _review(arguments: argparse.Namespace) -> int:
    from adapters.commands import review

    return review.run(arguments.locale)


def _reminders(arguments: argparse.Namespace) -> int:
    from adapters.commands import reminders

    return reminders.run(arguments.locale, as_json=arguments.json)


def _audit(arguments: argparse.Namespace) -> int:
    from adapters.commands import audit

    return audit.run(arguments.locale, as_html=arguments.html)


def _privacy(arguments: argparse.Namespace) -> int:
    from adapters.commands import privacy

    return privacy.run(arguments.locale, arguments.erase)


def _backup(_arguments: argparse.Namespace) -> int:
    from adapters.commands import backup

    return backup.run()


def _manifest(arguments: argparse.Namespace) -> int:
    from adapters.commands import manifest

    return manifest.run(arguments.locale, arguments.url)


def _doctor(arguments: argparse.Namespace) -> int:
    from adapters.commands import doctor

    return doctor.run(arguments.url)


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; `run` of what it gives runs the command. Raises `BadInputError`, and exits for --help."""
    given = dict(os.environ)  # before settings are gathered into it, secrets from files among them
    found = parser().parse_args(arguments, argparse.Namespace(run=_begin, locale=None, check=None, given=given))
    if found.check and found.run not in {_begin, _talk}:
        msg = "--check: goes with talk only."
        raise BadInputError(msg)
    if found.locale and found.run in {_serve, _doctor, _backup}:
        msg = "--locale: doesn't go with serve, which talks to each person in theirs, nor with doctor or backup."
        raise BadInputError(msg)
    return found


def parser() -> argparse.ArgumentParser:
    """Give what reads the arguments, with its help."""
    reader = argparse.ArgumentParser(PROGRAM, description=usage.ABOUT, epilog=usage.SETTINGS, formatter_class=_LAYOUT)
    reader.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    _add_locale(reader)
    _add_check(reader)
    commands = reader.add_subparsers(title="commands", metavar="command")
    _add(commands, "serve", "hold checks on the chat platforms", usage.SERVE, _serve)
    talk = _add(commands, "talk", "hold the check in this terminal", usage.TALK, _talk)
    review = _add(commands, "review", "report every fault of the texts at once", usage.REVIEW, _review)
    reminders = _add(commands, "reminders", "list the reminders there are", usage.REMINDERS, _reminders)
    audit = _add(commands, "audit", "prove that nothing of a conversation stays", usage.AUDIT, _audit)
    privacy = _add(commands, "privacy", "say what is held, or erase it", usage.PRIVACY, _privacy)
    _add(commands, "backup", "write a backup of the reminders", usage.BACKUP, _backup)
    manifest = _add(commands, "manifest", "print the manifest of an app for Slack", usage.MANIFEST, _manifest)
    doctor = _add(commands, "doctor", "look whether each chat platform works", usage.DOCTOR, _doctor)
    for command in (talk, review, reminders, audit, privacy, manifest):
        _add_locale(command)
    _add_check(talk)
    reminders.add_argument("--json", action="store_true", help="as JSON")
    audit.add_argument("--html", action="store_true", help="as a page that prints well")
    privacy.add_argument("--erase", metavar="CHANNEL:ID", help="erase all of this channel, chat or person")
    manifest.add_argument("platform", choices=["slack"])
    manifest.add_argument("--url", metavar="URL", help="public https address of the bot (default: Socket Mode)")
    doctor.add_argument("--url", metavar="URL", help="public https address that leads to the bot, to look at as well")
    return reader


def _add(commands: _Commands, name: str, told: str, description: str, run: _Run) -> argparse.ArgumentParser:
    """Add a command. `told`: a few words for the list of all."""
    command = commands.add_parser(name, help=told, description=description, formatter_class=_LAYOUT)
    command.set_defaults(run=run)
    return command


def _add_locale(parser: argparse.ArgumentParser) -> None:
    told = "language (default: GROOMINGCHECK_LOCALE)"
    # Not given, it leaves alone what stands before the command.
    parser.add_argument("--locale", metavar="nl|en", help=told, default=argparse.SUPPRESS)


def _add_check(parser: argparse.ArgumentParser) -> None:
    told = "which check to talk through (default: the first one there is)"
    parser.add_argument("--check", metavar="ID", help=told, default=argparse.SUPPRESS)
