"""The mistakes that an author can make with how much is on a screen, or in a path."""

from tests.support.slip import Slip

_NL, _STRUCTURE, _WORDS = "groomingcheck/nl.toml", "groomingcheck/check.toml", "words/nl.toml"
_HINT = '"[A] Denk aan apps, games en datingsites."'
_CORE = "Blijf neutraal."

CROWDING_SLIPS = [
    Slip("full_question", "question.contact", _NL, _HINT, f'"[A] {"Ja. " * 57}"'),
    Slip("full_question", "question.location", _NL, '"[A] Dan kan een ander', f'"[A] {"Ja. " * 30}Dan kan een ander'),
    Slip("full_screen", "welcome", _WORDS, "De check stelt geen diagnose.", "Ja. " * 10, told=_NL),
    Slip("full_screen", "card.listening", _NL, '"[A] • Blijf rustig en luister."', f'"[A] {"Ja. " * 65}"'),
    Slip("full_screen", "advice", _NL, f"regelmatig. {_CORE}", f"regelmatig. {_CORE} {_CORE} {_CORE}"),
    Slip("full_screen", "points", _NL, '"[A] • Kopieer of deel nooit naaktbeelden."', f'"[A] {"Ja. " * 40}"'),
    Slip("full_screen", "overview", _NL, "Bij je terecht kunnen", "Ja. " * 30),
    Slip("full_screen", "question.trust.why", _NL, '"[A] Eén keer zeggen is niet genoeg."', f'"[A] {"Ja. " * 60}"'),
    Slip("full_screen", "help", _WORDS, "Kijk zelf wanneer dit open is", "Ja. " * 40, told=_NL),
    Slip(
        "long_snippet",
        "question.trust.guidance.often",
        _NL,
        '"[S] Houd open contact, en blijf het actief en regelmatig herhalen."',
        f'"[S] {"Ja. " * 31}"',
    ),
    Slip("tall_question", "question.contact", _NL, _HINT, f'"[A] {"Verstandelijkebeperkingen. " * 13}"'),
    Slip(
        "long_path",
        "question",
        _WORDS,
        "Vraag {number} van {total}",
        "Vraag {number} van {total} " + "ja " * 21,
        told=_NL,
    ),
    Slip("many_cards", "question", _STRUCTURE, 'offers = ["phone"]', 'offers = ["phone"]\nshows = { phone = ["yes"] }'),
]
