"""Keeps tests apart: none sees the settings of another, and none is blamed for what another left open."""

import gc
import inspect
import io
import logging
import os
from collections.abc import Iterator

import pytest

from adapters.config.settings import prefixes
from adapters.telemetry import log


@pytest.fixture(scope="session", autouse=True)
def bare_environment() -> None:
    """Hide the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(prefixes())]:
        del os.environ[name]


@pytest.fixture(scope="session", autouse=True)
def frozen() -> None:
    """Exempt everything imported from garbage collection, or each look for what a test has left would take long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Report what a test leaves open in that very test: an object in a cycle warns only once it is collected."""
    yield
    if inspect.iscoroutinefunction(request.function):
        gc.collect()


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """The output of the process at its most verbose; afterwards logging is reset for pytest."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    log.configure("debug", stream)
    yield stream
    log.configure("info")
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before
