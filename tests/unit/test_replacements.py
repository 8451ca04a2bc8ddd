"""What an organisation replaces, and what is told when the shipped text below it changed since."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from messages.linting import replaced_file, report
from messages.linting.replacements import accepted, faults, find, notes
from messages.loading.faults import Fault
from messages.loading.folder import REPLACED, SHIPPED, Folder
from messages.loading.organisation import Organisation
from tests.support.author_slips import NL, STRUCTURE, WORDS
from tests.support.helpline_slips import HELP
from tests.unit.test_overlay import PROMPTS, write
from tests.unit.test_review import reviewed

GONE = "templates/gone.html.j2"
UNRECORDED = (
    "vervangen teksten waarvan nog niet bewaard is wat er meegeleverd was: {count}. "
    "Draai `groomingcheck review --accept`. Dan hoor je het als dat verandert."
)
ROW = '[rule.discuss_first]\nwhen = [{ recognise = ["yes"] }]'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """Return a copy of the shipped content, to change as a next version would."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    return shutil.copytree(SHIPPED, tmp_path / "next", ignore=ignored)


def change(shipped: Path, file: str, old: str, new: str) -> None:
    text = (shipped / file).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (shipped / file).write_text(text.replace(old, new))


def accept(own: Path, shipped: Path = SHIPPED) -> None:
    (own / REPLACED).write_text(replaced_file.text(accepted(Folder(own, shipped)), report.about_record()))


def keyed(faults: tuple[Fault, ...]) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.key, fault.kind) for fault in faults]


@dataclass(frozen=True)
class Upgrade:
    """What an organisation wrote over the shipped content, what a next version changes there, and what is told.

    Attributes:
        told: What the line about it has in it: the old and the new shipped text, and the organisation's own.
    """

    name: str
    file: str
    own: str
    old: str
    new: str
    key: str
    told: tuple[str, ...]
    kind: str = "shipped_changed"


UPGRADES = [
    Upgrade(
        "a text",
        NL,
        'question.contact.hint = "[O] Denk aan Roblox."',
        "Denk aan apps, games en datingsites.",
        "Denk aan alle apps.",
        "question.contact.hint",
        ('"[A] Denk aan apps, games en datingsites."', '"[A] Denk aan alle apps."', '"[O] Denk aan Roblox."'),
    ),
    Upgrade(
        "a text taken away",
        NL,
        "question.trust.topic = []",
        '"[A] Bij je terecht kunnen"',
        '"[A] Terecht kunnen"',
        "question.trust.topic",
        ('"[A] Bij je terecht kunnen"', '"[A] Terecht kunnen"', "[]"),
    ),
    Upgrade(
        "a number",
        HELP,
        '[number.police]\ncall = "0900-0000"\nchecked = 2026-11-20',
        '"0900-8844"',
        '"0900-8855"',
        "number.police.call",
        ('"0900-8844"', '"0900-8855"', '"0900-0000"'),
    ),
    Upgrade(
        "a note taken away with its table",
        HELP,
        "number.police.note = []",
        "Vraag de zedenpolitie.",
        "Vraag naar de zedenpolitie.",
        "number.police.note.nl",
        ("Vraag de zeden", "Vraag naar de zeden", "[]"),
    ),
    Upgrade(
        "an order of numbers, and one is added",
        HELP,
        'numbers = ["police", "danger"]',
        "[number.danger]",
        '[number.fire]\ncall = "1"\nnl = "[A] B"\nen = "[A] F"\n\n[number.danger]',
        "numbers",
        ('["danger", "police", ', '["fire", "danger", ', '["police", "danger"]'),
    ),
    Upgrade(
        "a prompt",
        PROMPTS,
        'prompt.ask.nl = "[O] Vraag het."',
        "met wie praat je online, en hoe is dat?",
        "met wie praat je?",
        "prompt.ask.nl",
        ("en hoe is dat?", "met wie praat je?", '"[O] Vraag het."'),
    ),
    Upgrade(
        "a button",
        WORDS,
        '[button]\nstopped.label = "Ophouden"',
        'stopped = { key = "s", label = "Stop en wis" }',
        'stopped = { key = "s", label = "Wis" }',
        "button.stopped.label",
        ('"Stop en wis"', '"Wis"', '"Ophouden"'),
    ),
    Upgrade(
        "a list",
        STRUCTURE,
        'question.recognise.offers = ["rules"]',
        'urgent = ["yes", "doubt"]\noffers = ["signals", "visible"]',
        'urgent = ["yes", "doubt"]\noffers = ["signals"]',
        "question.recognise.offers",
        ('["signals", "visible"]', '["signals"]', '["rules"]'),
    ),
    Upgrade(
        "rows of a rule",
        STRUCTURE,
        ROW,
        '[{ recognise = ["yes", "doubt"], discuss = ["not_yet", "who"] }]',
        '[{ recognise = ["doubt"] }]',
        "rule.discuss_first.when",
        ('{ recognise = ["yes", "doubt"], discuss = ["not_yet", "who"] }', '{ recognise = ["doubt"] }'),
    ),
    Upgrade(
        "a limit of a language",
        "readability/nl.toml",
        "longest = 20",
        "longest = 15",
        "longest = 12",
        "longest",
        ("15", "12", "20"),
    ),
    Upgrade("a template", GONE, "Dag. {{ words.gone.finished }}", "{", "Nieuw {", "", ("Nieuw {",), "template_changed"),
    Upgrade(
        "a text that goes",
        NL,
        'advice.core = "[O] Kern."',
        "\ncore = ",
        "\nkern = ",
        "advice.core",
        ("Blijf neutraal.",),
        "shipped_gone",
    ),
    Upgrade(
        "a question that goes",
        NL,
        'question.contact.hint = "[O] Hoi."',
        "[question.contact]",
        "[question.kontact]",
        "question.contact.hint",
        ("Denk aan apps",),
        "shipped_gone",
    ),
]


