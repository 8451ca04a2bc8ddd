"""A few of the proof's kills, to find faults earlier."""

from tests.proof.test_slack_crash import start
from tests.proof.test_slack_crash import (
    test_killed_while_a_press_is_under_way_the_press_can_be_made_again as test_on_slack_a_press_can_be_made_again,
)
from tests.proof.test_telegram_crash import (
    test_what_came_due_while_it_was_down_is_wiped as test_on_telegram_what_came_due_is_wiped,
)

__all__ = ["start", "test_on_slack_a_press_can_be_made_again", "test_on_telegram_what_came_due_is_wiped"]
