"""What the program can be asked on its command line. Each command's parts are imported when it runs."""

import argparse
import os
from collections.abc import Sequence
from importlib.metadata import version

from adapters import usage
from adapters.commands import BadInputError

PROGRAM = "groomingcheck"


def _begin(arguments: argparse.Namespace) -> int:
    """Serve where a chat platform is configured, and talk here where none is, or where it is asked how to talk."""
    from adapters.commands.setup import configured

    talking = arguments.check or arguments.locale or not (configured().slack or configured().telegram)
    return _talk(arguments) if talking else _serve(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from adapters import memory
    from adapters.commands.setup import configured

    memory.dump_no_core()
    if configured().overwriting:
        memory.start_anew(["serve"], arguments.given)
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
    layout = argparse.RawDescriptionHelpFormatter
    reader = argparse.ArgumentParser(PROGRAM, description=usage.ABOUT, epilog=usage.SETTINGS, formatter_class=layout)
    reader.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    _add_locale(reader)
    _add_check(reader)
    commands = reader.add_subparsers(title="commands", metavar="command")
    serve = commands.add_parser(
        "serve", help="hold checks on the chat platforms", description=usage.SERVE, formatter_class=layout
    )
    serve.set_defaults(run=_serve)
    talk = commands.add_parser(
        "talk", help="hold the check in this terminal", description=usage.TALK, formatter_class=layout
    )
    _add_locale(talk)
    _add_check(talk)
    talk.set_defaults(run=_talk)
    review = commands.add_parser(
        "review", help="report every fault of the texts at once", description=usage.REVIEW, formatter_class=layout
    )
    _add_locale(review)
    review.set_defaults(run=_review)
    _add_platforms(commands)
    return reader


def _add_platforms(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    layout = argparse.RawDescriptionHelpFormatter
    reminders = commands.add_parser(
        "reminders", help="list the reminders there are", description=usage.REMINDERS, formatter_class=layout
    )
    reminders.add_argument("--json", action="store_true", help="as JSON")
    _add_locale(reminders)
    reminders.set_defaults(run=_reminders)
    audit = commands.add_parser(
        "audit", help="prove that nothing of a conversation stays", description=usage.AUDIT, formatter_class=layout
    )
    audit.add_argument("--html", action="store_true", help="as a page that prints well")
    _add_locale(audit)
    audit.set_defaults(run=_audit)
    privacy = commands.add_parser(
        "privacy", help="say what is held, or erase it", description=usage.PRIVACY, formatter_class=layout
    )
    privacy.add_argument("--erase", metavar="CHANNEL:ID", help="erase all of this channel, chat or person")
    _add_locale(privacy)
    privacy.set_defaults(run=_privacy)
    backup = commands.add_parser(
        "backup", help="write a backup of the reminders", description=usage.BACKUP, formatter_class=layout
    )
    backup.set_defaults(run=_backup)
    told = "public https address that leads to the bot (default: Socket Mode)"
    manifest = commands.add_parser(
        "manifest", help="print the manifest of an app for Slack", description=usage.MANIFEST, formatter_class=layout
    )
    manifest.add_argument("platform", choices=["slack"])
    manifest.add_argument("--url", metavar="URL", help=told)
    _add_locale(manifest)
    manifest.set_defaults(run=_manifest)
    doctor = commands.add_parser(
        "doctor", help="look whether each chat platform works", description=usage.DOCTOR, formatter_class=layout
    )
    doctor.add_argument("--url", metavar="URL", help="public https address that leads to the bot, to look at as well")
    doctor.set_defaults(run=_doctor)


def _add_locale(parser: argparse.ArgumentParser) -> None:
    told = "language (default: GROOMINGCHECK_LOCALE)"
    # Not given, it leaves alone what stands before the command.
    parser.add_argument("--locale", metavar="nl|en", help=told, default=argparse.SUPPRESS)


def _add_check(parser: argparse.ArgumentParser) -> None:
    told = "which check to talk through (default: the first one there is)"
    parser.add_argument("--check", metavar="ID", help=told, default=argparse.SUPPRESS)
