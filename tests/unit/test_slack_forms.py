"""Forms of Slack: what was put in one comes out of it, as from any other decoder."""

import json
from urllib.parse import quote, urlencode

import hypothesis
import pytest
from hypothesis import strategies

from adapters.slack.forms import decoded

JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(),
    lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(), inner),
)


@hypothesis.given(JSON, strategies.booleans())
def test_an_interaction_comes_out_as_it_was(value: object, readable: bool) -> None:  # noqa: FBT001
    said = json.dumps(value, ensure_ascii=not readable)
    assert decoded(urlencode({"payload": said}).encode()) == value
    assert decoded(f"payload={quote(said, safe='')}".encode()) == value
    assert decoded(urlencode({"token": "x", "payload": said}).encode()) == value


@hypothesis.given(strategies.dictionaries(strategies.text(min_size=1), strategies.text()))
def test_a_command_comes_out_as_it_was(fields: dict[str, str]) -> None:
    hypothesis.assume("payload" not in fields)
    assert decoded(urlencode(fields).encode()) == fields


@pytest.mark.parametrize("body", [b"payload=", b"payload=%7B", b"payload=%FF", b"\xff=1"])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(body)
