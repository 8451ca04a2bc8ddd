"""Times and sizes on the pages are those of the program."""

import pytest

from adapters.channels import registry
from adapters.concurrency import user_queue
from adapters.concurrency.intervals import DEFAULT
from adapters.config import settings, validators
from adapters.platforms import post_route
from adapters.preview import watch
from adapters.privacy.audit.scenario import CHECKS
from adapters.runtime import http_server, memory, termination
from adapters.runtime.connection_limits import DESCRIPTORS, USUAL
from adapters.slack import channel, languages, user_groups
from adapters.slack.settings import DEFAULT_TIMING
from adapters.storage import reminders
from adapters.storage.ended_runs import EndedRuns
from adapters.telemetry.clock_skew import CLOCK_SKEW
from adapters.web.settings import MOST, RATE
from adapters.wiping import worker
from tests.support.pages import flat

DRIVERS = [driver.name for descriptor in registry.descriptors() for driver in descriptor.drivers()]
"""What an audit drives."""
WORDS = {2: "two", 3: "three", 5: "five", 10: "ten", 15: "fifteen"}
SAID = {
    "../README": (f"pressed a button for {settings.read().idle / 60:g} minutes",),
    "architecture": (
        f"for {WORDS[round(DEFAULT.lease / 60)]} minutes",
        f"nothing was added for {WORDS[round(DEFAULT.quiet)]} seconds",
        f"the files {WORDS[round(1 / watch.LOOK)]} times a second",
    ),
    "data": (
        f"about {EndedRuns(settings.read().idle + 2 * CLOCK_SKEW).keep / 60:g} minutes",
        f"until {settings.read().idle / 60:g} minutes after the last press",
        f"{languages.MINUTES} minutes, in memory",
        f"{user_groups.MINUTE / 60:g} minute, in memory",
        f"the last {WORDS[reminders.KEPT]} times",
        f"runs {WORDS[CHECKS * len(DRIVERS)]} conversations",
        f"On each of {WORDS[len(DRIVERS)]} transports",
        f"{WORDS[CHECKS]} invented people",
    ),
    "installing": (
        f"lets turns under way finish, for at most {DEFAULT.drain:g} seconds",
        f"lets wipes, posts and requests finish, for at most {DEFAULT.rest:g} seconds",
        f"never takes more than {termination.LONGEST:g} seconds",
        f"until {DEFAULT.writing:g} seconds after the last turn",
        f"and for at most {DEFAULT.drain + DEFAULT.writing:g} seconds",
    ),
    "settings": (
        f"after which a check is wiped | `{settings.read().idle / 60:g}`",
        f"may have decimals and is at most {validators.LONGEST_IDLE:,}",
        f"`GROOMINGCHECK_CATCH_UP_MINUTES` is at most {validators.LONGEST_CATCH_UP:,}",
        f"at most {validators.LONGEST_CONTACT} characters",
    ),
    "monitoring": (
        f"Every {DEFAULT.write:g} seconds the bot adds a row",
        f"after {DEFAULT_TIMING.stuck:g} seconds without a connection",
        f"says that it can deliver; it is asked every {DEFAULT.probe:g} seconds",
        f"accepts the bot's calls; it is asked every {DEFAULT.probe:g} seconds",
    ),
    "troubleshooting": (f"at most {worker.LONGEST_DELAY / 60:g} minutes between attempts",),
    "transports": (
        f"with at most {user_queue.MAX_WAITING} waiting",
        f"at most {channel.OPENING} windows for one person are opening",
        f"413 | the body is above {post_route.LARGEST // 1024**2} MiB",
        f"at most {USUAL.number:,} at once",
        f"arrive whole within {USUAL.request:g} seconds, and its answer has to be read within {USUAL.answer:g}",
        f"use at most {USUAL.memory // 1024**2} MiB",
        f"asks for {DESCRIPTORS:,} descriptors",
        f"answers {RATE} requests a second, with bursts of {MOST:,}",
        f"closed in less than {http_server.KEEP_ALIVE} seconds",
    ),
    "security": (
        f"every {DEFAULT.tidy:g} seconds for what can be freed",
        *(f"{name}={value}" for name, value in memory.ENVIRONMENT.items()),
    ),
}
"""What each page says of them."""


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, all_of in SAID.items() for said in all_of])
def test_times_and_sizes_are_those_of_the_program(name: str, said: str) -> None:
    assert said in flat(name)
