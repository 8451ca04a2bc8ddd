"""The mistakes that an author can make in what texts, answers, rules and numbers say of one another."""

from tests.support.helpline_slips import HELP
from tests.support.slip import Slip

_NL, _EN, _STRUCTURE = "groomingcheck/nl.toml", "groomingcheck/en.toml", "groomingcheck/check.toml"
_WORDS, _PROMPTS = "words/nl.toml", "groomingcheck/prompts.toml"
_HINT, _JUDGE = "Denk aan apps, games en datingsites.", "Kies de zin die bij jou past."
_DANGER_EN = "Is anyone in danger now? Call 112."
_FACTS = 'facts = "[A] Vooral op feiten"\nfeeling = "[A] Vooral op gevoel"'
_LISTEN = "• Blijf rustig en luister."
_R1 = 'when = [{ recognise = ["yes", "doubt"], discuss = ["not_yet", "who"] }]'
_R3 = '  { recognise = ["yes"], basis = ["none"] },\n  { recognise = ["yes"], discuss = ["none"] },\n'
_R4 = 'when = [{ signals = ["some", "no"], recognise = ["no"] }]'
_BLACKMAIL = 'when = [{ recognise = ["yes", "doubt"] }]'


def _danger(number: str) -> str:
    """Return the line about danger, with another number. It stands in two texts, and is found by what follows it."""
    return f'Is er nu gevaar? Bel {number}."\nabout'


def _in_danger(kind: str, number: str) -> Slip:
    return Slip(kind, "danger", _NL, _danger("112"), _danger(number))


COUNT_SLIPS = [
    Slip("question_count", "intro", _NL, "Negen vragen helpen", "Tien vragen helpen"),
    Slip("question_count", "intro", _NL, "Negen vragen helpen", "8 korte vragen helpen"),
    Slip("question_count", "intro", _NL, "Negen vragen helpen", "Beide vragen helpen"),
    Slip("question_count", "about", _NL, "De negen vragen komen", "De acht vragen komen"),
    Slip("question_count", "intro", _EN, "Nine questions help", "Ten questions help"),
    Slip("question_count", "about", _EN, "The nine questions come", "The 11 questions come"),
    Slip("question_count", "question.trust.why", _NL, "Eén keer zeggen", "Ook na de tien vragen zeggen"),
    Slip("question_count", "prompt.open.nl", _PROMPTS, "Zo blijft het contact open.", "Doe weer eens zeven vragen."),
    Slip("question_count", "about.long", _WORDS, "met korte vragen", "met tien korte vragen"),
    Slip("no_such_question", "question.contact.hint", _NL, _HINT, "Kijk ook bij vraag 12."),
    Slip("no_such_question", "question.contact.hint", _NL, _HINT, "Zie vraag 3, 4 en 10."),
    Slip("no_such_question", "question.contact.hint", _NL, _HINT, "Denk ook aan de tiende vraag."),
    Slip("no_such_question", "question.contact.hint", _EN, "Think of apps, games", "See question 10 on apps, games"),
    Slip("answer_count", "question.judge.hint", _NL, _JUDGE, "Kies uit drie antwoorden."),
    Slip(
        "answer_count", "question.judge.hint", _EN, "Choose the sentence that fits", "Choose from 5 answers what fits"
    ),
    Slip("line_count", "about", _NL, "De zes regels komen", "De vijf regels komen"),
    Slip("line_count", "about", _EN, "The six rules come", "The seven rules come"),
    Slip("line_count", "prompt.rules.nl", _PROMPTS, "één van de zes regels", "één van de zeven regels"),
    Slip("line_count", "card.rules.title", _NL, "De zes seksregels", "De acht seksregels"),
    Slip("line_count", "about", _NL, '  "[S] • <b>Omgeving</b>: de plek is oké.",\n', ""),
    Slip("line_count", "card.listening.text", _NL, _LISTEN, 'Drie dingen helpen:", "[A] • Luister.'),
]

