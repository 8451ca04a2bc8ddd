"""Run a check in the terminal."""

import os
import sys
from io import TextIOWrapper

from adapters.cli.errors import BadInputError
from adapters.cli.setup import configured, dialogue, known, loaded
from adapters.terminal.console import Console
from adapters.terminal.conversation import TerminalConversation


def run(check: str | None, locale: str | None) -> int:
    """Talk until the check is over or the input ends.

    Args:
        check: The id of a check; None for the first one.
        locale: The language; None for the one that is set.
    """
    configuration = configured()
    language = locale or configuration.locale
    content = loaded(configuration, language)
    wanted = known(check, tuple(content.checks), "--check") if check else next(iter(content.checks))
    known(language, tuple(content.words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdin or not sys.stdout:
        msg = "talking needs an input and an output, and one of them is closed."
        raise BadInputError(msg)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a byte that can't be decoded is an unknown choice, and no crash
    words, console = content.words[language], Console(sys.stdin, sys.stdout, os.environ)
    held = dialogue(configuration, content)
    with console.guarded():
        TerminalConversation(held, words, language, configuration.idle, console).talk(wanted)
    return 0
