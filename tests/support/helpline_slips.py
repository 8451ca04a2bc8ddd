"""The mistakes that an author can make in the help numbers.

What is changed is found in the shipped file, so that these hold whatever day the numbers were last verified on.
"""

import re
from datetime import date, timedelta

from messages.loading.folder import SHIPPED
from tests.support.slip import Slip

HELP = "groomingcheck/help.toml"
_NUMBERS = (SHIPPED / HELP).read_text()
_EVERY = "\n".join(path.read_text() for path in sorted(SHIPPED.glob("*/help.toml")))
CHECKED, EVERY_CHECKED = (
    [date.fromisoformat(day) for day in re.findall(r"^checked = (\S+)", text, re.MULTILINE)]
    for text in (_NUMBERS, _EVERY)
)
"""The days on which the help numbers of that file, and of every shipped check, were verified."""
[POLICE] = re.findall(r'call = "0900-8844"\n(?:.+\n)*?checked = \S+', _NUMBERS)
UNCHECKED = POLICE[: POLICE.index("\nchecked")]
[POLICE_NAMES] = re.findall(r'nl = "\[A\] Politie, .*"\nen = "\[A\] Police, .*"\n', _NUMBERS)
_ALWAYS, _FROM = '"always"', "from = '09:00', until = '17:00'"
_DAYS = "number.police.hours.1.days"

HELPLINE_SLIPS = [
    Slip("unchecked", "number.police.checked", HELP, POLICE, UNCHECKED),
    Slip(
        "outdated",
        "number.police.checked",
        HELP,
        POLICE,
        f"{UNCHECKED}\nchecked = {max(CHECKED) - timedelta(days=366)}",
    ),
    Slip("future", "number.police.checked", HELP, POLICE, f"{UNCHECKED}\nchecked = 2126-11-28"),
    Slip("missing", "number.police.en", HELP, POLICE_NAMES, POLICE_NAMES[: POLICE_NAMES.index("en = ")]),
    Slip("bad_hours", "number.police.hours", HELP, POLICE, POLICE.replace(_ALWAYS, '"altijd"')),
    Slip("no_day", _DAYS, HELP, POLICE, POLICE.replace(_ALWAYS, f"[{{ days = ['ma'], {_FROM} }}]")),
    Slip("missing", _DAYS, HELP, POLICE, POLICE.replace(_ALWAYS, f"[{{ {_FROM} }}]")),
    Slip("missing", _DAYS, HELP, POLICE, POLICE.replace(_ALWAYS, f"[{{ days = [], {_FROM} }}]")),
    *(
        Slip(
            kind,
            f"number.police.hours.1.{at}",
            HELP,
            POLICE,
            POLICE.replace(_ALWAYS, f"[{{ days = ['mon'], {times} }}]"),
        )
        for kind, at, times in (
            ("not_time", "until", "from = '09:00', until = '25:00'"),
            ("not_time", "until", "from = '09:00', until = '24:00'"),
            ("not_time", "from", "from = '09:5', until = '17:00'"),
            ("not_time", "from", "from = '9', until = '17:00'"),
            ("same_time", "until", "from = '09:00', until = '09:00'"),
            ("missing", "until", "from = '09:00'"),
            ("not_line", "from", "from = 9, until = '17:00'"),
            ("superfluous", "till", "from = '09:00', until = '17:00', till = '18:00'"),
        )
    ),
    Slip("not_rows", "number.police.hours", HELP, POLICE, POLICE.replace(_ALWAYS, "['mon']")),
    Slip("missing", "number.police.call", HELP, 'call = "0900-8844"\n', ""),
    Slip("not_line", "number.police.call", HELP, 'call = "0900-8844"', "call = 112"),
    Slip("empty", "number.police.call", HELP, 'call = "0900-8844"', 'call = " "'),
    Slip("bad_id", "number.Police", HELP, "[number.police]", "[number.Police]"),
    Slip("again", "", HELP, "[number.police]", "[number.danger]"),
    Slip("not_tables", "number", HELP, "[number.danger]", "[number]"),
    Slip("no_table", "numbers", HELP, "[number.danger]", 'numbers = ["danger", "fire"]\n\n[number.danger]'),
    Slip("unchecked", "number.police.checked", HELP, POLICE, f"{UNCHECKED}\nchecked = {max(CHECKED)}T10:00:00"),
    Slip("superfluous", "number.police.cheked", HELP, POLICE, f"{POLICE}\ncheked = {max(CHECKED)}"),
    Slip("rare_word", "number.police.nl", HELP, "Politie, geen spoed", "Politiezorgmeldpunt"),
    Slip("no_placeholder", "number.police.nl", HELP, "Politie, geen spoed", "Politie, {meldpunt}"),
]
