"""Render the templates of the views and their parts. The only module that imports jinja2."""

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
    """A value that doesn't exist. Its error message is just its name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Templates:
    """The templates of all views, in any language."""

    def __init__(self, folder: Folder) -> None:
        """Load templates from the organisation's folder first, then from the shipped one."""
        self._environment = Environment(
            loader=FileSystemLoader([layer / "templates" for layer in folder.layers], encoding="utf-8-sig"),
            autoescape=True,
            undefined=_Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def fill(self, say: View | ViewPart, values: Mapping[str, object]) -> Markup:
        """Render the template of this view or part.

        Raises:
            ContentError: The template fails.
        """
        return Markup(self.page(template(say), {**values, "say": say}))  # noqa: S704 - autoescaping is on

    def page(self, file: str, values: Mapping[str, object]) -> str:
        """Render the template with this name, for something that isn't a view.

        Raises:
            ContentError: The template fails.
        """
        try:
            return self._environment.get_template(file).render(values).strip()
        except Exception as error:  # a template can raise anything, and its author has to fix it
            kind, said = ("not_there", "name") if isinstance(error, UndefinedError) else ("template", "reason")
            detail = {said: str(error), "line": _line(error)}
            raise ContentError((Fault(f"templates/{file}", "", kind, detail),)) from error

    def sample(self, say: View | ViewPart, values: Mapping[str, object]) -> tuple[Markup, tuple[Fault, ...]]:
        """Render a template, and check the result for faults.

        Returns:
            The HTML, which is empty if there are faults, to avoid further ones; and the faults.
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
    """Return the name of the template for this view or part; all cards share one."""
    kind = Card if isinstance(say, Reading) else type(say)
    return f"{kind.__name__.lower()}{_SUFFIX}"


def _line(error: Exception) -> int:
    """Return the number of the line on which a template failed; 1 if unknown."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in frames if frame.filename.endswith(_SUFFIX)), 1)
