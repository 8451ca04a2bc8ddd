"""The two shipped checks, both on, and both with prompts."""

from pathlib import Path

from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.support.loading import load_content

TITLES = {"groomingcheck": "Groomingcheck", "meldcode": "Meldcode (concept)"}
"""The title of each, as its welcome has it, by its id."""
STARTS = {"groomingcheck": "Start: Groomingcheck", "meldcode": "Start: Meldcode"}
"""The label of the button that starts each, by its id."""


def two_checks(folder: Path) -> Content:
    """Return the content, laid over by an organisation's folder that is made here."""
    (folder / "meldcode").mkdir(parents=True)
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text().replace("met wie praat je", "ken je de meldcode")
    (folder / "meldcode" / "prompts.toml").write_text(prompts)
    return load_content(Organisation(folder=folder, checks=tuple(TITLES)))
