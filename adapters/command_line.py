"""What the program can be asked on its command line. Each command's parts are imported when it runs."""

import argparse
from collections.abc import Sequence
from importlib.metadata import version

from adapters.commands import BadInputError

PROGRAM = "groomingcheck"

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
  GROOMINGCHECK_COORDINATORS   who may set up reminders, such as slack:U123,slack:S456,telegram:789;
                               S... is a user group on Slack (default: nobody)
  GROOMINGCHECK_TIMEZONE       of the reminders (default Europe/Amsterdam)
  GROOMINGCHECK_CATCH_UP_MINUTES
                               so late a reminder may come after a standstill (default 120)
  SLACK_BOT_TOKEN              starts with xoxb-; set, it serves Slack
  SLACK_APP_TOKEN              starts with xapp-; set, it connects to Slack itself (Socket Mode)
  SLACK_SIGNING_SECRET         of the app; needed without an app token, when Slack delivers over HTTP
  SLACK_API_URL                another Slack (default https://slack.com/api/)
  TELEGRAM_BOT_TOKEN           as BotFather gives it; set, it serves Telegram
  TELEGRAM_API_URL             another Bot API server (default https://api.telegram.org)
  TELEGRAM_WEBHOOK_URL         public https address that leads to /telegram (default: long polling)
  TELEGRAM_WEBHOOK_SECRET      16 to 256 letters, digits, _ or -; needed with a webhook
  TELEGRAM_ADMINISTRATORS      on: the administrators of a group set up its reminders as well (default off)

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

_REMINDERS = """\
List the reminders that coordinators have set up: where and when each comes, when next, and what became of it lately."""

_MANIFEST = """\
Print the manifest of an app for Slack, to paste under "From a manifest" (as YAML) at https://api.slack.com/apps:
its commands, its shortcut, its Home tab, and what it may do, with the reason for each."""

_DOCTOR = """\
Look at each chat platform that is configured as it is now: tokens, scopes, delivery, clock. One line for each thing,
with what to do where something is wrong. Exit status 0 when all is well, 1 otherwise."""


def _begin(arguments: argparse.Namespace) -> int:
    """Serve where a chat platform is configured, and talk here where none is, or where it is asked how to talk."""
    from adapters.commands.setup import configured

    talking = arguments.check or arguments.locale or not (configured().slack or configured().telegram)
    return _talk(arguments) if talking else _serve(arguments)


def _serve(_arguments: argparse.Namespace) -> int:
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


def _manifest(arguments: argparse.Namespace) -> int:
    from adapters.commands import manifest

    return manifest.run(arguments.locale, arguments.url)


def _doctor(arguments: argparse.Namespace) -> int:
    from adapters.commands import doctor

    return doctor.run(arguments.url)


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; `run` of what it gives runs the command. Raises `BadInputError`, and exits for --help."""
    found = parser().parse_args(arguments, argparse.Namespace(run=_begin, locale=None, check=None))
    if found.check and found.run not in {_begin, _talk}:
        msg = "--check: goes with talk only."
        raise BadInputError(msg)
    if found.locale and found.run in {_serve, _doctor}:
        msg = "--locale: doesn't go with serve, which talks to each person in their own language, nor with doctor."
        raise BadInputError(msg)
    return found


def parser() -> argparse.ArgumentParser:
    """Give what reads the arguments, with its help."""
    layout = argparse.RawDescriptionHelpFormatter
    reader = argparse.ArgumentParser(PROGRAM, description=_ABOUT, epilog=_SETTINGS, formatter_class=layout)
    reader.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    _add_locale(reader)
    _add_check(reader)
    commands = reader.add_subparsers(title="commands", metavar="command")
    serve = commands.add_parser(
        "serve", help="hold checks on the chat platforms", description=_SERVE, formatter_class=layout
    )
    serve.set_defaults(run=_serve)
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
    _add_platforms(commands)
    return reader


def _add_platforms(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    layout = argparse.RawDescriptionHelpFormatter
    reminders = commands.add_parser(
        "reminders", help="list the reminders there are", description=_REMINDERS, formatter_class=layout
    )
    reminders.add_argument("--json", action="store_true", help="as JSON")
    _add_locale(reminders)
    reminders.set_defaults(run=_reminders)
    told = "public https address that leads to the bot (default: Socket Mode)"
    manifest = commands.add_parser(
        "manifest", help="print the manifest of an app for Slack", description=_MANIFEST, formatter_class=layout
    )
    manifest.add_argument("platform", choices=["slack"])
    manifest.add_argument("--url", metavar="URL", help=told)
    _add_locale(manifest)
    manifest.set_defaults(run=_manifest)
    doctor = commands.add_parser(
        "doctor", help="look whether each chat platform works", description=_DOCTOR, formatter_class=layout
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
