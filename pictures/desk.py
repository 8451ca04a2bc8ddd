"""What an author sees on a computer while following `docs/teksten.md`: the file, and what the program says of it."""

import re
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

import httpx

from adapters import preview
from adapters.channels.drawing import environment
from tests.support.texts_page import PAGE, Block, Reader, blocks, setting_up

HEADING = "Eén zin veranderen"
"""The section whose files are drawn."""
SCREEN = "groomingcheck/began"
"""The address of the screen in the preview on which the changed sentence is."""
STYLE = "-/preview.css"
WORDS = Path(preview.__file__).parent / "words" / "nl.toml"
_WIDTH = 860
_TOP = f"body {{ width: {_WIDTH}px; height: 960px; overflow: hidden; }}"
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
    first, *_, file = [block for block in section if block.kind == "toml"]
    render = templates.get_template("desk.html.j2").render
    return {
        "teksten-preview": _previewed(first, scratch / "previewed"),
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
        page, style = _reviewed(address.strip() + SCREEN), _get(address.strip() + STYLE)
    page = page.replace("width=device-width", f"width={_WIDTH}")
    page = re.sub(r'<link rel="icon".*?>|<script.*?</script>| data-version="\d+"', "", page, flags=re.DOTALL)
    return re.sub(r'<link rel="stylesheet".*?>', lambda _: f"<style>{style}{_TOP}</style>", page)


def _reviewed(address: str) -> str:
    """Return a page of the preview once the texts have been reviewed."""
    looking = tomllib.loads(WORDS.read_text())["page"]["looking"]
    page = _get(address)
    while looking in page:
        time.sleep(0.1)
        page = _get(address)
    return page


def _get(address: str) -> str:
    return httpx.get(address, trust_env=False, timeout=60).raise_for_status().text


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
