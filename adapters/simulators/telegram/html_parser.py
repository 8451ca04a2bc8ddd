"""A parser for HTML in texts, as strict as Telegram's, with Telegram's errors.

Unknown character references (`&nbsp;`) are no error: they remain in the text unchanged.
Invalid links (`<a href="here">`) are no error either: their text remains, without an entity.
"""

import re
from dataclasses import dataclass, field

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram import links
from adapters.simulators.telegram.errors import ApiError, bad_request
from adapters.simulators.telegram.message_entities import length

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji", "blockquote": "blockquote",
    "a": "text_link",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,9})|#x([0-9a-fA-F]{1,8})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_START, _END = re.compile(r"<([^\s>]*)(?=[\s>])"), re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=>]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?(?=\s|>)(?!\s*=)"""
)
_LARGEST = 0x10FFFF


@dataclass
class _Open:
    tag: str
    value: str
    start: int
    sort: str = ""


@dataclass
class _Reader:
    source: str
    at: int = 0
    plain: str = ""
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def fail(self, text: str, start: int | None = None) -> ApiError:
        where = "" if start is None else f" at byte offset {len(self.source[:start].encode())}"
        return bad_request(f"can't parse entities: {text}{where}")

    def write(self, text: str) -> None:
        self.plain += text
        self.units += length(text)

    def start(self) -> None:
        begin = self.at
        head = _START.match(self.source, begin)
        if head is None:
            raise self.fail("Unclosed start tag", begin)
        tag, self.at = head.group(1).lower(), head.end()
        if tag not in _KINDS:
            raise self.fail(f'Unsupported start tag "{tag}"', begin)
        given = self.attributes(begin)
        if tag == "span" and given.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', begin)
        value = given.get({"a": "href", "tg-emoji": "emoji-id"}.get(tag, ""), "")
        self.opened.append(_Open(tag, value, self.units, "expandable_" if "expandable" in given else ""))

    def attributes(self, begin: int) -> dict[str, str]:
        given = {}
        while one := _ATTRIBUTE.match(self.source, self.at):
            value = one["value"] or ""
            quoted = value[:1] in {"'", '"'}
            given[one["name"].lower()] = decode_references(value[1:-1]) if quoted else value.lower()
            self.at = one.end()
        rest = self.source[self.at :].lstrip()
        if not rest.startswith(">"):
            raise self.fail(_broken(rest), begin)
        self.at = self.source.index(">", self.at) + 1
        return given

    def end(self) -> None:
        begin = self.at
        if not self.opened:
            raise self.fail("Unexpected end tag", begin)
        tail = _END.match(self.source, begin)
        if tail is None:
            raise self.fail("Unclosed end tag", begin)
        last, name = self.opened.pop(), tail.group(1).lower()
        if name not in {"", last.tag}:
            found = f'Unmatched end tag at byte offset {len(self.source[:begin].encode())}, expected "</{last.tag}>"'
            raise self.fail(f'{found}, found "</{name}>"')
        self.at = tail.end()
        self.mark(last)

    def mark(self, last: _Open) -> None:
        size = self.units - last.start
        if size == 0:
            return
        entity: JsonObject = {"type": _KINDS[last.tag], "offset": last.start, "length": size}
        if last.tag == "blockquote":
            entity["type"] = last.sort + entity["type"]
        if last.tag == "a":
            words = self.plain.encode("utf-16-le")[2 * last.start :].decode("utf-16-le")
            url = last.value or words
            if links.fault(url):
                return
            entity["url"] = url if "://" in url or url.startswith("tg:") else f"http://{url}/"
        if last.tag == "tg-emoji":
            if not last.value.isdecimal():
                raise self.fail("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = last.value
        self.entities.append(entity)


def _broken(rest: str) -> str:
    """Return Telegram's error for something in a tag that isn't an attribute."""
    name, equals, value = rest.partition("=")
    if equals and not name.strip():
        return "Empty attribute name in the tag"
    whole = equals and value.strip() and value.strip()[0] not in "'\""
    return "Unexpected end of name token" if whole else "Unclosed start tag"


def decode_references(text: str) -> str:
    """Replace the character references that Telegram knows with their characters."""
    return _REFERENCE.sub(_character, text)


def parse(source: str) -> tuple[str, list[JsonObject]]:
    """Parse a text in HTML.

    Returns:
        The text without tags, and its MessageEntity objects.

    Raises:
        ApiError: "can't parse entities", as Telegram words it.
    """
    reader = _Reader(source)
    while reader.at < len(source):
        if source.startswith("</", reader.at):
            reader.end()
        elif source[reader.at] == "<":
            reader.start()
        else:
            stop = source.find("<", reader.at)
            stop = len(source) if stop < 0 else stop
            reader.write(decode_references(source[reader.at : stop]))
            reader.at = stop
    if reader.opened:
        raise reader.fail(f"Can't find end tag corresponding to start tag {reader.opened[-1].tag}")
    return reader.plain, reader.entities


def _character(hit: re.Match[str]) -> str:
    decimal, hexadecimal, name = hit.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004
    return hit.group() if code == 0 or code >= _LARGEST or surrogate else chr(code)
