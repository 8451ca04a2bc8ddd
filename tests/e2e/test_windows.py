"""On Windows, a command that can't run there says where it can. Windows itself isn't here: only what it lacks is."""

import re
import subprocess
import sys

import pytest

from tests.support.keyboard import ROOT
from tests.support.pages import flat

WITHOUT = "import sys; from adapters.__main__ import main; sys.modules['resource'] = None; sys.exit(main(sys.argv[1:]))"
"""Runs the program where the module `resource` can't be imported, as it can't on Windows."""
LINE = "groomingcheck: Windows can't run this command: run it in WSL or in Docker (see docs/installing.md).\n"

NEEDING = [(), ("talk",), ("serve",), ("serve", "--validate"), ("preview",), ("audit",)]
"""What needs the signals, limits and terminals of POSIX."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        input="",
        text=True,
    )


@pytest.mark.parametrize("arguments", NEEDING)
def test_a_command_that_needs_posix_says_in_one_line_where_it_runs(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", LINE)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("poster", "--help"), ("export",)])
def test_what_needs_none_of_it_runs(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_page_on_installing_names_those_commands() -> None:
    [named] = re.findall(r"On Windows use WSL or Docker: (.+?) can't run there otherwise", flat("installing"))
    assert set(re.findall(r"`(\w+)`", named)) == {arguments[0] for arguments in NEEDING if arguments}
