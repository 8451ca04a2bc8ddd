"""Texts by name, for templates."""

from collections.abc import Mapping

from markupsafe import Markup


class Nested(dict[str, "Markup | Nested"]):
    """Texts by name, which templates can access as `question.contact.ask` or `question["contact"]`."""

    def __getattr__(self, name: str) -> "Markup | Nested":
        """Return a text by name. In templates, this is faster than a failed attribute lookup before the key lookup."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def nest(texts: Mapping[str, Markup]) -> Nested:
    """Convert texts with dotted keys to nested tables."""
    nested = Nested()
    for key, text in texts.items():
        *path, name = key.split(".")
        table = nested
        for part in path:
            below = table.setdefault(part, Nested())
            table = below if isinstance(below, Nested) else Nested()
        table[name] = text
    return nested
