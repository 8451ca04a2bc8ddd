"""Numbers that can be called are links, and nothing else is."""

import pytest

from adapters.web.telephones import dialled


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("Bel 112.", ["112"]),
        ("<b>0900-8844</b>", ["09008844"]),
        ("Helpwanted: <b>020-261 52 75</b>", ["0202615275"]),
        ("Jullie meldpunt: 06-12345678 of +31 6 12345678.", ["0612345678", "0612345678"]),
        ("113, over zelfmoord: <b>0800-0113</b>", ["08000113"]),
        ("Nagekeken: 01-11-2026", []),
        ("Nagekeken: 06-11-2026 om 09:30", []),
        ("Vraag 1 van 9, artikel 1125", []),
        ("&#112;&#0112233445;", []),
        ("0800-12", []),
        ("https://www.voorbeeld.nl/0800-2000 a0800-2000", []),
        ('<a href="https://www.voorbeeld.nl/">Bel 112</a>', []),
    ],
)
def test_only_a_number_that_can_be_called_is_a_link(html: str, numbers: list[str]) -> None:
    shown = dialled(html)
    assert [part.partition('"')[0] for part in shown.split('<a href="tel:')[1:]] == numbers
    assert shown.count("</a>") == len(numbers) + html.count("</a>")
