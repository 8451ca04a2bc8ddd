"""Print a helpline: its name, opening hours, what to know before calling, and the source."""

from collections.abc import Iterator

from markupsafe import Markup

from messages import calendar, markup
from messages.loading.helplines import Helpline
from messages.loading.hours import DAYS, HOLIDAY, OpeningHours, Period
from messages.paper.page import Line, Part
from messages.paper.printed_texts import PrintedTexts


def printed(helpline: Helpline, locale: str, texts: PrintedTexts) -> tuple[Line, tuple[Part, ...]]:
    """Return the item for a helpline in this language (ISO 639-1)."""
    parts = [Part(texts.name("name"), tuple(texts.lines(helpline.name[locale])))]
    if locale in helpline.note:
        parts.append(Part(texts.name("note"), tuple(texts.lines(helpline.note[locale]))))
    parts.append(texts.told("hours", *_hours(helpline.hours, texts)))
    day = helpline.checked.strftime(texts.words["help.date"]) if helpline.checked else ""
    checked = markup.literal(day) if day else texts.words["paper.never"]
    parts.append(Part(texts.name("checked"), (Line("", checked, texts.citations.of_number(helpline.call)),)))
    return Line("", markup.literal(helpline.call)), tuple(parts)


def _hours(hours: OpeningHours | None, texts: PrintedTexts) -> Iterator[Markup]:
    if hours is None:
        yield texts.words["paper.hours.unknown"]
    elif hours.periods is None:
        yield texts.words["paper.hours.always"]
    else:
        yield from (_period(period, texts) for period in hours.periods)


def _period(period: Period, texts: PrintedTexts) -> Markup:
    names = {day: texts.words[f"weekday.{number}"] for number, day in enumerate(DAYS)}
    names[HOLIDAY] = texts.words["paper.hours.holidays"]
    days = calendar.listed(texts.words, (name for day, name in names.items() if day in period.days))
    times = {"opens": f"{period.opens:%H:%M}", "closes": f"{period.closes:%H:%M}"}
    return texts.words["paper.hours.period"].format(days=days, **times)
