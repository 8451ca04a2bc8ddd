"""Many of the things that an author might put in a file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_anything import lead_and_try, write_and_try


@settings(max_examples=60)
@given(st.data())
def test_any_content_is_either_reported_or_works(data: st.DataObject) -> None:
    write_and_try(data)


@settings(max_examples=60)
@given(st.data())
def test_any_path_is_either_reported_or_works(data: st.DataObject) -> None:
    lead_and_try(data)
