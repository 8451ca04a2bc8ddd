"""The function of each command, which imports the command's modules when it is called."""

import argparse
from contextlib import suppress

from adapters.cli.errors import BadInputError
from adapters.cli.uncollected import uncollected

_ELSEWHERE = "Windows can't run this command: run it in WSL or in Docker (see docs/installing.md)."


def begin(arguments: argparse.Namespace) -> int:
    """Run `serve` if a channel is configured; run `talk` if none is, or if an option of `talk` is given."""
    from adapters.cli.configuration import configured

    talking = arguments.check or arguments.locale or not configured().channels
    return talk(arguments) if talking else serve(arguments)


def serve(arguments: argparse.Namespace) -> int:
    """Run `serve`."""
    from adapters.cli.configuration import configured
    from adapters.runtime import memory

    _require_posix()
    if not arguments.validate:
        memory.restart(["serve"], overwriting=configured().overwriting)
    with uncollected():
        from adapters.cli import serve as command

    return command.run(validating=arguments.validate)


def talk(arguments: argparse.Namespace) -> int:
    """Run `talk`."""
    _require_posix()
    with uncollected():
        from adapters.cli import talk as command

    return command.run(arguments.check, arguments.locale)


def review(arguments: argparse.Namespace) -> int:
    """Run `review`."""
    from adapters.cli import review as command

    return command.run(arguments.locale, accepting=arguments.accept)


def export(arguments: argparse.Namespace) -> int:
    """Run `export`."""
    from adapters.cli import export as command

    return command.run(arguments.check, arguments.locale)


def poster(arguments: argparse.Namespace) -> int:
    """Run `poster`."""
    from adapters.cli import poster as command

    return command.run(arguments.locale, arguments.output)


def new(arguments: argparse.Namespace) -> int:
    """Run `new`."""
    from adapters.cli import new as command

    return command.run(arguments.name, arguments.locale)


def preview(arguments: argparse.Namespace) -> int:
    """Run `preview`."""
    _require_posix()
    from adapters.cli import preview as command

    return command.run(arguments.check, arguments.locale, arguments.port)


def reminders(arguments: argparse.Namespace) -> int:
    """Run `reminders`."""
    from adapters.cli import reminders as command

    return command.run(arguments.locale, arguments.form)


def audit(arguments: argparse.Namespace) -> int:
    """Run `audit`."""
    _require_posix()
    from adapters.cli import audit as command

    return command.run(arguments.locale, as_html=arguments.html)


def privacy(arguments: argparse.Namespace) -> int:
    """Run `privacy`."""
    from adapters.cli import privacy as command

    return command.run(arguments.locale, arguments.erase)


def backup(_arguments: argparse.Namespace) -> int:
    """Run `backup`."""
    from adapters.cli import backup as command

    return command.run()


def move(arguments: argparse.Namespace) -> int:
    """Run `move`."""
    from adapters.cli import move as command

    return command.run(arguments.address)


def downgrade(_arguments: argparse.Namespace) -> int:
    """Run `downgrade`."""
    from adapters.cli import downgrade as command

    return command.run()


def manifest(arguments: argparse.Namespace) -> int:
    """Run `manifest`."""
    from adapters.cli import manifest as command

    return command.run(arguments.channel, arguments.locale, arguments.url, as_json=arguments.json)


def doctor(arguments: argparse.Namespace) -> int:
    """Run `doctor`."""
    from adapters.cli import doctor as command

    return command.run(arguments.url)


def _require_posix() -> None:
    """Check that this system has the signals, limits and terminals of POSIX.

    Raises:
        BadInputError: It is Windows.
    """
    with suppress(ModuleNotFoundError):
        import resource  # noqa: F401 - which Windows lacks

        return
    raise BadInputError(_ELSEWHERE)
