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
    """Talk until the check is over or the input ends.

    Args:
        check: The id of a check, which may be off; None for the one that is on, or a choice between those.
        locale: The language; None for the one that is set.
    """
    configuration = _of(configured(), check)
    content = loaded(configuration, locale or configuration.locale)
    language = spoken(configuration, content, locale)
    if not sys.stdin or not sys.stdout:
        msg = "talking needs an input and an output, and one of them is closed."
        raise BadInputError(msg)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a byte that can't be decoded is an unknown choice, and no crash
    words, console = content.words[language], Console(sys.stdin, sys.stdout, os.environ)
    held = dialogue(configuration, content)
    with console.guarded():
        TerminalConversation(held, words, language, configuration.idle, console).talk()
    return 0


def _of(configuration: Settings, check: str | None) -> Settings:
    """Return the settings with only this check on, if one is given: any there is, so that it can be tried first."""
    if check is None:
        return configuration
    organisation = configuration.organisation
    known(check, organisation.content_folder.checks(), "--check")
    return replace(configuration, organisation=replace(organisation, checks=(check,)))
