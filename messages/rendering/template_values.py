"""The values that templates can use, by name."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from bot.public_holidays import holiday
from messages import markup
from messages.loading.helplines import Helpline
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.texts import MELDPUNT, Text, as_html
from messages.rendering.nested import nest


def fill_in(texts: Mapping[str, Text], words: Mapping[str, Markup], organisation: Organisation) -> dict[str, Markup]:
    """Convert these texts to HTML, with the organisation's reporting point filled in.

    If there is none, the placeholder is removed; the advice and the helplines say who to ask then. Texts that become
    empty are left out.
    """
    meldpunt = _meldpunt(words, organisation) if organisation.meldpunt else Markup()
    filled = {key: html.replace(MELDPUNT, meldpunt).strip("\n") for key, html in as_html(texts).items()}
    return {key: html for key, html in filled.items() if markup.plain(html).strip()}


def template_values(
    parsed: ParsedCheck,
    texts: Mapping[str, Markup],
    words: Mapping[str, Markup],
    organisation: Organisation,
) -> dict[str, object]:
    """Return the values for the templates of this check in this language.

    Args:
        parsed: The check.
        texts: The texts of the check, filled in, by dotted key.
        words: The product's general texts, by dotted key.
        organisation: The organisation, for the reporting point and the idle time.
    """
    check = parsed.check
    return {
        **nest(texts),
        "name": texts["title"],
        "title": words["start.concept"].format(title=texts["title"]) if check.concept else texts["title"],
        "concept": check.concept,
        "glossary": {key.removeprefix("glossary."): html for key, html in texts.items() if key.startswith("glossary.")},
        "words": nest(words),
        "number": {question.id: number for number, question in enumerate(check.questions, start=1)},
        "concepts": {card.id for card in check.cards if card.concept},
        "meldpunt": _meldpunt(words, organisation),
        "achterwacht": _achterwacht(words, organisation),
        "time": _time(words, organisation.minutes),
    }


def help_values(
    helplines: Sequence[Helpline],
    locale: str,
    words: Mapping[str, Markup],
    now: dt.datetime | None,
    free: Callable[[dt.date], bool] = holiday,
) -> dict[str, object]:
    """Return the helplines for the templates: open ones, closed ones, and those with unknown hours.

    Args:
        helplines: The helplines, in order.
        locale: The language (ISO 639-1).
        words: The product's general texts, by dotted key.
        now: The local time; None if unknown, so that only those that are always open count as open.
        free: Returns whether a day is a public holiday.
    """
    found: dict[str, object] = {}
    for group, state in (("open", True), ("closed", False), ("unknown", None)):
        shown = [line for line in helplines if _open(line, now, free) is state]
        found[group] = [{"name": line.name[locale].html, "call": markup.literal(line.call)} for line in shown]
    checked = [line.checked for line in helplines if line.checked]
    found["notes"] = [
        {"call": markup.literal(line.call), "note": line.note[locale].html} for line in helplines if line.note
    ]
    return {**found, "checked": min(checked).strftime(words["help.date"]) if checked else ""}


def _open(line: Helpline, now: dt.datetime | None, free: Callable[[dt.date], bool]) -> bool | None:
    if line.hours is None or (now is None and line.hours.periods is not None):
        return None
    return line.hours.periods is None or (now is not None and line.hours.open_at(now, free))


def _achterwacht(words: Mapping[str, Markup], organisation: Organisation) -> Markup:
    known = "known" if organisation.achterwacht else "unknown"
    return words[f"achterwacht.{known}"].format(achterwacht=markup.literal(organisation.achterwacht))


def _meldpunt(words: Mapping[str, Markup], organisation: Organisation) -> Markup:
    known = "known" if organisation.meldpunt else "unknown"
    return words[f"meldpunt.{known}"].format(meldpunt=markup.literal(organisation.meldpunt))


def _time(words: Mapping[str, Markup], minutes: float) -> Markup:
    number = "one" if minutes == 1 else "many"
    return words[f"minutes.{number}"].format(minutes=f"{minutes:g}")
