"""Print what a chat platform is told of the bot when it is made there."""

import sys
from urllib.parse import urlsplit

from adapters.commands import BadInputError
from adapters.commands.setup import configured, known, loaded
from adapters.dialogue import Dialogue
from adapters.seal import Seal
from adapters.slack.manifest import Profile, manifest, written
from adapters.slack.setting import groups
from messages.content import Content

LONGEST_COMMAND = 32
"""Characters of a Slack command with its slash, at most."""


def run(locale: str | None, address: str | None) -> int:
    """Print the manifest for Slack. `address`: where Slack delivers, without a path; None: Socket Mode."""
    configuration = configured()
    language = locale or configuration.locale
    content = loaded(configuration, language)
    known(language, tuple(content.words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdout:
        msg = "a manifest needs an output, and it is closed."
        raise BadInputError(msg)
    starts = Dialogue(content, Seal(configuration.secrets), configuration.idle).starts(language)
    checks = [(start.payload, start.label) for start in starts]
    sys.stdout.write(
        written(manifest(_profile(content, language, checks, configuration.coordinators), secure(address)))
    )
    return 0


def secure(address: str | None) -> str | None:
    """Give back an address that Slack delivers to. Raises `BadInputError` for one that it doesn't."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" and bool(parts.hostname) and not parts.path.strip("/")
    except ValueError:
        sound = False
    if not sound:
        msg = "--url: must start with https://, and end after the name of the host or its port."
        raise BadInputError(msg)
    return address


def _profile(content: Content, locale: str, checks: list[tuple[str, str]], coordinators: frozenset[str]) -> Profile:
    for check, _ in checks:
        if len(check) >= LONGEST_COMMAND:
            msg = f"the id of a check is too long for a command on Slack: {check}."
            raise BadInputError(msg)
    title = content.book(checks[0][0], locale).title
    return Profile(title, content.words[locale]["about.short"], checks, len(content.words), bool(groups(coordinators)))
