"""Fills in the templates, which lay out each view and each part of one. The only file that imports jinja2."""

import traceback
from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from bot.views import Card, Reading, View, ViewPart
from messages import markup
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import Folder

_SUFFIX = ".html.j2"


class _Missing(StrictUndefined):
    """What a template asks for and isn't there. Its error is its name, and nothing of Python."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Templates:
    """The layout of each view, in any language."""

    def __init__(self, folder: Folder) -> None:
        """Search for templates in the organisation's folder first, then in the shipped one."""
        self._environment = Environment(
            loader=FileSystemLoader([layer / "templates" for layer in folder.layers], encoding="utf-8-sig"),
            autoescape=True,
            undefined=_Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def fill(self, say: View | ViewPart, values: Mapping[str, object]) -> Markup:
        """Fill in the template of this view, or of a part of one.

        Raises:
            ContentError: If the template fails.
        """
        return Markup(self.page(template(say), {**values, "say": say}))  # noqa: S704 - the environment escapes

    def page(self, file: str, values: Mapping[str, object]) -> str:
        """Fill in the template of this name, for something that is no view.

        Raises:
            ContentError: If the template fails.
        """
        try:
            return self._environment.get_template(file).render(values).strip()
        except Exception as error:  # a template can do anything, and any failure is its author's to fix
            kind, said = ("not_there", "name") if isinstance(error, UndefinedError) else ("template", "reason")
            detail = {said: str(error), "line": _line(error)}
            raise ContentError((Fault(f"templates/{file}", "", kind, detail),)) from error

    def sample(self, say: View | ViewPart, values: Mapping[str, object]) -> tuple[Markup, tuple[Fault, ...]]:
        """Render a template and look for faults.

        Returns:
            The HTML, which is empty if there are faults, so that one doesn't cause others; and the faults.
        """
        try:
            html = self.fill(say, values)
        except ContentError as error:
            return Markup(), error.faults
        file = f"templates/{template(say)}"
        faults = [Fault(file, "", kind, {"found": found}) for kind, found in markup.leaks(html)]
        if not isinstance(say, ViewPart) and not markup.plain(html).strip():
            faults.append(Fault(file, "", "empty"))
        return Markup() if faults else html, tuple(faults)


def template(say: View | ViewPart) -> str:
    """Return the name of the template for this view or part; a card looks the same wherever it is read."""
    kind = Card if isinstance(say, Reading) else type(say)
    return f"{kind.__name__.lower()}{_SUFFIX}"


def _line(error: Exception) -> int:
    """Return the number of the line on which a template failed; the first if that isn't known."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in frames if frame.filename.endswith(_SUFFIX)), 1)
