"""Garbage is collected again after anything was loaded, also after what failed."""

import gc

import pytest

from adapters.cli.uncollected import uncollected


def test_nothing_is_collected_within_and_all_is_after_it() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_leaves_it_on() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
