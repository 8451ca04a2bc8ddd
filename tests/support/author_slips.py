"""The mistakes that an author can make, one at a time, and the fault that each is."""

from tests.support.coherence_slips import COHERENCE_SLIPS
from tests.support.crowding_slips import CROWDING_SLIPS
from tests.support.helpline_slips import HELPLINE_SLIPS
from tests.support.slip import Slip
from tests.support.source_slips import SOURCE_SLIPS

NL, STRUCTURE, WORDS = "groomingcheck/nl.toml", "groomingcheck/check.toml", "words/nl.toml"
PROMPTS = "groomingcheck/prompts.toml"
ADVICE, OVERVIEW = "templates/advice.html.j2", "templates/overview.html.j2"
DANGER = 'Is er nu gevaar? Bel 112."\nabout'
LABELLED = f'"[A] {DANGER}'
LONG = "woord " * 16
_TRUST = 'options = ["often", "think", "no", "unsure"]'


def _leads_to(where: str) -> str:
    return f"{_TRUST}\nleads_to = {where}"


SLIPS = [
    # texts: missing, superfluous, malformed
    Slip("missing", "question.contact.hint", NL, 'hint = "[A] Denk aan apps, games en datingsites."', ""),
    Slip("missing", "question.contact.label.no", NL, 'no = "[A] Nee"\n[question.contact.g', "[question.contact.g"),
    Slip("missing", "question.signals.guidance.no", NL, 'no = "[A] Let op', 'x = "[A] Let op'),
    Slip("missing", "point.trust.no", NL, 'no = "[S] Vertel dat', 'x = "[S] Vertel dat'),
    Slip("superfluous", "point.trust.x", NL, 'no = "[S] Vertel dat', 'x = "[S] Vertel dat'),
    Slip("superfluous", "question.contact.hnt", NL, 'hint = "[A] Denk aan apps', 'hnt = "[A] Denk aan apps'),
    Slip("not_text", "question.contact.hint", NL, 'hint = "[A] Denk aan apps, games en datingsites."', "hint = 3"),
    Slip("not_line", "danger", NL, LABELLED, '["[A] Is er nu gevaar?", "[A] Bel 112."]\nabout'),
    Slip("not_line", "question.trust.label.often", NL, '"[A] Ja, ik zeg het vaak"', '["[A] Ja", "[A] Vaak"]'),
    Slip(
        "not_line",
        "question.signals.ask",
        NL,
        '"[S] Ken je de signalen van grooming?"',
        '["[S] Ken je ze?", "[S] Ja?"]',
    ),
    Slip("not_line", "card.phone.title", NL, '"[A] Locatie bekijken"', '["[A] Locatie", "[A] bekijken"]'),
    Slip("not_line", "question.trust.topic", NL, '"[A] Bij je terecht kunnen"', '["[A] Bij", "[A] je"]'),
    Slip("superfluous", "question.trust.more.oftn", NL, 'often = "[A] Vraag ook eens', 'oftn = "[A] Vraag ook eens'),
    Slip("no_label", "intro", NL, '"[A] Twijfel je?', '"Twijfel je?'),
    Slip("empty", "danger", NL, LABELLED, '"[A] "\nabout'),
    Slip("empty", "question.trust.label.often", NL, '"[A] Ja, ik zeg het vaak"', '"[A] <b> </b>"'),
    Slip("empty", "button.began.label", WORDS, 'label = "Beginnen"', 'label = "<i></i>"'),
    Slip("nothing_left", "question.trust.label.think", NL, '"[A] Ik denk het wel"', '"[O] <b>{meldpunt}</b>"'),
    Slip("nothing_left", "danger", NL, LABELLED, '"[O] {meldpunt}"\nabout'),
    Slip("nothing_left", "question.trust.label.often", NL, '"[A] Ja, ik zeg het vaak"', '"[O] {meldpunt}"'),
    Slip("nothing_left", "card.phone.title", NL, '"[A] Locatie bekijken"', '"[O] {meldpunt}"'),
    Slip("no_label", "danger", NL, LABELLED, '"Is er nu gevaar? Bel 112."\nabout'),
    Slip("no_label", "danger", NL, LABELLED, '"[X] Is er nu gevaar?"\nabout'),
    Slip("not_toml", "", NL, "[card.rules]", "[card.rules"),
    Slip("curly", "", NL, LABELLED, f"“[A] {DANGER}".replace('"', "”")),
    Slip("curly", "", NL, '"[A] Denk aan apps, games en datingsites."', '"[A] Denk aan apps.”'),
    Slip("curly", "", STRUCTURE, _TRUST, 'options = ["often", “think”, "no", "unsure"]'),
    Slip("odd_space", "", NL, f"danger = {LABELLED}", f"danger\N{NO-BREAK SPACE}= {LABELLED}"),
    Slip("odd_space", "", NL, f"danger = {LABELLED}", f"\N{ZERO WIDTH SPACE}danger = {LABELLED}"),
    Slip("nested", "", NL, f"danger = {LABELLED}", f"{'a.' * 3000}a = 1\ndanger = {LABELLED}"),
    Slip("again", "", NL, LABELLED, f'"[A] Ja."\ndanger = {LABELLED}'),
    Slip("cut_off", "", NL, LABELLED, f'""{LABELLED}'),
    Slip("not_line", "question.trust.label.often", NL, '"[A] Ja, ik zeg het vaak"', '"[A] Ja, ik zeg\\nhet vaak"'),
    Slip("not_line", "button.began.label", WORDS, 'label = "Beginnen"', 'label = ["Beginnen"]'),
    Slip("not_line", "overview.change", WORDS, "Wijzig antwoord {number}", "Antwoord\\n{number}"),
    # markup and what is filled in
    Slip("markup", "danger", NL, DANGER, 'Is er nu <u>gevaar</u>?"\nabout'),
    Slip("markup", "danger", NL, DANGER, "Bel <a href='http://x.nl'>nu</a>\"\nabout"),
    Slip("invisible", "danger", NL, DANGER, 'Is er \N{ZERO WIDTH SPACE}gevaar?"\nabout'),
    Slip("invisible", "danger", NL, DANGER, 'Is er \\u202egevaar?"\nabout'),
    Slip("invisible", "danger", NL, DANGER, 'Is er \\u0000gevaar?"\nabout'),
    Slip("unclosed", "danger", NL, DANGER, 'Is er <b>nu gevaar?"\nabout'),
    Slip("unclosed", "danger", NL, DANGER, 'Is er <b><i>nu</b></i>?"\nabout'),
    Slip("placeholder", "danger", NL, DANGER, 'Is er {naam} gevaar?"\nabout'),
    Slip("placeholder", "ask.progress", WORDS, "Vraag {number} van", "Vraag {nummer} van"),
    Slip("markup", "danger", NL, DANGER, 'Is er **nu** gevaar?"\nabout'),
    # structure
    Slip("no_question", "rule.discuss_first.covers", STRUCTURE, 'covers = ["recognise", "discuss"]', 'covers = ["x"]'),
    Slip("no_question", "rule.reread_signals.when.1.signal", STRUCTURE, "[{ signals = [", "[{ signal = ["),
    Slip("no_option", "rule.reread_signals.when.1.signals", STRUCTURE, '[{ signals = ["some"', '[{ signals = ["soms"'),
    Slip(
        "no_option",
        "question.trust.attention",
        STRUCTURE,
        'attention = ["think", "no", "unsure"]',
        'attention = ["think", "nee", "unsure"]',
    ),
    Slip("no_source", "order", STRUCTURE, '  "discuss_first",', '  "discuss_first", "discuss_last",'),
    Slip("no_place", "order", STRUCTURE, '  "location",\n', ""),
    Slip("no_card", "question.location.offers", STRUCTURE, 'offers = ["phone"]', 'offers = ["fone"]'),
    Slip("no_card", "question.invite.shows.bezoek", STRUCTURE, "shows = { visit = ", "shows = { bezoek = "),
    Slip("no_answer", "question.invite.shows.visit", STRUCTURE, '{ visit = ["maybe"', '{ visit = ["misschien"'),
    Slip("not_table", "question.invite.shows", STRUCTURE, '{ visit = ["maybe", "unsure"] }', '["visit"]'),
    Slip(
        "two_cards",
        "question.invite.shows.rules",
        STRUCTURE,
        '{ visit = ["maybe", "unsure"] }',
        '{ visit = ["maybe", "unsure"], rules = ["unsure"] }',
    ),
    Slip("no_target", "question.trust.leads_to.locatie", STRUCTURE, _TRUST, _leads_to('{ locatie = ["no"] }')),
    Slip("no_target", "question.trust.leads_to.advies", STRUCTURE, _TRUST, _leads_to('{ advies = ["no"] }')),
    Slip("not_later", "question.trust.leads_to.contact", STRUCTURE, _TRUST, _leads_to('{ contact = ["no"] }')),
    Slip("not_later", "question.trust.leads_to.trust", STRUCTURE, _TRUST, _leads_to('{ trust = ["no"] }')),
    Slip("no_answer", "question.trust.leads_to.invite", STRUCTURE, _TRUST, _leads_to('{ invite = ["nee"] }')),
    Slip("not_table", "question.trust.leads_to", STRUCTURE, _TRUST, _leads_to('"invite"')),
    Slip("not_list", "question.trust.leads_to.invite", STRUCTURE, _TRUST, _leads_to('{ invite = "no" }')),
    Slip(
        "two_ways",
        "question.trust.leads_to.location",
        STRUCTURE,
        _TRUST,
        _leads_to('{ invite = ["no", "unsure"], location = ["no"] }'),
    ),
    Slip(
        "no_path",
        "question.judge",
        STRUCTURE,
        _TRUST,
        _leads_to('{ invite = ["often", "think", "no"], advice = ["unsure"] }'),
    ),
    Slip("means_advice", "question.advice", STRUCTURE, "[question.trust]", "[question.advice]"),
    Slip("no_card", "closing", STRUCTURE, 'closing = ["rules"]', 'closing = ["regels"]'),
    Slip(
        "twice",
        "question.contact.options",
        STRUCTURE,
        '[question.contact]\noptions = ["yes", "some", "no"]',
        '[question.contact]\noptions = ["yes", "some", "no", "no"]',
    ),
    Slip("bad_id", "card.Phone", STRUCTURE, "[card.phone]", "[card.Phone]"),
    Slip("reserved", "card.help", STRUCTURE, "[card.phone]", "[card.help]"),
    Slip(
        "empty_rule",
        "rule.reread_signals.when",
        STRUCTURE,
        'when = [{ signals = ["some", "no"], recognise = ["no"] }]',
        "when = []",
    ),
    Slip(
        "never",
        "rule.reread_signals.when.1.signals",
        STRUCTURE,
        'signals = ["some", "no"], recognise = ["no"]',
        'signals = [], recognise = ["no"]',
    ),
    Slip(
        "not_rows",
        "rule.reread_signals.when",
        STRUCTURE,
        '[{ signals = ["some", "no"], recognise = ["no"] }]',
        '{ signals = ["some", "no"], recognise = ["no"] }',
    ),
    Slip("not_list", "help", STRUCTURE, 'help = ["evidence"]', 'help = "evidence"'),
    Slip("not_flag", "card.visible.concept", STRUCTURE, "visible]\nconcept = true", 'visible]\nconcept = "ja"'),
    Slip(
        "superfluous",
        "rule.discuss_first.urgnt",
        STRUCTURE,
        'urgent = true\ncovers = ["recognise", "discuss"]',
        'urgnt = true\ncovers = ["recognise", "discuss"]',
    ),
    Slip(
        "bad_id",
        "question.contact.options",
        STRUCTURE,
        '[question.contact]\noptions = ["yes',
        '[question.contact]\noptions = ["Yes',
    ),
    Slip("again", "", STRUCTURE, "[card.phone]", "[card.visit]"),
    Slip("question_too", "rule.signals", STRUCTURE, "[rule.reread_signals]", "[rule.signals]"),
    Slip("no_table", "questions", STRUCTURE, 'help = ["evidence"]', 'help = ["evidence"]\nquestions = ["contct"]'),
    Slip("twice", "cards", STRUCTURE, 'help = ["evidence"]', 'help = ["evidence"]\ncards = ["rules", "rules"]'),
    Slip("not_list", "rules", STRUCTURE, 'help = ["evidence"]', 'help = ["evidence"]\nrules = "none"'),
    Slip("not_tables", "card", STRUCTURE, "[card.phone]", "[card]\nphone = 1"),
    Slip(
        "left_out",
        "rule.reread_signals.when.1.signals",
        STRUCTURE,
        'help = ["evidence"]',
        'help = ["evidence"]\nquestions = ["recognise", "basis", "discuss", "invite"]',
    ),
    Slip("no_option", "question.recognise.urgent", STRUCTURE, 'urgent = ["yes", "doubt"]', 'urgent = ["yes", "dout"]'),
    Slip("empty_rule", "rule.invite_later.when", STRUCTURE, "when = [\n  { invite", "when = [\n  {},\n  { invite"),
    *HELPLINE_SLIPS,
    *SOURCE_SLIPS,
    *CROWDING_SLIPS,
    *COHERENCE_SLIPS,
    # reminders, and the limits of a language
    Slip("bad_id", "prompt.Open", PROMPTS, "[prompt.open]", "[prompt.Open]"),
    Slip("again", "", PROMPTS, "[prompt.open]", "[prompt.ask]"),
    Slip("rare_word", "prompt.ask.nl", PROMPTS, 'nl = "[S] Vraag', 'nl = "[S] Gespreksrobot'),
    Slip("few_prompts", "prompt", PROMPTS, "[prompt.location]", "[promt.location]"),
    Slip(
        "banned", "prompt.open.nl", PROMPTS, "Zo blijft het contact open.", "Zo blijft het contact met je cliënt open."
    ),
    Slip("superfluous", "prompt.open.dutch", PROMPTS, "[prompt.open]", '[prompt.open]\ndutch = "[A] Hoi."'),
    Slip("rare_word", "gone.stopped", WORDS, "Gestopt. Je check", "Gestaakt. Je gespreksrobot"),
    Slip("not_number", "longest", "readability/nl.toml", "longest = 15", "longest = true"),
    Slip("superfluous", "shortest", "readability/nl.toml", "longest = 15", "longest = 15\nshortest = 2"),
    # buttons
    Slip("same_key", "button.opened_help.key", WORDS, 'opened_help = { key = "h"', 'opened_help = { key = "u"'),
    Slip("bad_key", "button.opened_help.key", WORDS, 'opened_help = { key = "h"', 'opened_help = { key = "7"'),
    # plain language
    Slip("long_sentence", "danger", NL, DANGER, f'{LONG}."\nabout'),
    Slip("rare_word", "danger", NL, DANGER, 'Is er nu acuut suïcidegevaar?"\nabout'),
    Slip("banned", "danger", NL, DANGER, 'Er is Niets aan de hand."\nabout'),
    # what a channel can carry
    Slip("too_long", "title", NL, 'title = "[A] Groomingcheck"\nintro', f'title = "[A] {"test " * 5}"\nintro'),
    Slip("too_long", "question.trust.label.often", NL, '"[A] Ja, ik zeg het vaak"', f'"[A] {"Ja. " * 19}"'),
    Slip(
        "too_long", "question.trust.why", NL, '"[S] Houd altijd open contact met je cliënt."', f'"[S] {"Ja. " * 750}"'
    ),
    Slip(
        "too_long",
        "card.evidence",
        NL,
        '"[A] • Geef nooit toe aan chantage. Betaal niet. Stop het contact."',
        f'"[A] {"Ja. " * 1030}"',
    ),
    Slip("too_long", "card.phone.title", NL, "Locatie bekijken", "Locatie. " * 9),
    Slip("too_long", "button.opened_why.label", WORDS, '"Uitleg"', f'"{"Uitleg " * 11}"'),
    Slip("too_long", "about.short", WORDS, "Is mijn cliënt online in gevaar?", "Hallo? " * 20),
    Slip("too_long", "command.stop", WORDS, 'stop = "Stop en wis"', f'stop = "{"Stop " * 60}"'),
    Slip("too_long", "start.label", WORDS, "Start: {title}", f"{'Begin ' * 11}: {{title}}"),
    Slip("too_long", "overview.change", WORDS, "Wijzig antwoord {number}", f"{'Vraag ' * 13} {{number}}"),
    Slip("too_long", "prompt.open.nl", PROMPTS, "Zo blijft het contact open.", "Ja. " * 751),
    # templates
    Slip("not_there", "", "templates/help.html.j2", "{{ meldpunt }}", "{{ meldpnt }}"),
    Slip(
        "template",
        "",
        "templates/help.html.j2",
        "{% endfor %}\n{% endif %}\n{% endmacro %}",
        "{% endif %}\n{% endmacro %}",
    ),
    Slip("markup", "", "templates/welcome.html.j2", "{{ intro }}", "<u>{{ intro }}</u>"),
    Slip("unclosed", "", "templates/welcome.html.j2", "{{ intro }}", "<b>{{ intro }}"),
    Slip("unescaped", "", "templates/welcome.html.j2", "{{ intro }}", "{{ intro }} & meer"),
    Slip("unescaped", "", "templates/chosen.html.j2", "{% set asked", "&nbsp;{% set asked"),
    Slip("empty", "", "templates/expired.html.j2", "{{ words.expired.text }}", "<b></b>"),
    Slip("banned", "", "templates/welcome.html.j2", "{{ intro }}", "Er is niets aan de hand. {{ intro }}"),
    Slip("banned", "", "templates/point.html.j2", "• ", "• Verbied "),
    Slip(
        "banned",
        "",
        ADVICE,
        "{{ advice.caveat }}",
        "{{ 'Verbied.' if say.points and say.points[0].source == 'discuss_first' }}",
    ),
    Slip("banned", "", OVERVIEW, "{{ words.overview.title }}", "{{ 'Klopt het?' if say.guidance else 'Verbied.' }}"),
    Slip("not_there", "", OVERVIEW, "{{ number[given.question] }}", "{{ say.answers[9] }}"),
    Slip("not_there", "", ADVICE, "{{ advice.caveat }}", "{{ part[say.points[9]] }}"),
    Slip("not_there", "", ADVICE, "words.advice.title", "words.advice.titel"),
]
