"""An organisation's files, of three lines or of none, laid over the shipped ones: whatever can be written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.check import Check, Rule
from bot.events import Stopped
from bot.views import Help
from messages.content import Content
from messages.linting import report
from messages.loading import loader
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import SHIPPED, Folder
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from tests.support.author_slips import NL, STRUCTURE, WORDS
from tests.support.helpline_slips import HELP
from tests.support.loading import load_content
from tests.unit.test_review import found

EN, PROMPTS = "groomingcheck/en.toml", "groomingcheck/prompts.toml"
LISTED = 'questions = ["signals", "recognise", "basis", "discuss", "trust", "judge", "invite", "location"]'
"""All questions but the first."""
ALL = '"contact", "signals", "recognise", "basis", "discuss", "trust", "judge", "invite", "location"'
EXTRA = """
[question.extra]
ask = "[O] Extra?"
hint = "[O] Extra."
why = "[O] Extra."
label = { yes = "[O] Ja", no = "[O] Nee" }
guidance = { yes = "[O] Goed.", no = "[O] Goed." }
"""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Organisation:
    """Return an organisation with these files in its folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Organisation(folder=folder)


def told(organisation: Organisation) -> tuple[Fault, ...]:
    return loader.read(Folder(organisation.folder), concepts=True).faults


def parsed(organisation: Organisation) -> ParsedCheck:
    """Return the shipped check as an organisation has it, which must be without a fault."""
    content = loader.read(Folder(organisation.folder), concepts=True)
    assert content.faults == ()
    return next(one for one in content.checks if one.check.id == "groomingcheck")


def line(check: ParsedCheck, key: str, locale: str = "nl") -> str | None:
    text = check.texts[locale].get(key)
    return None if text is None else "\n".join(text.lines)


@dataclass(frozen=True)
class Case:
    """What an organisation writes, and the faults that it is: the file, the key and the kind of each."""

    name: str
    files: Mapping[str, str | bytes]
    faults: tuple[tuple[str, str, str], ...] = ()


