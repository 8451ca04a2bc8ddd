"""What `docs/architecture.md` says of folders and of the state token is so."""

import re
import time

from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from bot.events import Began
from bot.state import StateCodec, blank
from messages.content import Content
from tests.support.pages import ROOT, flat, page, rows


def test_a_state_token_is_as_long_as_it_says(shipped: Content) -> None:
    check = shipped.checks["groomingcheck"]
    packed = StateCodec(check).pack(blank(check), Began())
    token = TokenCipher([b"s" * 32]).seal(Purpose.CHECK, bytes(RUN) + packed, Participant("telegram", "1"), time.time())
    assert (len(packed), len(token)) == (10, 55)
    assert "the meaning of a button fit in ten bytes" in flat("architecture")
    assert "as a state token of 55 characters" in flat("architecture")


def test_every_folder_is_explained_and_no_other() -> None:
    explained = [
        name for cells in rows(page("architecture"), "folder") for name in re.findall(r"`([\w/]+)/`", cells[0])
    ]
    within = [path for path in (ROOT / "adapters").iterdir() if (path / "__init__.py").exists()]
    top = [path for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.py"))]
    names = {path.name for path in (*within, *top)} - {"adapters"}
    assert sorted(name.removeprefix("adapters/") for name in explained) == sorted(names)
