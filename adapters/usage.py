"""What the help of the command line says: of the program, of its settings, and of each command."""

ABOUT = """\
Nine check questions for support workers who wonder whether a client is being groomed online.
Without a command it holds the check here, in the terminal; or, where a chat platform is configured,
there. Nothing of a conversation is kept."""

SETTINGS = """\
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
  GROOMINGCHECK_OVERWRITE_MEMORY
                               off leaves freed memory as it is, for somewhat less processor time (default on)
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

SERVE = """\
Hold checks on every chat platform that is configured, until SIGTERM or Ctrl-C. What was posted is wiped when a check
is over, and after a restart what should have been wiped meanwhile. Health stands at /healthz and /readyz, figures at
/metrics."""

TALK = """\
Hold a check in this terminal, from the first question to the advice.
Type the number or the letter that stands before an answer. It reads from a pipe as well."""

REVIEW = """\
Report every fault of the texts at once: missing ones, long sentences, hard words, texts that don't
fit on a phone, help numbers that nobody has looked up for a year. Exit status 0 without faults, 1 with."""

REMINDERS = """\
List the reminders that coordinators have set up: where and when each comes, when next, and what became of it lately."""

AUDIT = """\
Prove that nothing of a conversation stays. Checks are held with made-up people on every chat platform, on loopback and
without an account; then the chats, the database, files, logs, figures and memory are searched for them. It prints a
statement for a data-protection impact assessment. Exit status 0 when nothing is found, 1 when something
is, 2 when it could not be held."""

PRIVACY = """\
Say what is held at this moment: which rows there are, why, until when, and what stands in them.
With --erase slack:C123, telegram:-100123 or telegram:42 all of that channel, chat or person goes: reminders and their
last post, and messages that were still to be wiped, from the chat as well. It is safe beside a bot that runs. Exit
status 0 when nothing is left, 1 when something is, here or in the chat."""

BACKUP = """\
Write a backup of the ledger, a SQLite file, to the output: the reminders, and none of the messages that are to be
wiped. It may run while the bot does. To restore it, put it where the ledger was while no bot runs."""

MANIFEST = """\
Print the manifest of an app for Slack, to paste under "From a manifest" (as YAML) at https://api.slack.com/apps:
its commands, its shortcut, its Home tab, and what it may do, with the reason for each."""

DOCTOR = """\
Look at each chat platform that is configured as it is now: tokens, scopes, delivery, clock. One line for each thing,
with what to do where something is wrong. Exit status 0 when all is well, 1 otherwise."""
