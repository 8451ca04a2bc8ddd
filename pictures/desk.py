"""The screens of an author who follows `docs/teksten.md`: the file, and the output of the program."""

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
"""The section with the files to draw."""
SCREEN = "groomingcheck/began"
"""The URL of the preview's screen with the changed sentence."""
STYLE = "-/preview.css"
WORDS = Path(preview.__file__).parent / "words" / "nl.toml"
_WIDTH = 860
_TOP = f"body {{ width: {_WIDTH}px; height: 960px; overflow: hidden; }}"
"""The style that crops a picture to the top of a page."""
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
"""The name of each part of a file, for authors."""


def run(scratch: Path) -> Mapping[str, str]:
    """Follow the page, and return the screens as pages, by name. `scratch`: a temporary folder."""
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
    """Yield the pieces of a file with their kinds; the kind is empty for text in between."""
    at = 0
    for found in _PARTS.finditer(text.rstrip()):
        yield "", text[at : found.start()]
        yield str(found.lastgroup), found[0]
        at = found.end()
    yield "", text[at:].rstrip()


def _previewed(file: Block, scratch: Path) -> str:
    """Return the top of the preview of a question, with this file, as a self-contained page."""
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
    """Follow a section up to its first printed output; return the last command and its output."""
    reader, command = Reader(scratch), ""
    for block in (*setting_up(), *takewhile(lambda one: one.kind != "text", section)):
        if block.kind == "toml":
            reader.write(block.file, block.text)
        else:
            command = block.text.strip()
            reader.type(command)
    return {"command": command, "printed": reader.printed.strip()}