@pytest.mark.parametrize("upgrade", UPGRADES, ids=lambda upgrade: upgrade.name)
def test_what_changed_below_a_replaced_text_is_told_until_it_is_accepted(
    upgrade: Upgrade, own: Path, next_version: Path
) -> None:
    write(own, {upgrade.file: upgrade.own})
    accept(own)
    assert faults(Folder(own)) == ()
    if upgrade.file == GONE:
        text = (next_version / GONE).read_text()
        (next_version / GONE).write_text(f"Nieuw {text}")
    else:
        change(next_version, upgrade.file, upgrade.old, upgrade.new)
    after = Folder(own, next_version)
    found = faults(after)
    assert keyed(found) == [(upgrade.file, upgrade.key, upgrade.kind)]
    for locale in ("nl", "en"):
        [line] = report.lines(found, locale)
        assert all(told in line for told in upgrade.told), line
        assert "groomingcheck review --accept" in line
    accept(own, next_version)
    assert faults(after) == ()


def test_a_review_tells_it_with_all_else(own: Path, next_version: Path) -> None:
    write(own, {NL: 'question.contact.hint = "[O] Denk aan Roblox."'})
    accept(own)
    change(next_version, NL, "Denk aan apps, games en datingsites.", "Denk aan alle apps.")
    told = keyed(reviewed(Organisation(folder=own, shipped=next_version)))
    assert (NL, "question.contact.hint", "shipped_changed") in told


def test_what_went_is_told_once_with_what_it_was(own: Path, next_version: Path) -> None:
    write(own, {NL: 'point.trust.no = "[O] Vertel het."\ndnger = "[O] Bel 112."'})
    accept(own)
    change(next_version, STRUCTURE, 'attention = ["think", "no", "unsure"]', 'attention = ["think", "unsure"]')
    for locale in ("nl", "en"):
        path = next_version / "groomingcheck" / f"{locale}.toml"
        head, mark, tail = path.read_text().partition("[point.trust]\n")
        path.write_text(head + mark + re.sub(r"^no = .*\n", "", tail, count=1, flags=re.MULTILINE))
    told = keyed(reviewed(Organisation(folder=own, shipped=next_version)))
    assert [(key, kind) for file, key, kind in told if file == NL and kind in {"vanished", "shipped_gone"}] == [
        ("dnger", "vanished"),
        ("point.trust.no", "shipped_gone"),
    ]


def test_that_a_number_was_looked_up_again_is_no_correction(own: Path, next_version: Path) -> None:
    write(own, {HELP: '[number.police]\ncall = "0900-0000"\nchecked = 2026-11-20'})
    accept(own)
    numbers = next_version / HELP
    numbers.write_text(re.sub(r"checked = .*", "checked = 2027-01-05", numbers.read_text()))
    assert faults(Folder(own, next_version)) == ()


