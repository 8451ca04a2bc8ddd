"""Which prompt comes next, and which are switched off."""

from dataclasses import replace

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.reminders.prompts import Prompts
from adapters.storage.reminders import Plan
from messages.content import Content
from tests.support.made_reminders import CHECK, weekly

PLAN = Plan(CHECK, weekly([0], "10:00", "2026-11-30"))


@pytest.fixture
def prompts(shipped: Content) -> Prompts:
    return Prompts(Dialogue(shipped, TokenCipher((b"s" * 32,)), 900.0), "nl")


def ids(prompts: Prompts, plan: Plan) -> list[str]:
    """Return the ids of what is posted next, for two rounds of all prompts."""
    listed = prompts.upcoming(plan, 0)
    texts = {one.html: one.id for one in listed}
    posts = [prompts.turn(plan, number) for number in range(2 * len(listed))]
    assert all(posts)
    return [texts[post.html] for post in posts if post]


def test_every_prompt_takes_its_turn_in_order(prompts: Prompts, shipped: Content) -> None:
    order = [prompt.id for prompt in shipped.prompts[CHECK]]
    assert ids(prompts, PLAN) == order * 2
    assert [one.id for one in prompts.upcoming(PLAN, 3)] == order


def test_what_is_switched_off_has_no_turn(prompts: Prompts, shipped: Content) -> None:
    order = [prompt.id for prompt in shipped.prompts[CHECK]]
    some = replace(PLAN, without=frozenset({order[0], order[3], "gone since"}))
    on = [one for one in order if one not in some.without]
    assert ids(prompts, some) == (on * 3)[: 2 * len(order)]
    listed = prompts.upcoming(some, 1)
    assert [one.id for one in listed if one.off] == [order[0], order[3]]
    assert [one.id for one in listed if one.next] == [on[1]]


def test_with_all_switched_off_nothing_is_left_to_post(prompts: Prompts, shipped: Content) -> None:
    nothing = replace(PLAN, without=frozenset(prompt.id for prompt in shipped.prompts[CHECK]))
    assert prompts.turn(nothing, 5) is None
    assert not any(one.next for one in prompts.upcoming(nothing, 5))


def test_a_check_that_does_not_exist_has_none(prompts: Prompts) -> None:
    assert prompts.turn(replace(PLAN, check="other"), 0) is None
    assert prompts.upcoming(replace(PLAN, check="other"), 0) == ()
    assert prompts.trial("other") is None


def test_a_trial_is_told_by_its_words_and_starts_the_check_like_a_prompt(prompts: Prompts) -> None:
    trial, post = prompts.trial(CHECK), prompts.turn(PLAN, 0)
    assert trial
    assert post
    assert (trial.check, trial.label, trial.trial, post.trial) == (post.check, post.label, True, False)
    assert trial.html not in {one.html for one in prompts.upcoming(PLAN, 0)}