NUMBER_SLIPS = [
    _in_danger("no_such_number", "122"),
    _in_danger("no_such_number", "012-3456789"),
    _in_danger("number_length", "06-1234567"),
    _in_danger("number_length", "030-12345678"),
    _in_danger("number_length", "0900-12345"),
    _in_danger("number_length", "+32 2 123 45"),
    _in_danger("number_grouping", "0612-345678"),
    _in_danger("nearly_number", "0900-8848"),
    _in_danger("nearly_number", "0900-884"),
    _in_danger("nearly_number", "020-2615257"),
    _in_danger("other_number", "de politie op 030-1234567"),
    Slip("no_such_number", "danger", _EN, f'{_DANGER_EN}"\nabout', 'Is anyone in danger now? Call 122."\nabout'),
    Slip("nearly_number", "prompt.open.nl", _PROMPTS, "Zo blijft het contact open.", "Of bel 0800-2001."),
    Slip("nearly_number", "number.helpwanted.note.nl", HELP, "Kijk op helpwanted.nl.", "Of bel 020-2615276."),
    Slip("number_length", "about.long", _WORDS, "met korte vragen", "op 06-123456789, met korte vragen"),
    *(
        Slip(kind, "number.police.call", HELP, 'call = "0900-8844"', f'call = "{call}"')
        for kind, call in (
            ("number_length", "0900-88444"),
            ("number_grouping", "09008-844"),
            ("number_grouping", "09 00-8844"),
            ("no_such_number", "8844"),
            ("no_such_number", "067-1234567"),
        )
    ),
    Slip("number_length", "number.helpwanted.call", HELP, "020-261 52 75", "020-261 52 7"),
    Slip("number_length", "number.helpwanted.call", HELP, "020-261 52 75", "020-261 52 75 9"),
    Slip("number_length", "number.helpwanted.call", HELP, "020-261 52 75", "020-261 52 7, of de chat"),
    Slip("no_such_number", "number.danger.call", HELP, 'call = "112"', 'call = "122"'),
    Slip("no_such_number", "number.danger.call", HELP, 'call = "112"', 'call = "116 999"'),
    Slip("number_length", "number.danger.call", HELP, 'call = "112"', 'call = "14 02"'),
]

LOOKALIKE_SLIPS = [
    Slip("same_text", "question.basis.label.feeling", _NL, "Vooral op gevoel", "Vooral op feiten"),
    Slip("same_text", "question.basis.label.feeling", _NL, "Vooral op gevoel", "vooral op Feiten!"),
    Slip("same_text", "question.basis.label.feeling", _EN, "Mostly on feeling", "Mostly on fácts"),
    Slip("same_text", "card.visit.title", _NL, "Over een bezoek", "Zo luister je"),
    Slip("same_text", "question.invite.topic", _NL, "Bij je terecht kunnen", "Op de koffie"),
    Slip("same_text", "button.opened_help.label", _WORDS, 'label = "Hulp"', 'label = "Uitleg"'),
    Slip("same_text", "overview.change", _WORDS, "Wijzig antwoord {number}", "Wijzig antwoord"),
    Slip("same_text", "card.phone.title", _NL, "Locatie bekijken", "Hulp"),
    Slip(
        "same_beginning",
        "question.basis.label.feeling",
        _NL,
        _FACTS,
        _FACTS.replace("Vooral op", "Mijn vermoeden komt vooral van mijn"),
    ),
]

WAY_OUT_SLIPS = [
    Slip(
        "always_a_point",
        "question.trust.attention",
        _STRUCTURE,
        '["think", "no", "unsure"]',
        '["often", "think", "no", "unsure"]',
    ),
    Slip(
        "always_a_point",
        "question.recognise.attention",
        _STRUCTURE,
        'attention = ["unsure"]\nurgent',
        'attention = ["unsure", "no"]\nurgent',
    ),
    Slip(
        "no_way_out",
        "question.basis.label",
        _NL,
        'none = "[A] Ik heb geen vermoeden"\n[question.basis.g',
        'none = "[A] Iets anders"\n[question.basis.g',
    ),
    Slip(
        "no_way_out",
        "question.discuss.label",
        _EN,
        'none = "[A] I have no suspicion"\n[question.discuss.g',
        'none = "[A] Something else"\n[question.discuss.g',
    ),
]

