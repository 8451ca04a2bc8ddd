"""What an author sees on a computer while following `docs/teksten.md`: the file, and what the program says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

import httpx

from adapters.channels.drawing import environment
from tests.support.texts_page import PAGE, Block, Reader, blocks, setting_up

HEADING = "Eén zin veranderen"
"""The section whose files are drawn."""
SCREEN = "groomingcheck/began"
"""The address of the screen in the preview on which the changed sentence is."""
STYLE = "-/preview.css"
_TOP = "body { width: 860px; height: 1010px; overflow: hidden; }"
"""What keeps a picture to the top of a page."""
_PARTS = re.compile(
    r"""(?P<comment>^\#.*$) | (?P<heading>^\[.*\]$) | (?P<name>^\w+)(?=\ =\ )
    | (?P<label>(?<=")\[[SAO]\]) | (?<=\]\ )(?P<sentence>[^"]+)""",
    re.MULTILINE | re.VERBOSE,
)
_CALLED = {
    "comment": "uitleg voor jezelf",
    "heading": "de kop: waar de zin hoort",
    "name": "de naam van de zin",
    "label": "waar de zin vandaan komt",
    "sentence": "jouw zin",
}
"""What an author calls each part of a file."""


def run(scratch: Path) -> Mapping[str, str]:
    """Follow the page, and return what is seen as pages, by name. `scratch`: a folder for what the reader makes."""
    templates = environment(Path(__file__).parent / "templates")
    section = [block for block in blocks(PAGE.read_text()) if block.heading == HEADING]
    *_, file = [block for block in section if block.kind == "toml"]
    render = templates.get_template("desk.html.j2").render
    return {
        "teksten-bestand": render(title=file.file, parts=[*_parts(file.text)], called=_CALLED, command=""),
        "teksten-nakijken": render(title="Terminal", **_followed(section, scratch / "followed")),
    }


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a file, each with the name of what it is; empty for what joins them."""
    at = 0
    for found in _PARTS.finditer(text.rstrip()):
        yield "", text[at : found.start()]
        yield str(found.lastgroup), found[0]
        at = found.end()
    yield "", text[at:].rstrip()


def _previewed(file: Block, scratch: Path) -> str:
    """Return the top of the preview of a question, with this file, as a page that needs no server."""
    reader = Reader(scratch)
    for block in setting_up():
        reader.type(block.text)
    reader.write(file.file, file.text)
    reader.write("teksten/groomingcheck/check.toml", 'languages = ["nl"]')  # so that one language fits in the picture
    with reader.running("groomingcheck preview") as address:
        page, style = (httpx.get(address.strip() + path, trust_env=False).text for path in (SCREEN, STYLE))
    page = page.replace("width=device-width", "width=860")
    page = re.sub(r'<link rel="icon".*?>|<script.*?</script>', "", page, flags=re.DOTALL)
    return re.sub(r'<link rel="stylesheet".*?>', lambda _: f"<style>{style}{_TOP}</style>", page)


def _followed(section: Sequence[Block], scratch: Path) -> Mapping[str, str]:
    """Follow a section up to where it first says what is printed; return the last command, and what it printed."""
    reader, command = Reader(scratch), ""
    for block in (*setting_up(), *takewhile(lambda one: one.kind != "text", section)):
        if block.kind == "toml":
            reader.write(block.file, block.text)
        else:
            command = block.text.strip()
            reader.type(command)
    return {"command": command, "printed": reader.printed.strip()}
