"""The help texts of the command line: of the program, its settings and each command."""

from adapters.channels import examples
from adapters.channels.registry import descriptors

ABOUT = """\
Nine questions for support workers who wonder whether a client is being groomed online.
Without a command, it serves the chat platforms and the web page that are configured; if there are none, it runs the
check in this terminal. Conversations are never stored."""

_SETTINGS = """\
settings, from environment variables (an empty one counts as not set):
  GROOMINGCHECK_LOCALE         language of the check: nl or en (default nl)
  GROOMINGCHECK_MELDPUNT       the organisation's own reporting point, shown wherever the check mentions one
  GROOMINGCHECK_ACHTERWACHT    who to call when working alone, shown at the start and above the helplines
  GROOMINGCHECK_MESSAGES       a folder with texts that replace the shipped ones
  GROOMINGCHECK_CHECKS         the checks to offer, in order, separated by commas (default groomingcheck)
  GROOMINGCHECK_CONCEPT_CARDS  on shows cards that no behavioural expert has approved yet (default off)
  GROOMINGCHECK_IDLE_MINUTES   minutes of inactivity after which a check is wiped (default 15)
  GROOMINGCHECK_SECRET         secrets of at least 32 bytes, separated by commas; the first encrypts,
                               each of them decrypts (default: a random one per process)
  GROOMINGCHECK_DATABASE_URL   the database of reminders and of messages to wipe: sqlite:////path or postgresql://...
                               (default: a SQLite file in your data folder)
  GROOMINGCHECK_HOST, GROOMINGCHECK_PORT
                               where health, metrics and webhooks are served (default 127.0.0.1, 8080)
  GROOMINGCHECK_OVERWRITE_MEMORY
                               off doesn't overwrite freed memory, which saves some CPU time (default on)
  GROOMINGCHECK_LOG_LEVEL      debug, info, warning or error (default info)
  GROOMINGCHECK_COORDINATORS   who may set up reminders: people or groups, such as
                               {coordinators} (default: nobody)
  GROOMINGCHECK_TIMEZONE       the time zone of new reminders and of the helplines' opening hours
                               (default Europe/Amsterdam)
  GROOMINGCHECK_CATCH_UP_MINUTES
                               after an outage, a reminder is still posted up to this many minutes late (default 120)
{channels}

Settings can also be put in a file named .env. NAME_FILE is the path of a file that contains the value of NAME."""

SERVE = """\
Run checks on every configured chat platform and on the web page, until SIGTERM or Ctrl-C. If nothing is configured,
it serves the web page on this machine only, and prints its address. Messages are wiped when a check ends; those that
were due while it was down are wiped after a restart. Health checks are at /healthz and /readyz, metrics at /metrics."""

TALK = """\
Run a check in this terminal, from the first question to the advice. If several checks are enabled, it asks which one.
--check also takes a check that isn't enabled, so that you can try it first.
Type the number or letter in front of an answer. Input can come from a pipe too."""

REVIEW = """\
Report everything that is wrong with the texts, including those of checks that aren't enabled: missing texts, long
sentences, hard words, texts that don't fit on a phone, helplines that nobody has verified for a year.
It also lists the shipped texts that your own folder replaces, which isn't a fault. With --accept it records the current
shipped version of each in replaced.toml in that folder; if an upgrade changes one, the next review shows both versions.
Exit status 0 without faults, 1 with faults."""

EXPORT = """\
Write a whole check to standard output, to print and approve: every question, answer, tip, card, helpline and reminder,
and every rule in words, each with its source; with room for remarks and a place to sign. The output is HTML: open it in
a browser and print it from there."""

POSTER = """\
Print a poster for a team's office, with a QR code of the web page's public address. The output is HTML, one sheet of
A4: open it in a browser and print it from there."""

NEW = """\
Write a small check of your own into the folder GROOMINGCHECK_MESSAGES, or into ./teksten if that isn't set. It is a
working example in Dutch; comments in each file explain, in Dutch, what you can change. Existing files are never
overwritten."""

PREVIEW = """\
Show every screen of a check in a browser on this machine, as each chat platform and a terminal show it, in all its
languages, with the edge of a phone's screen, and with each fault next to the screen it is on. Click a button to go to
the next screen. Save a text and the page updates. Checks that aren't enabled and draft cards are shown too. It prints
the address, stores nothing, and stops on Ctrl-C."""

REMINDERS = """\
List the reminders that coordinators have set up: their schedule and, for each place, the next time and the most recent
results. --csv prints a row per place, to keep or to count. --ics prints a calendar file for the next two years, with
when and where reminders are posted but not what they are about."""

AUDIT = """\
Test whether anything of a conversation is left behind. Runs checks with made-up people on a simulator of every chat
platform, without an account; then searches the chats, database, files, logs, metrics and memory for traces of them.
Prints a statement for a data protection impact assessment. Exit status 0 if nothing was found, 1 if something was, 2 if
the audit couldn't be run."""

_PRIVACY = """\
Report what is stored right now: which rows, why, until when, and what they contain.
With --erase and an id, such as {subjects},
everything about that channel, chat or person is erased: reminders and their latest post, and messages that were still
to be wiped, from the chat too. The bot can keep running. Exit status 0 if nothing is left, 1 if something is, in the
database or in the chat."""

BACKUP = """\
Write a backup of a SQLite database to standard output: the reminders, but not the list of messages to wipe. The bot can
keep running. To restore it, stop the bot and put the file where the database was."""

MOVE = """\
Move everything from the configured database to another one, such as from SQLite to PostgreSQL or back: reminders, their
results, and the messages still to be wiped. Stop the bot first. The other database must not contain any reminders; if
it is empty, its tables are created. What was moved is deleted from the configured database. If the command is
interrupted, run it again before starting a bot: nothing is lost or duplicated."""

DOWNGRADE = """\
Convert the database to the format of the previous version, so that you can go back to that. Stop the bot first.
If that version can't store some reminders (several times a day, monthly or once, in several places, with prompts
switched off or single dates skipped), it says how many and changes nothing; change or delete them first."""

MANIFEST = """\
Print the manifest for setting up the bot on a chat platform, ready to paste: its name, how a check is started, where
it is reached, and its permissions, with the reason for each."""

DOCTOR = """\
Check the bot: the database (by writing to it), texts, settings, proxy and clock; and for each configured chat platform
its tokens, permissions, screens and delivery. Prints a line per test, which says what to do if something is wrong.
Posts nothing. Exit status 0 if all is well, 1 otherwise."""


def settings() -> str:
    """Return the help of every setting: the program's own, then each channel's."""
    return _SETTINGS.format(coordinators=examples.coordinators(), channels="\n".join(one.help for one in descriptors()))


def privacy() -> str:
    """Return the help of the privacy command."""
    return _PRIVACY.format(subjects=examples.subjects())