CASES = [
    Case("an empty file", {NL: "", STRUCTURE: "", HELP: "", PROMPTS: "", WORDS: ""}),
    Case("comments alone", {NL: "# Nog niets.\n"}),
    Case("an empty table", {NL: "[question.contact]\n[question.contact.label]\n"}),
    Case("an empty list of its own", {STRUCTURE: "help = []\nclosing = []\n"}),
    Case("a byte order mark", {NL: b'\xef\xbb\xbfdanger = "[O] Bel 112."'}),
    Case("Windows line ends", {NL: b'[question.contact]\r\nhint = "[O] Denk aan apps."\r\n'}),
    Case("what an editor leaves", {"groomingcheck/nl.toml.bak": "[[[", "words/nl.toml~": "[[["}),
    Case(
        "a table where a text belongs",
        {NL: '[question.contact.hint]\nnl = "[O] Hoi."'},
        ((NL, "question.contact.hint", "table_for_text"),),
    ),
    Case("a text where a table belongs", {NL: 'question = "[O] Hoi."'}, ((NL, "question", "text_for_table"),)),
    Case(
        "a text where answers belong",
        {NL: '[question.contact]\nlabel = "[O] Ja"'},
        ((NL, "question.contact.label", "text_for_table"),),
    ),
    Case("rows in the former way", {HELP: '[[number]]\nid = "own"\ncall = "1"'}, ((HELP, "number", "not_tables"),)),
    Case("a head without a name", {HELP: '[number]\ncall = "1"'}, ((HELP, "number", "not_tables"),)),
    Case("a text that there is not, or not any more", {NL: 'dnger = "[O] Bel."'}, ((NL, "dnger", "vanished"),)),
    Case(
        "two texts of a question that vanished",
        {NL: '[question.gone]\nhint = "[O] A."\nwhy = "[O] B."'},
        ((NL, "question.gone", "vanished"),),
    ),
    Case(
        "an answer that vanished",
        {NL: 'question.contact.label.maybe = "[O] Misschien"'},
        ((NL, "question.contact.label.maybe", "vanished"),),
    ),
    Case("a word that there is not", {WORDS: 'button.strted.label = "Hup"'}, ((WORDS, "button.strted", "vanished"),)),
    Case(
        "a setting of a number that there is not",
        {HELP: "[number.police]\ncheked = 2026-11-01"},
        ((HELP, "number.police.cheked", "vanished"),),
    ),
    Case(
        "a slip inside a list that is replaced",
        {HELP: '[number.police]\nhours = [{ days = ["mon"], from = "09:00", until = "17:00", till = "18:00" }]'},
        ((HELP, "number.police.hours.1.till", "superfluous"),),
    ),
    Case("a text without its label", {NL: 'danger = "Bel 112."'}, ((NL, "danger", "no_label"),)),
    Case("a text that must be there, taken away", {NL: "danger = []"}, ((NL, "danger", "missing"),)),
    Case(
        "texts of answers, taken away",
        {NL: "point.trust = []"},
        ((NL, "", "incomplete"),),
    ),
    Case("a button", {WORDS: '[button]\nstopped.label = "Ophouden"'}),
    Case(
        "a letter of another button",
        {WORDS: '[button]\nstopped.key = "u"'},
        ((WORDS, "button.opened_why.key", "same_key"),),
    ),
    Case("letters changed about", {WORDS: '[button]\nstopped.key = "u"\nopened_why.key = "s"'}),
    Case("a question left out, with rules and order on others", {STRUCTURE: LISTED}),
    Case(
        "a question left out, with a text of its own",
        {STRUCTURE: LISTED, NL: 'question.contact.hint = "[O] Denk aan apps."'},
    ),
    Case(
        "a question left out, with a slip in a text of its own",
        {STRUCTURE: LISTED, NL: 'question.contact.hnt = "[O] Denk aan apps."'},
        ((NL, "question.contact.hnt", "vanished"),),
    ),
    Case(
        "a question left out, with a rule on it",
        {STRUCTURE: LISTED.replace('"signals", ', '"contact", ')},
        ((STRUCTURE, "rule.reread_signals.when.1.signals", "left_out"),),
    ),
    Case(
        "a question left out, with the rule on it",
        {
            STRUCTURE: LISTED.replace('"signals", ', '"contact", ')
            + '\nrules = ["discuss_first", "invite_later", "signs_enough", "doubt_enough", "blackmail"]'
        },
    ),
    Case("a card left out that a question offers", {STRUCTURE: 'cards = ["signals", "listening", "visit", "rules"]'}),
    Case("a question added", {STRUCTURE: '[question.extra]\noptions = ["yes", "no"]', NL: EXTRA, EN: EXTRA}),
    Case(
        "a question that isn't in the list",
        {STRUCTURE: f'questions = [{ALL}]\n[question.extra]\noptions = ["yes", "no"]'},
        ((STRUCTURE, "question.extra", "not_listed"),),
    ),
    Case(
        "a question without its texts",
        {STRUCTURE: '[question.extra]\noptions = ["yes", "no"]', NL: EXTRA},
        ((EN, "", "half_spoken"),),
    ),
    Case(
        "an answer taken away that still has a point",
        {STRUCTURE: 'question.contact.options = ["yes", "no"]'},
        ((STRUCTURE, "question.contact.attention", "no_option"),),
    ),
    Case(
        "an answer taken away with its point",
        {STRUCTURE: '[question.contact]\noptions = ["yes", "no"]\nattention = ["no"]'},
    ),
    Case(
        "a point that has no place",
        {STRUCTURE: 'question.invite.attention = ["maybe"]'},
        (
            (STRUCTURE, "order", "no_place"),
            (NL, "point.invite.maybe", "missing"),
            (EN, "point.invite.maybe", "missing"),
        ),
    ),
    Case("no card of a question", {STRUCTURE: "question.signals.shows = []"}),
    Case("a card for another answer", {STRUCTURE: 'question.signals.shows.signals = ["no"]'}),
    Case(
        "a list that names what there is not",
        {HELP: 'numbers = ["fire"]'},
        (
            (HELP, "numbers", "no_table"),
            (HELP, "number", "no_numbers"),
        ),
    ),
    Case("too few prompts left", {PROMPTS: 'prompts = ["ask"]'}, ((PROMPTS, "prompt", "few_prompts"),)),
    Case("a prompt in a language that the check doesn't speak", {PROMPTS: 'prompt.ask.fr = "[O] Oui."'}),
    Case("not TOML", {NL: "danger = x"}, ((NL, "", "not_toml"),)),
    Case("not UTF-8", {HELP: b"\xff\xfe"}, ((HELP, "", "not_utf8"),)),
    Case("cut off", {STRUCTURE: "order = ["}, ((STRUCTURE, "", "cut_off"),)),
    Case("words that are not TOML", {WORDS: "x = y"}, ((WORDS, "", "not_toml"),)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_can_be_written_over_the_shipped_content(case: Case, tmp_path: Path) -> None:
    organisation = write(tmp_path, case.files)
    faults = told(organisation)
    assert [(fault.file, fault.key, fault.kind) for fault in faults] == list(case.faults)
    for locale in ("nl", "en"):
        assert len(report.lines(faults, locale)) == len(faults)
    if faults:  # what is shipped is not used as if all were well
        with pytest.raises(ContentError):
            load_content(organisation)
    else:
        assert "groomingcheck" in load_content(organisation).checks


def test_three_lines_change_one_sentence_and_keep_the_rest(tmp_path: Path) -> None:
    before = parsed(Organisation())
    organisation = write(tmp_path, {NL: '[question.contact]\n# Onze apps.\nhint = "[O] Denk aan onze apps."\n'})
    after = parsed(organisation)
    changed = [key for key, text in after.texts["nl"].items() if text != before.texts["nl"][key]]
    assert changed == ["question.contact.hint"]
    assert line(after, "question.contact.hint") == "Denk aan onze apps."
    assert after.texts["en"] == before.texts["en"]
    assert found(organisation) == []


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert parsed(Organisation(folder=tmp_path)) == parsed(Organisation())


def test_a_list_is_replaced_whole(tmp_path: Path) -> None:
    text = 'advice.core = ["[O] Eén zin."]\nadvice.next = "[O] Nog een."'
    after = parsed(write(tmp_path, {NL: text, STRUCTURE: 'question.recognise.offers = ["rules"]'}))
    assert (line(after, "advice.core"), line(after, "advice.next")) == ("Eén zin.", "Nog een.")
    assert after.check.questions[2].offers == ("rules",)


def test_a_text_that_may_be_absent_is_taken_away_with_an_empty_list(tmp_path: Path) -> None:
    text = "advice.core = []\n[question.trust]\ntopic = []\nmore = []\n"
    note = "[number.police]\nnote = []\nhours = []\n[number.helpwanted.note]\nnl = []\nen = []\n"
    after = parsed(write(tmp_path, {NL: text, HELP: note}))
    for key in ("advice.core", "question.trust.topic", "question.trust.more.often"):
        assert line(after, key) is None
        assert line(after, key, "en") is not None
    numbers = {one.id: one for one in after.helplines}
    assert (numbers["police"].note, numbers["police"].hours, numbers["helpwanted"].note) == ({}, None, {})


def test_numbers_are_changed_added_left_out_and_reordered(tmp_path: Path) -> None:
    own = """
numbers = ["fire", "police", "danger"]
[number.police]
call = "0900-0000"
checked = 2026-11-20
[number.fire]
call = "0800-1"
checked = 2026-11-20
nl = "[O] Brandwacht"
en = "[O] Fire watch"
"""
    lines = parsed(write(tmp_path, {HELP: own})).helplines
    assert [(one.id, one.call) for one in lines] == [("fire", "0800-1"), ("police", "0900-0000"), ("danger", "112")]
    assert lines[1].hours == parsed(Organisation()).helplines[1].hours


def test_a_whole_table_is_taken_away_with_an_empty_list(tmp_path: Path) -> None:
    ids = [one.id for one in parsed(write(tmp_path, {HELP: "[number]\npolice = []"})).helplines]
    assert ids == [one.id for one in parsed(Organisation()).helplines if one.id != "police"]


def test_what_is_added_comes_after_what_is_shipped(tmp_path: Path) -> None:
    own = '[number.fire]\ncall = "1"\nnl = "[O] Brand"\nen = "[O] Fire"\n[number.danger]\nhours = []'
    ids = [one.id for one in parsed(write(tmp_path, {HELP: own})).helplines]
    assert ids == [*(one.id for one in parsed(Organisation()).helplines), "fire"]


def test_another_number_needs_a_date_of_its_own(tmp_path: Path) -> None:
    """The day on which the shipped number was looked up says nothing of another one."""
    organisation = write(tmp_path, {HELP: '[number.police]\ncall = "0900-0000"'})
    assert found(organisation) == [(HELP, "number.police.checked", "unchecked")]
    write(tmp_path, {HELP: '[number.police]\nnl = "[O] Politie"'})
    assert found(organisation) == []


def test_prompts_are_changed_added_and_left_out(tmp_path: Path) -> None:
    shipped = parsed(Organisation()).prompts
    kept = [one.id for one in shipped if one.id != "open"]
    own = f'prompts = {["own", *kept]}\n[prompt.own]\nnl = "[O] Hoi."\nen = "[O] Hi."\n[prompt.ask]\nnl = "[O] Vraag."'
    prompts = parsed(write(tmp_path, {PROMPTS: own.replace("'", '"')})).prompts
    assert [one.id for one in prompts] == ["own", *kept]
    ask = prompts[1].text
    assert (ask["nl"].lines, ask["en"].lines) == (("Vraag.",), shipped[0].text["en"].lines)


def test_a_question_is_added_in_the_middle(tmp_path: Path) -> None:
    listed = ALL.replace('"signals"', '"extra", "signals"')
    structure = f'questions = [{listed}]\n[question.extra]\noptions = ["yes", "no"]\n'
    check = parsed(write(tmp_path, {STRUCTURE: structure, NL: EXTRA, EN: EXTRA})).check
    assert [one.id for one in check.questions][:3] == ["contact", "extra", "signals"]
    assert [need.question for need in rule(check, "reread_signals").when[0]] == [2, 3]


def rule(check: Check, name: str) -> Rule:
    return next(one for one in check.rules if one.id == name)


def test_what_is_left_out_has_no_text_any_more(tmp_path: Path) -> None:
    after = parsed(write(tmp_path, {STRUCTURE: LISTED}))
    assert not [key for key in after.texts["nl"] if key.startswith(("question.contact.", "point.contact."))]
    assert "contact" not in after.check.order
    assert {kind for _, _, kind in found(Organisation(folder=tmp_path))} == {
        "question_count"
    }  # nine, and they are eight


def test_a_button_is_changed_in_one_language(tmp_path: Path) -> None:
    content = load_content(write(tmp_path, {WORDS: '[button]\nstopped.label = "Ophouden"'}))
    assert labels(content, "nl") == "Ophouden"
    assert labels(content, "en") == labels(load_content(Organisation()), "en")


def labels(content: Content, locale: str) -> str:
    choices = content.renderers["groomingcheck", locale].render(Help()).choices
    return next(one.label for one in choices if one.event == Stopped())


def test_a_language_is_added_with_files_of_its_own_and_a_name_for_each_number(tmp_path: Path) -> None:
    shipped, folders = parsed(Organisation()), ("groomingcheck", "words")
    files = {f"{folder}/fr.toml": (SHIPPED / folder / "en.toml").read_text() for folder in folders}
    names = [f'number.{one.id}.fr = "[O] Nom"' for one in shipped.helplines]
    notes = [f'number.{one.id}.note.fr = "[O] Voir."' for one in shipped.helplines if one.note]
    files[HELP] = "\n".join((*names, *notes))
    files[PROMPTS] = "\n".join(f'prompt.{one.id}.fr = "[O] Bonjour."' for one in shipped.prompts)
    content = load_content(write(tmp_path, files))
    assert ("groomingcheck", "fr") in content.renderers
    assert "Nom" in content.renderers["groomingcheck", "fr"].render(Help()).html


def test_the_limits_of_a_language_are_laid_over_too(tmp_path: Path) -> None:
    kinds = {kind for _, _, kind in found(write(tmp_path, {"readability/nl.toml": "average = 5"}))}
    assert kinds == {"long_average"}


def test_a_fault_in_what_is_shipped_says_where_to_write_it(tmp_path: Path) -> None:
    organisation = write(tmp_path, {STRUCTURE: 'question.contact.options = ["yes", "no"]'})
    dutch, english = (report.lines(told(organisation), locale) for locale in ("nl", "en"))
    assert dutch[0].endswith(
        "Dit staat in het meegeleverde bestand. Schrijf het in je eigen bestand zoals het moet zijn."
    )
    assert english[0].endswith("This is in the shipped file. Put the correct version in your own file.")
    write(tmp_path, {STRUCTURE: 'question.contact.attention = ["x"]'})
    assert "meegeleverde" not in report.lines(told(organisation), "nl")[0]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (NL, 'question.contact.hint = "[O] Denk aan onze apps."'),
        (NL, "question.trust.topic = []"),
        (STRUCTURE, "question.trust.attention = []"),
        (STRUCTURE, LISTED),
    ],
)
def test_the_version_changes_with_what_takes_effect(tmp_path: Path, file: str, text: str) -> None:
    assert parsed(write(tmp_path, {file: text})).check.version != parsed(Organisation()).check.version


def test_the_version_stays_where_nothing_takes_effect(tmp_path: Path) -> None:
    own = write(tmp_path, {NL: (SHIPPED / NL).read_bytes(), STRUCTURE: "# Niets.\n"})
    assert parsed(own).check.version == parsed(Organisation()).check.version
