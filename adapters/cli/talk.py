"""Run a check in the terminal."""

import os
import sys
from dataclasses import replace
from io import TextIOWrapper

from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.setup import dialogue, known, loaded, spoken
from adapters.config.settings import Settings
from adapters.terminal.console import Console
from adapters.terminal.conversation import TerminalConversation


def run(check: str | None, locale: str | None) -> int:
    """Run a check until it is over or the input ends; return the exit status.

    Args:
        check: The id of a check, enabled or not; None for the enabled one, or a choice if there are several.
        locale: The language; None for `GROOMINGCHECK_LOCALE`.
    """
    configuration = _of(configured(), check)
    content = loaded(configuration, locale or configuration.locale)
    language = spoken(configuration, content, locale)
    if not sys.stdin or not sys.stdout:
        msg = "can't run a check here: standard input or output is closed."
        raise BadInputError(msg)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # treat undecodable bytes as an unknown choice instead of crashing
    words, console = content.words[language], Console(sys.stdin, sys.stdout, os.environ)
    held = dialogue(configuration, content)
    with console.guarded():
        TerminalConversation(held, words, language, configuration.idle, console).talk()
    return 0


def _of(configuration: Settings, check: str | None) -> Settings:
    """Return the settings with only this check enabled, if one is given."""
    if check is None:
        return configuration
    organisation = configuration.organisation
    known(check, organisation.content_folder.checks(), "--check")
    return replace(configuration, organisation=replace(organisation, checks=(check,)))
