"""The program with the example channel in it; with the argument `leaky`, with a leak of every kind as well."""

import sys

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.cli import serve
from tests.example_channel.eraser import Eraser
from tests.support.brisk_program import BRISK
from tests.support.leaky_program import forgetful, leaking

if __name__ == "__main__":
    registry.CHANNELS.append("tests.example_channel")
    if sys.argv[1:] == ["leaky"]:
        Dialogue.press = leaking  # type: ignore[method-assign]
        Eraser.erase = forgetful(Eraser.erase)  # type: ignore[assignment, method-assign]
    sys.exit(serve.run(BRISK))