def test_a_correction_that_an_organisation_already_has_is_not_told(own: Path, next_version: Path) -> None:
    write(own, {NL: 'question.contact.hint = "[A] Denk aan alle apps."'})
    accept(own)
    change(next_version, NL, "Denk aan apps, games en datingsites.", "Denk aan alle apps.")
    assert faults(Folder(own, next_version)) == ()


def test_what_is_no_longer_replaced_is_not_told_and_goes_when_accepted(own: Path, next_version: Path) -> None:
    write(own, {NL: 'danger = "[O] Bel 112."\nabout = "[O] Over."', GONE: "Dag."})
    accept(own)
    (own / NL).write_text('about = "[O] Over."')
    (own / GONE).unlink()
    change(next_version, NL, 'Is er nu gevaar? Bel 112."\nabout', 'Gevaar? Bel 112."\nabout')
    assert faults(Folder(own, next_version)) == ()
    accept(own, next_version)
    record, unusable = replaced_file.read(Folder(own))
    assert (list(record or {}), unusable) == ([(NL, "about")], [])


def test_each_file_is_noted_with_what_it_replaces(own: Path) -> None:
    same = '"[A] Denk aan apps, games en datingsites."'
    organisation = write(own, {NL: f'danger = "[O] Bel 112."\nquestion.contact.hint = {same}', GONE: "Dag."})
    assert report.notes(notes(organisation), "nl") == (
        f"{NL}: dit heb je vervangen of weggelaten: danger. Verbeteringen daarvan krijg je niet vanzelf.",
        f"{NL}: teksten die gelijk zijn aan de meegeleverde: 1. Haal ze weg: dan krijg je verbeteringen vanzelf.",
        f"{NL}: {UNRECORDED.format(count=2)}",
        f"{GONE}: dit sjabloon heb je vervangen. Verbeteringen daarvan krijg je niet vanzelf.",
        f"{GONE}: {UNRECORDED.format(count=1)}",
    )
    accept(own)
    assert [note.kind for note in notes(organisation)] == ["replaced", "same", "template_replaced"]


def test_an_own_check_that_is_off_is_noted(own: Path) -> None:
    (own / "moneycheck").mkdir()
    (own / "moneycheck" / "check.toml").touch()
    organisation = Organisation(folder=own)
    assert keyed(notes(organisation)) == [("moneycheck/check.toml", "", "off")]
    assert notes(Organisation(folder=own, checks=("moneycheck",))) == ()


def test_the_shipped_content_alone_has_nothing_to_note() -> None:
    for organisation in (Organisation(), Organisation(folder=SHIPPED)):
        assert notes(organisation) == ()
        assert faults(Folder(organisation.folder)) == ()


def test_what_was_recorded_of_a_file_that_cannot_be_read_is_kept(own: Path) -> None:
    write(own, {NL: 'danger = "[O] Bel 112."'})
    accept(own)
    (own / NL).write_text("danger = x")
    assert faults(Folder(own)) == ()
    accept(own)
    record, _ = replaced_file.read(Folder(own))
    assert list(record or {}) == [(NL, "danger")]


def test_a_record_that_cannot_be_read_is_one_fault(own: Path) -> None:
    organisation = write(own, {REPLACED: "<<<<<<< HEAD", NL: 'danger = "[O] Is er nu gevaar? Bel 112."'})
    assert keyed(reviewed(organisation)) == [(REPLACED, "", "not_toml")]
    assert [note.kind for note in notes(organisation)] == ["replaced"]


def test_every_shipped_value_is_recorded_as_it_is(own: Path, next_version: Path) -> None:
    """All of the shipped content, copied into an organisation's folder."""
    shutil.copytree(next_version, own, dirs_exist_ok=True)
    folder = Folder(own)
    current = find(folder)
    assert len(current) > 800
    assert all(one.own == one.shipped for one in current.values())
    accept(own)
    record, unusable = replaced_file.read(folder)
    assert unusable == []
    assert record == {at: one.shipped for at, one in current.items()}


def test_whatever_can_stand_in_a_text_is_recorded_as_it_is(own: Path) -> None:
    odd = [
        'a "b" \\ c',
        "twee\nregels",
        'drie """ tekens\n',
        'eind "\nx"',
        "\x7f\t\x01",
        "é ’ 🎲",
        "",
        "\\n",
        '"""',
        "\r\n",
    ]
    record = {(NL, f"key.{number}"): text for number, text in enumerate(odd)}
    (own / REPLACED).write_bytes(replaced_file.text(record, "Over.").encode())
    assert replaced_file.read(Folder(own)) == (record, [])
