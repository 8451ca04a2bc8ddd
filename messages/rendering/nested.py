"""Texts by name, as the templates ask for them."""

from collections.abc import Mapping

from markupsafe import Markup


class Nested(dict[str, "Markup | Nested"]):
    """Texts by name, for templates: `question.contact.ask` as well as `question["contact"]`."""

    def __getattr__(self, name: str) -> "Markup | Nested":
        """Return a text by name; for a template, that is quicker than a failing attribute followed by the key."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def nest(texts: Mapping[str, Markup]) -> Nested:
    """Return texts with dotted keys as nested tables, for templates."""
    nested = Nested()
    for key, text in texts.items():
        *path, name = key.split(".")
        table = nested
        for part in path:
            below = table.setdefault(part, Nested())
            table = below if isinstance(below, Nested) else Nested()
        table[name] = text
    return nested
