"""The invented check in one language, in an organisation's folder."""

import shutil
from pathlib import Path

from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import ORGANISATION

OTHERS = {"nl": ["en"], "en": ["nl"], "fr": ["nl", "en"]}
"""The languages that are taken from the check with texts in two, by the one in which it is held."""


def only(folder: Path, locale: str) -> Organisation:
    """Return an organisation whose check is in this language alone; its help numbers and prompts speak others too."""
    check = folder / "moneycheck"
    shutil.copytree(ORGANISATION / "moneycheck", check)
    text = (check / "nl.toml").read_text()
    for other in OTHERS[locale]:
        (check / f"{other}.toml").unlink()
    if locale == "fr":
        (check / "fr.toml").write_text(text)
        (folder / "words").mkdir()
        (folder / "words" / "fr.toml").write_bytes((SHIPPED / "words" / "nl.toml").read_bytes())
    rows = "".join(f'{one} = "[A] {one}"\n' for one in ("nl", "en", "fr"))
    (check / "help.toml").write_text(
        f'[number.danger]\ncall = "112"\nchecked = 2026-11-22\n{rows}[number.danger.note]\n{rows}'
    )
    (check / "prompts.toml").write_text("".join(f"[prompt.p{number}]\n{rows}" for number in range(8)))
    (check / "sources.toml").write_text(f"[label.S]\n{rows}")
    return Organisation(folder=folder, checks=("moneycheck",))