RULE_SLIPS = [
    Slip("always", "rule.reread_signals.when", _STRUCTURE, _R4, 'when = [{ signals = ["yes", "some", "no"] }]'),
    Slip("needless", "rule.signs_enough.when.2", _STRUCTURE, _R3, f"{_R3.splitlines()[0]}\n{_R3.splitlines()[0]}\n"),
    Slip("needless", "rule.signs_enough.when.1", _STRUCTURE, _R3, f'{_R3}  {{ recognise = ["yes"] }},\n'),
    Slip(
        "covers_unasked",
        "rule.discuss_first.covers",
        _STRUCTURE,
        'covers = ["recognise", "discuss"]',
        'covers = ["recognise", "discuss", "trust"]',
    ),
    Slip(
        "impossible",
        "rule.signs_enough.when.1",
        _STRUCTURE,
        'attention = ["unsure"]\nurgent = ["yes", "doubt"]',
        'attention = ["unsure"]\nurgent = ["yes", "doubt"]\nleads_to = { discuss = ["yes"] }',
    ),
    Slip("same_rule", "rule.blackmail.when", _STRUCTURE, _BLACKMAIL, _R1),
    Slip("never_shown", "question.signals", _STRUCTURE, _R4, 'when = [{ signals = ["some"] }]'),
]

CONTRADICTION_SLIPS = [
    # a point for yes and for doubt that speaks to one of them
    Slip("unearned", "point.signs_enough", _NL, "Je zag iets.", "Je twijfelt."),
    Slip("unearned", "point.discuss_first", _NL, "Bespreek je zorg met", "Je herkende signalen. Bespreek het met"),
    Slip(
        "unearned",
        "point.doubt_enough",
        _STRUCTURE,
        'recognise = ["doubt"], discuss = ["none"]',
        'recognise = ["yes"], discuss = ["none"]',
        told=_NL,
    ),
    Slip(
        "unearned",
        "point.doubt_enough",
        _STRUCTURE,
        'recognise = ["doubt"], basis = ["none"]',
        'recognise = ["doubt", "yes"], basis = ["none"]',
        told=_EN,
    ),
    Slip("unearned", "point.invite_later", _NL, "Nodig nog niemand uit.", "Je koos: Nee, nu niet."),
    Slip("unearned", "point.discuss_first", _EN, "Share your worry with", "You recognised signs. Discuss it with"),
    # a tip or a point that speaks to another answer
    Slip(
        "other_answer",
        "question.recognise.guidance.no",
        _NL,
        "Blijf met je cliënt praten over online contact.",
        "Je twijfelt. Praat met je cliënt.",
    ),
    Slip(
        "other_answer",
        "question.judge.guidance.hard",
        _NL,
        "Oefen het met een collega.",
        "Je oordeelt niet. Oefen het.",
    ),
    Slip("other_answer", "point.recognise.doubt", _NL, "Blijf je twijfel met", "Je herkende signalen. Blijf het met"),
    Slip("other_answer", "question.contact.more.some", _NL, "Je weet al iets. Veel", "Je koos: Nee. Veel"),
    Slip(
        "other_answer",
        "question.judge.guidance.hard",
        _EN,
        "Practise it with a colleague.",
        "You do not judge. Practise it.",
    ),
]

COHERENCE_SLIPS = [
    *COUNT_SLIPS,
    *NUMBER_SLIPS,
    *LOOKALIKE_SLIPS,
    *WAY_OUT_SLIPS,
    *RULE_SLIPS,
    *CONTRADICTION_SLIPS,
]
