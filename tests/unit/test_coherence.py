"""What texts, answers, rules and numbers say of one another: no alarm where an author may well write so."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from adapters.channels import registry
from bot.check import Attention, Check, Option, Question, Requirement, Rule
from messages.linting import lookalikes, rules, telephones, ways_out
from messages.linting.contradictions import Contradictions
from messages.linting.counts import Counts, lists
from messages.linting.numbering_plan import trouble
from messages.linting.phrases import Phrases, phrases
from messages.loading import loader
from messages.loading.folder import Folder
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.texts import Text
from tests.unit.test_review import copy_check, found

CARD, TIP = "card.evidence.text", "question.recognise.guidance.no"


@cache
def groomingcheck() -> ParsedCheck:
    return next(one for one in loader.read(Folder(), concepts=True).checks if one.check.id == "groomingcheck")


def said(locale: str) -> Phrases:
    known = phrases(locale)
    assert known
    return known


def counted(locale: str, key: str, *lines: str) -> list[str]:
    parsed = groomingcheck()
    counts = Counts(said(locale), parsed.check, lists(parsed.texts[locale]))
    return [fault.kind for fault in counts.faults(f"groomingcheck/{locale}.toml", key, Text(lines))]


def called(locale: str, line: str) -> list[str]:
    known = telephones.telephones(groomingcheck().helplines, locale, said(locale))
    return [fault.kind for fault in known.faults("groomingcheck/nl.toml", CARD, Text((line,)))]


def contradicted(locale: str, key: str, line: str) -> list[str]:
    parsed = groomingcheck()
    texts = {**parsed.texts[locale], key: Text((line,))}
    return [fault.kind for fault in Contradictions(parsed.check, texts, said(locale)).faults("nl.toml")]


@pytest.mark.parametrize(
    ("locale", "key", "line"),
    [
        ("nl", "intro", "De eerste drie vragen gaan over jou."),
        ("nl", "intro", "Je krijgt nog twee vragen over de locatie."),
        ("nl", "intro", "Elke dag drie of vier vragen stellen is te veel."),
        ("nl", "about", "Eén vraag is al genoeg."),
        ("nl", "about", "Wie 12 jaar is, heeft andere vragen."),
        ("nl", "about", "In 2026 kwamen er 300 vragen bij."),
        ("nl", CARD, "Stel twee vragen tegelijk liever niet."),
        ("nl", CARD, "Vraag 12 collega’s om raad."),
        ("nl", CARD, "Vraag 112 om hulp."),
        ("nl", CARD, "Ga terug naar vraag 3, of naar vraag 9."),
        ("nl", CARD, "De derde vraag gaat daarover."),
        ("nl", CARD, "De twee dagen erna bel je nog eens."),
        ("nl", CARD, "De tien bewoners van het huis hangen in de gang."),
        ("nl", "question.trust.hint", "Twee van de vier antwoorden passen vaak."),
        ("nl", "question.trust.why", "De drie antwoorden van vorige week tellen niet."),
        ("en", "intro", "The first three questions are about you."),
        ("en", CARD, "Go back to question 3, or to question 9."),
        ("en", CARD, "Ask two questions at most."),
    ],
)
def test_a_number_that_may_hold_is_no_alarm(locale: str, key: str, line: str) -> None:
    assert counted(locale, key, line) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Let op drie dingen:", "• geld", "• geheimen", "• ruzie"),
        ("Drie dingen helpen:", "• luisteren", "• vragen", "• wachten", "Daarna:", "• bellen", "• schrijven"),
        ("Bel binnen 3 dagen:", "• je collega", "• je leidinggevende"),
        ("24 uur per dag te bellen:", "• de politie", "• Veilig Thuis"),
        ("Stel twee vragen. Bijvoorbeeld:", "• Hoe gaat het?", "• Met wie praat je?", "• Waarover?"),
    ],
)
def test_a_list_below_a_heading_that_may_hold_is_no_alarm(lines: tuple[str, ...]) -> None:
    assert counted("nl", CARD, *lines) == []


def test_a_number_holds_if_it_is_that_of_a_list_in_the_same_text() -> None:
    assert counted("nl", CARD, "Dit zijn de twee vragen die helpen.", "• Hoe gaat het?", "• Met wie praat je?") == []


@pytest.mark.parametrize(
    "written",
    [
        *("112", "113", "144", "116 111", "116123", "116000", "116117", "14020", "14 030", "140182", "14 0182", "1888"),
        *("0900-8844", "0900 8844", "09008844", "0800-2000", "0800-1234567", "0906-1234", "0909-1234"),
        *("06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "+31612345678", "0031 6 12345678"),
        *("088-1234567", "085 123 45 67", "084-1234567", "020-261 52 75", "(020) 261 52 75", "020 - 261 52 75"),
        *("+31 (0)20 261 52 75", "+31 20 2615275", "0182-123456", "0182 12 34 56", "0572-123456", "097-123456789"),
        *("+32 2 123 45 67", "+32 470 12 34 56", "+49 30 1234567", "+44 20 7946 0018", "0044 20 7946 0018"),
    ],
)
def test_a_number_that_can_be_called_is_no_alarm(written: str) -> None:
    assert trouble(written) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((one, "no_such_number") for one in ("122", "911", "118", "116 999", "2615275", "012-3456789", "067-1234567")),
        *((one, "number_length") for one in ("06-1234567", "06-123456789", "020-26152755", "0900-884", "0800-20000")),
        *((one, "number_length") for one in ("088-123456", "0182-12345", "14 02", "+32 2 123 45", "+49 30 1")),
        *((one, "number_length") for one in ("+31 6 1234567", "097-12345678", "+4930123456789012")),
        *((one, "number_grouping") for one in ("0612-345678", "0202-615275", "09 00-8844", "09008-844", "018-2123456")),
    ],
)
def test_a_number_that_nobody_can_call_is_told(written: str, kind: str) -> None:
    wrong = trouble(written)
    assert wrong
    assert wrong.kind == kind


def test_a_number_that_is_grouped_wrongly_is_told_with_how_to_write_it() -> None:
    wrong = trouble("09 00-8844")
    assert wrong
    assert wrong.better == "0900-8844"


@pytest.mark.parametrize("setting", ["meldpunt", "achterwacht"])
@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("", []),
        ("Mia van de bovenste kamer", []),
        ("Meldpunt zorg, 030-1234567", []),
        ("06-12345678 (toestel 12), of 112", []),
        ("Meldpunt zorg, 030-123456", ["number_length"]),
        ("067-1234567", ["no_such_number"]),
        ("911", ["no_such_number"]),
        ("06-1234567 of 0612-345678", ["number_length", "number_grouping"]),
    ],
)
def test_a_number_in_a_setting_is_looked_at_as_one_in_a_text_is(setting: str, value: str, kinds: list[str]) -> None:
    place = f"GROOMINGCHECK_{setting.upper()}"
    set_so = Organisation(meldpunt=value) if setting == "meldpunt" else Organisation(achterwacht=value)
    told = [one for one in found(set_so) if one[2] != "full_screen"]  # whoever is long to name fills a screen
    assert told == [(place, "", kind) for kind in kinds]


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("nl", "Bel 112."),
        ("nl", "Bel 0900-8844 24 uur per dag."),
        ("nl", "Bel de politie: 112 of 0900-8844, dag en nacht."),
        ("nl", "Bel 020-2615275 of +31 20 261 52 75."),
        ("nl", "Op 01-02-2026 om 09:00, of van 09.00-17.00 uur."),
        ("nl", "Bel 3 collega’s, of 10 minuten later nog eens."),
        ("nl", "Een 0900-nummer kost geld, een 0800-nummer niet."),
        ("nl", 'Kijk op <a href="https://example.org/?p=0969969">deze pagina</a>.'),
        ("nl", "Kijk op example.org/0969969 of mail 012345678@example.org."),
        ("nl", "Dat kost 0,50 euro, en 1234567 mensen doen het."),
        ("nl", "Ons meldpunt is 030-123 45 67, van 9 tot 17 uur."),
        ("nl", "Vraag Helpwanted om raad, en bel je leidinggevende."),
        ("en", "Call 112, or call the police on 0900-8844."),
        ("en", "Call them in 2026, at room 214."),
    ],
)
def test_what_is_no_number_or_a_good_one_is_no_alarm(locale: str, line: str) -> None:
    assert called(locale, line) == []


@pytest.mark.parametrize(
    ("locale", "key", "line"),
    [
        ("nl", TIP, "Twijfel je? Praat erover met een collega."),
        ("nl", TIP, "Je twijfelt? Praat erover met een collega."),
        ("nl", TIP, "Je hoeft niet te twijfelen aan jezelf."),
        ("nl", "question.judge.guidance.hard", "Je oordeelt soms. Oefen het met een collega."),
        ("nl", TIP, "Je kunt signalen herkennen met de kaart."),
        ("nl", TIP, "Je weet nu genoeg."),
        ("nl", "question.recognise.guidance.doubt", "Je twijfelt. Dat mag."),
        ("nl", "question.recognise.guidance.doubt", "Je koos: Ik twijfel."),
        ("nl", "question.trust.guidance.no", "Je zei: nee. Dat kan nog komen."),
        ("nl", "point.recognise.yes", "Je herkende signalen."),
        ("nl", "point.signs_enough", "Je herkende signalen. Bespreek het met een collega."),
        ("nl", "point.signs_enough", "Je koos: Ja, ik herken signalen."),
        ("nl", "point.doubt_enough", "Je antwoordde: Ik twijfel."),
        ("nl", "point.invite_later", "Je koos: Ja of misschien. Overleg eerst."),
        ("nl", "point.blackmail", "Je bent niet alleen. Bel Helpwanted."),
        ("en", TIP, "You do not have to be sure."),
        ("en", TIP, "You can recognise signs with the card."),
        ("en", "question.recognise.guidance.doubt", "You are not sure. That is all right."),
        ("en", "point.signs_enough", "You recognised signs. Discuss it with a colleague."),
    ],
)
def test_a_text_that_tells_nobody_what_they_did_not_answer_is_no_alarm(locale: str, key: str, line: str) -> None:
    assert contradicted(locale, key, line) == []


@pytest.mark.parametrize(
    ("locale", "key", "line", "kind"),
    [
        ("nl", "point.blackmail", "Je herkende signalen. Bel de politie.", "unearned"),
        ("nl", "point.blackmail", "Je twijfelt. Bel de politie.", "unearned"),
        ("nl", "point.invite_later", "Je hebt geen vermoeden. Wacht nog even.", "unearned"),
        ("nl", "point.reread_signals", "Je weet te weinig. Lees de signalen nog eens.", "unearned"),
        ("nl", "question.trust.more.no", "Je koos: Weet ik niet.", "other_answer"),
        ("nl", "question.judge.more.hard", "Je antwoord was: Ik oordeel niet.", "other_answer"),
        ("en", "point.blackmail", "You are not sure. Call the police.", "unearned"),
        ("en", "point.discuss.who", "You have no suspicion.", "other_answer"),
    ],
)
def test_a_text_that_tells_somebody_what_they_did_not_answer_is_told(
    locale: str, key: str, line: str, kind: str
) -> None:
    assert contradicted(locale, key, line) == [kind]


def test_a_tip_may_say_what_two_answers_have_in_common() -> None:
    parsed = groomingcheck()
    doubts = {"question.recognise.label.unsure": Text(("Ik twijfel erg",)), TIP: Text(("Praat erover.",))}
    told = {"question.recognise.guidance.doubt": Text(("Je twijfelt. Dat mag.",))}
    texts = {**parsed.texts["nl"], **doubts, **told}
    kinds = [(fault.key, fault.kind) for fault in Contradictions(parsed.check, texts, said("nl")).faults("nl.toml")]
    assert kinds == []


def test_titles_and_topics_that_differ_are_no_alarm() -> None:
    parsed = groomingcheck()
    for locale, texts in parsed.texts.items():
        assert list(lookalikes.of_texts(parsed.check, f"{locale}.toml", texts)) == []


def test_two_checks_with_one_title_are_told_in_each_language(tmp_path: Path) -> None:
    for name in ("one", "two"):
        copy_check(tmp_path, name)
    faults = found(Organisation(folder=tmp_path))
    assert [fault for fault in faults if fault[2] == "same_text"] == [
        ("two/nl.toml", "title", "same_text"),
        ("two/en.toml", "title", "same_text"),
    ]


def test_some_channel_may_cut_off_a_button() -> None:
    assert {limits.channel: limits.visible for limits in registry.limits() if limits.visible} == {"Slack": 30}


def check(*rows: dict[int, tuple[int, ...]], covers: tuple[str, ...] = (), others: tuple[Rule, ...] = ()) -> Check:
    """Return a check of three questions with three answers, the first of which gives no point, and a rule."""
    options = tuple(Option(name, attention) for name, attention in zip("abc", Attention, strict=True))
    when = tuple(tuple(Requirement(place, chosen) for place, chosen in row.items()) for row in rows)
    asked = tuple(Question(name, options) for name in ("one", "two", "three"))
    return Check("own", b"", asked, rules=(*others, Rule("rule", when, covers)))


def told(one: Check) -> list[tuple[str, str]]:
    return [(fault.key, fault.kind) for fault in rules.faults(one)]


EVERY = (0, 1, 2)
WHEN = "rule.rule.when"


@pytest.mark.parametrize(
    "rows",
    [
        ({0: (1, 2)},),
        ({0: (0, 1)}, {0: (1, 2), 1: (0,)}),
        ({0: (1,)}, {1: (1,)}, {2: (1,)}),
        ({0: EVERY, 1: (2,)},),
    ],
)
def test_a_rule_that_makes_a_difference_is_no_alarm(rows: tuple[dict[int, tuple[int, ...]], ...]) -> None:
    assert told(check(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (({0: EVERY},), [(WHEN, "always")]),
        (({0: (0, 1)}, {0: (2,)}), [(WHEN, "always")]),
        (({0: (0,)}, {0: (1, 2), 1: EVERY}), [(WHEN, "always")]),
        (({0: (1,)}, {0: (1,)}), [(f"{WHEN}.2", "needless")]),
        (({0: (1,), 1: (1,)}, {0: (1, 2)}), [(f"{WHEN}.1", "needless")]),
        (({0: (1,)}, {1: (1,)}, {0: (1,), 1: (0, 1)}), [(f"{WHEN}.3", "needless")]),
    ],
)
def test_a_rule_or_a_row_that_makes_no_difference_is_told(
    rows: tuple[dict[int, tuple[int, ...]], ...], faults: list[tuple[str, str]]
) -> None:
    assert told(check(*rows)) == faults


def test_a_row_is_told_if_its_answers_are_on_no_path() -> None:
    """Whoever gives the first answer to the first question goes on to the third."""
    branching = [check({0: (0,), 1: (1,)}), check({0: (0, 1), 1: (1,)}), check({0: (1,), 1: (1,)}, {1: (1,), 0: (0,)})]
    past = tuple(replace(option, next=2 if option.id == "a" else None) for option in branching[0].questions[0].options)
    checks = [replace(one, questions=(Question("one", past), *one.questions[1:])) for one in branching]
    assert [told(one) for one in checks] == [[(f"{WHEN}.1", "impossible")], [], [(f"{WHEN}.2", "impossible")]]


def test_a_number_of_questions_holds_if_some_path_has_so_many() -> None:
    parsed = groomingcheck()
    first, *others = parsed.check.questions
    past = tuple(replace(option, next=4 if option.id == "no" else None) for option in first.options)
    counts = Counts(said("nl"), replace(parsed.check, questions=(replace(first, options=past), *others)), {})
    for number, kinds in (("Zes", []), ("Negen", []), ("Acht", ["question_count"])):
        text = Text((f"{number} vragen helpen je nadenken.",))
        assert [fault.kind for fault in counts.faults("groomingcheck/nl.toml", "intro", text)] == kinds


def test_a_point_is_told_if_it_is_always_left_out_and_not_if_it_may_be_seen() -> None:
    assert told(check({0: (1, 2), 1: (1,)}, covers=("one",))) == []
    assert told(check({0: (0,)}, covers=("one",))) == []  # that answer gives no point
    assert told(check({0: (1, 2)}, covers=("one",))) == [("question.one", "never_shown")] * 2
    both = Rule("other", ((Requirement(0, (1,)), Requirement(1, (0, 2))),), ("one",))
    assert told(check({0: (1,), 1: (1,)}, covers=("one",), others=(both,))) == [("question.one", "never_shown")]


def test_two_rules_with_the_same_conditions_are_told_unless_one_is_urgent() -> None:
    same = Rule("other", ((Requirement(1, (2,)), Requirement(0, (1,))),))
    assert told(check({0: (1,), 1: (2,)}, others=(same,))) == [(WHEN, "same_rule")]
    assert told(check({0: (1,), 1: (2,)}, others=(replace(same, urgent=True),))) == []


def test_rules_about_many_questions_are_looked_at_in_no_time() -> None:
    options = tuple(Option(f"o{number}", Attention.POINT) for number in range(1, 7))
    asked = tuple(Question(f"q{number}", options) for number in range(12))
    when = (tuple(Requirement(place, (1, 2)) for place in range(12)),)
    big = Check("own", b"", asked, rules=(Rule("rule", when, ("q1",)),))
    assert list(rules.faults(big)) == []  # 6 ** 12 paths, and 2 ** 12 that make a difference


def test_a_question_with_a_way_out_is_no_alarm() -> None:
    parsed = groomingcheck()
    assert list(ways_out.faults(parsed.check)) == []
    for locale, texts in parsed.texts.items():
        assert list(ways_out.of_texts(parsed.check, f"{locale}.toml", texts, said(locale))) == []


@pytest.mark.parametrize("label", ["Weet ik niet", "Niet van toepassing", "n.v.t.", "Geen vermoeden", "Geen idee"])
def test_any_way_to_say_that_there_is_nothing_to_tell_is_a_way_out(label: str) -> None:
    parsed = groomingcheck()
    texts = {**parsed.texts["nl"], "question.discuss.label.none": Text((label,))}
    assert list(ways_out.of_texts(parsed.check, "nl.toml", texts, said("nl"))) == []


def test_a_language_whose_phrases_are_not_known_is_let_be() -> None:
    assert phrases("fr") is None


def test_of_a_check_whose_structure_is_faulty_only_numbers_are_looked_at(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure, text = (tmp_path / "moneycheck" / name for name in ("check.toml", "nl.toml"))
    text.write_text(text.read_text().replace("Twee vragen", "Vijf vragen").replace("Bel 112", "Bel 122"))
    kinds = {(file, kind) for file, _, kind in found(Organisation(folder=tmp_path)) if file == "moneycheck/nl.toml"}
    assert {("moneycheck/nl.toml", "question_count"), ("moneycheck/nl.toml", "no_such_number")} <= kinds
    structure.write_text("question = 3")
    kinds = {(file, kind) for file, _, kind in found(Organisation(folder=tmp_path)) if file == "moneycheck/nl.toml"}
    assert ("moneycheck/nl.toml", "question_count") not in kinds
    assert ("moneycheck/nl.toml", "no_such_number") in kinds
