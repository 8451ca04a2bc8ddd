"""Markup: the allowed tags stay, everything else reads as it was typed, and nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.markup import TAG, faults, html, leaks, pieces, plain

PIECES = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", '<a href="https://x.nl/?a=1">', "</a>", "<", ">", "&", '"', "a", "é", "\n"]
)


@settings(max_examples=500)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_what_is_read_is_what_was_typed_without_its_tags(text: str) -> None:
    assert plain(html(text)) == TAG.sub("", text)


@settings(max_examples=500)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_outside_the_allowed_tags_nothing_is_left_that_a_parser_could_trip_over(text: str) -> None:
    assert not set("<>") & set(TAG.sub("", html(text)))


@pytest.mark.parametrize("link", ["https://x.nl/?a=1&copy=2", "https://x.nl/?a=1&amp;copy=2"])
def test_a_link_leads_where_it_says(link: str) -> None:
    assert html(f'<a href="{link}">x</a>') == '<a href="https://x.nl/?a=1&amp;copy=2">x</a>'


@settings(max_examples=500)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_what_is_made_of_a_text_without_faults_leaks_nothing(text: str) -> None:
    assert list(faults(text)) != [] or list(leaks(html(text))) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a &amp; b &lt; c &#39;", []),
        ("a & b", [("unescaped", "&")]),
        ("a&nbsp;b", [("unescaped", "&nbsp;")]),
        ("3 < 5 > 4", [("unescaped", "<"), ("unescaped", ">")]),
        ("<u>a & b", [("markup", "<u>")]),
        ("<b>a", [("unclosed", "<b>")]),
        ("a <details>b</details> c <details>d</details>", []),
        ("<details>a", [("unclosed", "<details>")]),
        ("a</details>", [("unclosed", "</details>")]),
        ("<details>a<details>b</details>", [("unclosed", "<details>")]),
        ("<details>a</details></details>", [("unclosed", "</details>")]),
        ("<b><details>a <i>b</i></details></b>", []),
        ("<b>a<details>b</b></details>", [("unclosed", "</b>"), ("unclosed", "</details>")]),
        ("<details>a<b>b</details></b>", [("unclosed", "</details>"), ("unclosed", "</b>")]),
    ],
)
def test_what_no_channel_would_take_is_found(written: str, found: list[tuple[str, str]]) -> None:
    assert list(leaks(written)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain & simple, 3 < 5", []),
        ("<b>bold</b> and <i>soft</i>", []),
        ('<a href="https://politie.nl">police</a>', []),
        ("**bold**, 2*3", [("markup", "**"), ("markup", "**")]),
        ("<u>no</u>", [("markup", "<u>"), ("markup", "</u>")]),
        ('<b class="x">no</b>', [("markup", '<b class="x">'), ("unclosed", "</b>")]),
        ('<a href="javascript:x">no</a>', [("markup", '<a href="javascript:x">'), ("unclosed", "</a>")]),
        ("<b>open", [("unclosed", "<b>")]),
        ("shut</b>", [("unclosed", "</b>")]),
        ("<b><i>crossed</b></i>", [("unclosed", "</b>"), ("unclosed", "</i>")]),
    ],
)
def test_faults_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert list(faults(text)) == found


def test_only_a_template_folds_text_away() -> None:
    assert [kind for kind, _ in faults("<details>a</details>")] == ["markup", "markup"]
    assert plain(html("<details>a</details>")) == "<details>a</details>"


def test_what_may_be_folded_away_reads_like_any_text() -> None:
    folded = "a <details>b <b>c</b></details>"
    assert plain(folded) == "a b c"
    assert [(piece.text, piece.bold) for piece in pieces(folded)] == [("a b ", False), ("c", True)]


@pytest.mark.parametrize("text", ["a", "a &amp; b", "<b>a</b>"])
def test_what_is_plain_is_no_markup_any_more(text: str) -> None:
    assert type(plain(html(text))) is str
