"""The help texts of the command line: for the program, its settings, and each command."""

from adapters.channels import examples
from adapters.channels.registry import descriptors

ABOUT = """\
Nine check questions for support workers who wonder whether a client is being groomed online.
Without a command it runs the check here, in the terminal; or, if a chat platform or the page in the browser
is configured, there. Nothing of a conversation is kept."""

_SETTINGS = """\
settings, from the environment (an empty one counts as not set):
  GROOMINGCHECK_LOCALE         language of the conversation: nl or en (default nl)
  GROOMINGCHECK_MELDPUNT       the organisation's own reporting point, shown wherever the check refers to it
  GROOMINGCHECK_ACHTERWACHT    whom to call who works alone, shown at the start and above the help numbers
  GROOMINGCHECK_MESSAGES       a folder whose files override the shipped texts
  GROOMINGCHECK_CHECKS         the checks that are on, in order, separated by commas (default groomingcheck)
  GROOMINGCHECK_CONCEPT_CARDS  on shows cards that no behavioural expert has approved (default off)
  GROOMINGCHECK_IDLE_MINUTES   minutes without a press after which a check is wiped (default 15)
  GROOMINGCHECK_SECRET         secrets of at least 32 bytes, separated by commas; the first seals,
                               all open (default: a random one for each process)
  GROOMINGCHECK_DATABASE_URL   the ledger: sqlite:////path or postgresql://..., for messages to wipe and reminders
                               (default: a SQLite file among your data)
  GROOMINGCHECK_HOST, GROOMINGCHECK_PORT
                               where health, figures and webhooks are served (default 127.0.0.1, 8080)
  GROOMINGCHECK_OVERWRITE_MEMORY
                               off leaves freed memory as it is, for somewhat less processor time (default on)
  GROOMINGCHECK_LOG_LEVEL      debug, info, warning or error (default info)
  GROOMINGCHECK_COORDINATORS   who may set up reminders: people, or groups of people, such as
                               {coordinators} (default: nobody)
  GROOMINGCHECK_TIMEZONE       the time zone of new reminders and of the hours of help numbers
                               (default Europe/Amsterdam)
  GROOMINGCHECK_CATCH_UP_MINUTES
                               how many minutes late a reminder may come after an outage (default 120)
{channels}

They may be in a file .env as well. NAME_FILE names a file that holds the value of NAME."""

SERVE = """\
Run checks on every chat platform that is configured, and on the page in the browser, until SIGTERM or Ctrl-C. With
nothing configured it serves the page on this machine alone, and says where. What was posted is wiped when a check is
over, and after a restart what should have been wiped meanwhile. Health is at /healthz and /readyz, figures are at
/metrics."""

TALK = """\
Run a check in this terminal, from the first question to the advice. With several checks on it asks which.
--check names any there is, also one that is off, to try it before it is switched on.
Type the number or the letter before an answer. It reads from a pipe as well."""

REVIEW = """\
Report every fault of the texts at once, of checks that are off as well: missing ones, long sentences,
hard words, texts that don't fit on a phone, help numbers that nobody has looked up for a year.
It also notes which shipped texts your own folder replaces, which is no fault. With --accept it records in that folder,
in replaced.toml, what was shipped under those: when that has changed after an upgrade, it says so, with both versions.
Exit status 0 without faults, 1 with."""

EXPORT = """\
Write a page with all of a check to the output, to print and approve: every question, answer, tip, card, rule in words,
number and reminder, each line with where it comes from; room for remarks, and a place to sign. It is HTML: open it in
a browser, and print it from there."""

POSTER = """\
Print a poster for the room of a team, with a code that leads to the page in a browser, at its public address. It is
HTML, for one sheet of A4: open it in a browser, and print it from there."""

NEW = """\
Write a small check of your own into the folder of GROOMINGCHECK_MESSAGES, or else into ./teksten. It is an example, in
Dutch, that works at once; every file explains in Dutch what can be changed in it. Nothing is ever overwritten."""

PREVIEW = """\
Show every screen of a check in a browser on this machine, as each chat platform and a terminal show it, in each
language that it has, with the edge of a phone; and what is wrong with it, at the screen where it is seen. A click on a
button leads to the next screen. When a text is saved, the page changes at once. Checks that are off and cards that are
a concept are shown too. It prints the address, keeps nothing, and ends with Ctrl-C."""

REMINDERS = """\
List the reminders that coordinators have set up: when each comes, and for each of its places when it comes next, and
what became of the latest times. With --csv, a row for each place, to keep or to count. With --ics, a file for a
calendar, which says when and where they come in the next two years, and not what they are about."""

AUDIT = """\
Test whether anything of a conversation stays. Checks are held with made-up people on every chat platform, on loopback
and without an account; then the chats, the database, files, logs, figures and memory are searched for them. It prints
a statement for a data-protection impact assessment. Exit status 0 when nothing is found, 1 when something is, 2
when it could not be run."""

_PRIVACY = """\
Say what is stored at this moment: which rows there are, why, until when, and what they contain.
With --erase and an id, such as {subjects},
everything of that channel, chat or person is erased: reminders and their last post, and messages that were still to be
wiped, from the chat as well. It is safe while a bot runs. Exit status 0 when nothing is left, 1 when something is, here
or in the chat."""

BACKUP = """\
Write a backup of the ledger, a SQLite file, to the output: the reminders, and none of the messages that are to be
wiped. It may run while the bot does. To restore it, put it where the ledger was while no bot runs."""

MOVE = """\
Move everything from the database that is set to another one, such as from SQLite to PostgreSQL, or back: reminders,
what became of them, and the messages that are still to be wiped. Stop the bot first. The other database is made ready
if it is empty, and must hold no reminders. If this is cut off, run it again before a bot is started: nothing is lost,
and nothing is there twice."""

DOWNGRADE = """\
Take the database back to what the version before this one knows, and start that version then. Stop the bot first.
Reminders that it can't hold (several times a day, monthly or once, in several places, with prompts switched off or
single moments left out) are named, and nothing is changed until they are changed or deleted."""

MANIFEST = """\
Print the manifest with which the bot is set up on a chat platform, ready to paste: its name, how a check is started,
where it is reached, and what it may do, with the reason for each."""

DOCTOR = """\
Check the bot: the database, by writing to it, the texts, the settings, the proxy and the clock; and each chat platform
that is configured: its tokens, rights, what it would show, delivery. One line for each thing, which says what to do if
something is wrong. It posts nothing. Exit status 0 when all is well, 1 otherwise."""


def settings() -> str:
    """Return a line or more on every setting: the program's own, and then those of each channel."""
    return _SETTINGS.format(coordinators=examples.coordinators(), channels="\n".join(one.help for one in descriptors()))


def privacy() -> str:
    """Return the help of the privacy command."""
    return _PRIVACY.format(subjects=examples.subjects())
