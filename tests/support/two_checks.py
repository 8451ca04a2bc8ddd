"""Two checks that have prompts, and are both on."""

import shutil
from pathlib import Path

from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.loading import load_content

TITLES = {"groomingcheck": "Groomingcheck", "moneycheck": "Geldcheck"}


def two_checks(folder: Path) -> Content:
    """Return the content, made in this folder, which doesn't exist yet."""
    shutil.copytree(ORGANISATION, folder)
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text().replace("met wie praat je", "aan wie betaal je")
    (folder / "moneycheck" / "prompts.toml").write_text(prompts)
    return load_content(Organisation(folder=folder, checks=BOTH))
