"""The mistakes that an author can make in where the texts come from."""

import re
from datetime import date

from messages.loading.folder import SHIPPED
from tests.support.slip import Slip

SOURCES = "groomingcheck/sources.toml"
READ = [date.fromisoformat(day) for day in re.findall(r"^read = (\S+)", (SHIPPED / SOURCES).read_text(), re.MULTILINE)]
"""The days on which the shipped sources were read."""
_LINE = "Soms is er geen enkel teken."
_FACT = f'[fact."{_LINE}"]\nen = "Sometimes there is no sign at all."\n'
_KEY = f"fact.{_LINE}"
_WITH_SOURCE = (
    f"{_FACT}"
    'source = "[krachtpakket.nl](https://krachtpakket.nl/?p=969): '
    'een deel van de kinderen die misbruikt worden, laat geen signalen zien"\n'
)
_WHOLE = f"{_WITH_SOURCE}read = 2026-11-29\n"
_UNSOURCED = f"{_FACT}read = 2026-11-29\n"

SOURCE_SLIPS = [
    Slip("unstated", "fact.Soms is er geen teken.", SOURCES, _FACT, _FACT.replace(_LINE, "Soms is er geen teken.")),
    Slip("unstated", f"{_KEY}.en", SOURCES, _FACT, _FACT.replace("Sometimes", "At times")),
    Slip("unstated", "number.0800-2001", SOURCES, '[number."0800-2000"]', '[number."0800-2001"]'),
    Slip("missing", f"{_KEY}.source", SOURCES, _WHOLE, _UNSOURCED),
    Slip("no_address", f"{_KEY}.source", SOURCES, _WHOLE, f'{_UNSOURCED}source = "een boek"\n'),
    Slip("unread", f"{_KEY}.read", SOURCES, _WHOLE, _WITH_SOURCE),
    Slip("read_later", f"{_KEY}.read", SOURCES, _WHOLE, f"{_WITH_SOURCE}read = 2126-11-29\n"),
    Slip("not_date", f"{_KEY}.read", SOURCES, _WHOLE, f'{_WITH_SOURCE}read = "gisteren"\n'),
    Slip("superfluous", f"{_KEY}.raed", SOURCES, _WHOLE, f"{_WHOLE}raed = 2026-11-29\n"),
    Slip("not_texts", f"{_KEY}.en", SOURCES, _FACT, _FACT.replace('"Sometimes there is no sign at all."', "[3]")),
    Slip("not_texts", "left_out", SOURCES, "left_out = [", 'left_out = [\n  "",'),
    Slip("unknown_label", "label.X", SOURCES, "[label.S]", "[label.X]"),
    Slip("superfluous", "label.S.eng", SOURCES, 'en = "the page of questions', 'eng = "the page of questions'),
    Slip("missing", "label.A.nl", SOURCES, "[label.S]", "[label.A]\n[label.S]"),
]
"""What is left of a fact when its sentence changed, and what a fact may lack."""
