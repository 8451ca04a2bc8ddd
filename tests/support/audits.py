"""Audits of a real process, as tests run them."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from adapters.cli import audit
from adapters.privacy.audit.audit import AuditResult
from adapters.privacy.audit.canaries import CanaryKind
from adapters.privacy.audit.search import SearchedPlace
from adapters.runtime import memory
from tests.support.keyboard import ROOT

SEEN = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux, which shows a process's memory")
OVERWRITTEN = pytest.mark.skipif(not memory.supported(), reason="needs glibc, which overwrites memory")
BRISK, LEAKY = "tests.support.brisk_program", "tests.support.leaky_program"
LEAKY_PAGE = "tests.support.leaky_web_program"
briskly = partial(audit.held, idle=15.0, settled=10.0)
"""Audits the program `BRISK`. The idle time is how long a press may take on a busy machine."""


def program(module: str, *, overwriting: bool = True) -> Sequence[str]:
    """Return the command that runs this module of the tests as the program, in any folder."""
    code = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); runpy.run_module({module!r}, run_name='__main__')"
    setting = [f"{name}={value}" for name, value in memory.ENVIRONMENT.items()] if overwriting else []
    return ("env", *setting, sys.executable, "-c", code)


EVERYWHERE = {place for place in SearchedPlace if place is not SearchedPlace.DEVICE}
"""The places of a platform, whose users' devices are simulated with it."""
ON_PAGE = {
    (SearchedPlace.CHAT, None),
    (SearchedPlace.DATABASE, CanaryKind.NUMBER),
    (SearchedPlace.FILE, CanaryKind.NUMBER),
    (SearchedPlace.LOG, CanaryKind.BUTTON),
    (SearchedPlace.LOG, CanaryKind.NAME),
    (SearchedPlace.LOG, CanaryKind.TYPED),
    (SearchedPlace.METRIC, CanaryKind.NUMBER),
    (SearchedPlace.MEMORY, CanaryKind.BUTTON),
}
"""The leaks of the page in `LEAKY_PAGE`, but for what a browser keeps."""


def places(result: AuditResult, *, found: bool) -> set[SearchedPlace]:
    return {one.place for one in result.searched if bool(one.leaks) == found}


def assert_nothing_stays(result: AuditResult) -> None:
    """Assert that everything was searched, and that nothing was found of three checks on each channel."""
    assert result.leaks == [], result.leaks
    assert result.overwriting
    assert [one.place for one in result.searched if one.amount is None] == []
    assert places(result, found=False) - {SearchedPlace.DEVICE} == EVERYWHERE
    assert result.presses >= len(result.drivers) * (18 + 5 + 6)


def assert_each_leak_is_found(result: AuditResult) -> None:
    """Assert that a leak of each kind was found in each place."""
    assert result.overwriting == memory.supported()  # so that memory holds only what is still referenced
    assert places(result, found=True) == EVERYWHERE
    assert {
        (SearchedPlace.CHAT, None),
        (SearchedPlace.DATABASE, CanaryKind.NUMBER),
        (SearchedPlace.FILE, CanaryKind.NUMBER),
        (SearchedPlace.LOG, CanaryKind.BUTTON),
        (SearchedPlace.METRIC, CanaryKind.NUMBER),
        (SearchedPlace.MEMORY, CanaryKind.BUTTON),
    } <= {(leak.place, leak.kind) for leak in result.leaks}
