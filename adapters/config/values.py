"""Rules that apply to the value of every setting."""

from adapters.config.misspelt import LINK

NO_TEXT = "Must be text in UTF-8."
UNSEEN = "Must be one line, without invisible characters."
QUOTED = "Must have no quotes around it: here they would be part of the value."
LINKED = "Set by Kubernetes for a Service of that name. Set it yourself, or set enableServiceLinks: false."


def filled(value: str | None) -> str | None:
    """Return a value, or None if it is empty: Compose passes an unset variable on as an empty one."""
    return value if value and value.strip() else None


def fault(value: str) -> str | None:
    """Return what is wrong with a non-empty value, as a sentence without that value; None if it is valid."""
    text = value.strip()
    if any("\ud800" <= character <= "\udfff" for character in text):  # how Python represents bytes that aren't UTF-8
        return NO_TEXT
    if not text.isprintable():
        return UNSEEN
    if (text[0] == text[-1] and text[0] in "'\"") or (text.count('"') == 1 and '"' in {text[0], text[-1]}):
        return QUOTED
    return LINKED if LINK.fullmatch(text) else None
