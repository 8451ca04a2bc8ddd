"""`docs/data.md` has a row for whatever the database keeps."""

from adapters.storage.schema import METADATA
from tests.support.pages import page, rows

TABLES = {
    "the fact that a check is over": {"ended"},
    "messages that are still to be deleted": {"action"},
    "a reminder": {"reminder", "occurrence"},
    "a reminder that isn't saved yet": {"draft"},
    "an introduction to a team": {"introduction"},
    "coordinators whom a report didn't reach": {"reach"},
}
"""The tables that each row is about."""


def test_every_table_of_the_database_is_in_a_row() -> None:
    assert TABLES.keys() <= {cells[0] for cells in rows(page("data"), "data")}
    assert set().union(*TABLES.values()) == {table.name for table in METADATA.tables.values()}
