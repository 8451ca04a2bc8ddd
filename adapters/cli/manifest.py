"""Print the manifest with which the bot is set up on a chat platform."""

import sys
from urllib.parse import urlsplit

from adapters.channels.descriptor import ManifestError, ManifestRequest
from adapters.channels.registry import descriptors
from adapters.cli.errors import BadInputError
from adapters.cli.setup import configured, dialogue, known, loaded


def run(channel: str, locale: str | None, address: str | None, *, as_json: bool) -> int:
    """Print the manifest.

    Args:
        channel: The name of a channel that has a manifest.
        locale: The language of the manifest; None for the one that is set.
        address: The public address where the platform delivers, without a path; None where the bot connects by itself.
        as_json: Whether to leave the reasons out, so that it is plain JSON.
    """
    settings = configured()
    language = locale or settings.locale
    content = loaded(settings, language)
    known(language, tuple(content.words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdout:
        msg = "a manifest needs an output, and it is closed."
        raise BadInputError(msg)
    request = ManifestRequest(dialogue(settings, content), language, settings.coordinators, secure(address), as_json)
    sys.stdout.write(_written(channel, request))
    return 0


def secure(address: str | None) -> str | None:
    """Return an address that platforms deliver to. Raises `BadInputError` for any other."""
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


def _written(channel: str, request: ManifestRequest) -> str:
    [write] = [one.manifest for one in descriptors() if one.name == channel and one.manifest]
    try:
        return write(request)
    except ManifestError as error:
        raise BadInputError(str(error)) from error
