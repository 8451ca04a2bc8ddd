"""What no value of any setting can be, whatever it sets."""

from adapters.config.misspelt import LINK

NO_TEXT = "Must be text in UTF-8."
UNSEEN = "Must be one line, without characters that can't be seen."
QUOTED = "Must stand without quotes around it: here they count as part of it."
LINKED = "Kubernetes sets this for a Service of that name. Set it yourself, or set enableServiceLinks: false."


def filled(value: str | None) -> str | None:
    """Return a value, or None if it is empty: Compose passes an unset variable on as an empty one."""
    return value if value and value.strip() else None


def fault(value: str) -> str | None:
    """Return what is wrong with a value that isn't empty, as a sentence without it."""
    text = value.strip()
    if any("\ud800" <= character <= "\udfff" for character in text):  # how Python represents bytes that are no UTF-8
        return NO_TEXT
    if not text.isprintable():
        return UNSEEN
    if (text[0] == text[-1] and text[0] in "'\"") or (text.count('"') == 1 and '"' in {text[0], text[-1]}):
        return QUOTED
    return LINKED if LINK.fullmatch(text) else None
