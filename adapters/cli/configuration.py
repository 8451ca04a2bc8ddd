"""The settings, for any command. Imports little, as the program may restart itself right after reading them."""

from adapters.cli.errors import BadInputError
from adapters.config import settings
from adapters.config.settings import Settings


def configured() -> Settings:
    """Read the settings. Raises `BadInputError` with a line for each invalid one."""
    try:
        return settings.read()
    except settings.SettingsError as error:
        raise BadInputError(*error.faults) from error
