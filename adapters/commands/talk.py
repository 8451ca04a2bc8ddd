"""Hold a check in the terminal."""

import os
import signal
import sys
from io import TextIOWrapper

from adapters.commands import BadInputError
from adapters.commands.setup import configured, known, loaded
from adapters.dialogue import Dialogue
from adapters.seal import Seal
from adapters.terminal import Terminal
from adapters.window import Window


def run(check: str | None, locale: str | None) -> int:
    """Talk until the check is over or the input ends. `None`: the first check there is, the language set."""
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
            stream.reconfigure(errors="replace")  # a byte that is no text is a choice that is not there, not a crash
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to stop ends the check as Ctrl-C does
    dialogue = Dialogue(content, Seal(configuration.secrets), configuration.idle)
    window = Window(sys.stdin, sys.stdout, os.environ)
    Terminal(dialogue, content.words[language], language, configuration.idle, window).talk(wanted)
    return 0
