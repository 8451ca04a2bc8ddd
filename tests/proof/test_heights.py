"""Measured again in the browser of this machine, every question still fits, and is about as high as it was."""

import shutil
import subprocess
from pathlib import Path

import pytest

from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from pictures import heights
from pictures.heights import Studio
from tests.support.loading import load_content

FONTS = ("Roboto", "Lato")
LINE = 23
"""The height of a line: another version of the browser or of a font may break one elsewhere."""


def drawable() -> bool:
    """Return whether this machine has the browser and the fonts."""
    if not all(map(shutil.which, ("chromium", "fc-list"))):
        return False
    listing = [shutil.which("fc-list") or "", ":", "family"]
    found = subprocess.run(listing, capture_output=True, text=True, check=True).stdout
    return all(font in found for font in FONTS)


@pytest.mark.skipif(not drawable(), reason="needs Chromium, and the fonts Roboto and Lato")
def test_every_question_fits_in_the_browser_of_this_machine(tmp_path: Path) -> None:
    studio = Studio(load_content(Organisation(checks=Folder().checks())))
    again, kept = studio.again(tmp_path), studio.measured()
    assert list(heights.misfits(again)) == []
    for edition, screens in again.items():
        for now, then in zip(screens, kept[edition], strict=True):
            apart = [abs(now.heights[name] - then.heights[name]) for name in now.heights]
            assert max(apart) <= LINE, now.drawing.view
