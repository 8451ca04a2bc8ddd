"""The order of the proof: the longest tests start first, as otherwise one would run alone at the end."""

import pytest

LONGEST = (
    "test_nothing_stays_on_any_channel_by_any_way_that_it_delivers",
    "test_two_processes_on_one_postgresql_and_fifty_kills",
    "test_a_leak_of_each_kind_is_found_on_each_channel",
    "test_any_content_is_either_reported_or_works",
    "test_p22_a_thousand_at_once_stay_within_the_limits_and_hold_up_no_check",
    "test_nothing_is_left_of_hundreds_of_checks",
    "test_what_is_freed_is_found_where_memory_is_not_overwritten",
    "test_one_process_on_sqlite",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.name, len(LONGEST)))
