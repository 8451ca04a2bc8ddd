"""An argument parser that reports an unknown option or command in one line, with the closest match."""

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeAlias

from adapters.cli.errors import BadInputError

Commands: TypeAlias = "argparse._SubParsersAction[StrictParser]"  # noqa: SLF001 - it has no public name


class StrictParser(argparse.ArgumentParser):
    """Parse the arguments of the program or of one command.

    Attributes:
        commands: The parser of each command, by its name.
    """

    def __init__(self, prog: str, **named: Any) -> None:  # noqa: ANN401 - argparse's own, for commands as well
        """Build a parser that doesn't accept abbreviated options."""
        layout = argparse.RawDescriptionHelpFormatter
        super().__init__(prog, **named, formatter_class=layout, allow_abbrev=False)
        self.commands: dict[str, StrictParser] = {}

    def add_commands(self) -> Commands:
        """Let a command follow; return the action to which the commands' parsers are added."""
        commands: Commands = self.add_subparsers(title="commands", metavar="command", dest="command")
        self.commands = commands.choices
        return commands

    def check(self, given: Sequence[str]) -> None:
        """Raise `BadInputError` for the first unknown option or command; argparse may report a later one."""
        command, words = "", list(given)
        while words and (word := words.pop(0)) != "--":
            if not _is_option(word):
                command = command or self._known(word)
                continue
            option, has_value, _ = word.partition("=")
            self.check_option(option, command)
            if not has_value and self._reader(command).has_value(option) and words and not _is_option(words[0]):
                words.pop(0)

    def check_option(self, option: str, command: str) -> None:
        """Raise `BadInputError` if this command doesn't take this option. An empty command means the program itself."""
        reader = self._reader(command)
        if option in reader.options():
            return
        owners = " or ".join(name for name, one in self.commands.items() if option in one.options())
        if owners:
            told = f"not an option of {command}, but of {owners}." if command else f"must come after {owners}."
        elif option in self.options():
            told = "can't be combined with a command."
        else:
            of = f" of {command}" if command else ""
            told = f"no such option{of}; {_nearest(option, reader.options())}"
        msg = f"{option}: {told}"
        raise BadInputError(msg)

    def options(self) -> Iterable[str]:
        """Return every option of this parser."""
        return self._option_string_actions.keys()

    def has_value(self, option: str) -> bool:
        """Return whether a value follows this option."""
        return self._option_string_actions[option].nargs != 0

    def error(self, message: str) -> NoReturn:
        """Raise `BadInputError` with argparse's message; the base class would print the usage first."""
        msg = f"{message.removeprefix('argument ')}. Try '{self.prog} --help'."
        raise BadInputError(msg)

    def _reader(self, command: str) -> "StrictParser":
        return self.commands[command] if command else self

    def _known(self, word: str) -> str:
        if word in self.commands:
            return word
        scheme, address, _ = word.partition("://")
        shown = f"{scheme}://…" if address else word  # an address may contain a password
        msg = f"unknown command {shown!r}; {_nearest(word, self.commands)}"
        raise BadInputError(msg)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _nearest(word: str, there: Iterable[str]) -> str:
    """Return the end of a sentence: the closest match, or else all choices."""
    near = get_close_matches(word, there, 1)
    return f"did you mean {near[0]}?" if near else f"choose from: {', '.join(there)}."
