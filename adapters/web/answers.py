"""What came of asking for the page at its public address, and what something on the way did to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from adapters.channels.diagnosis import Diagnosis
from adapters.checks.dialogue import Dialogue
from adapters.web.conversation import HERE
from adapters.web.frame import SCRIPT, STYLE
from adapters.web.headers import headers

_PRESS = re.compile(r'name="press" value="([^"]+)"')
_HOPS = {"connection"}
"""Headers that a proxy answers with its own, and may."""
_OWN = {"refresh", "vary"}
"""Headers whose value is a setting of the bot, or to which a proxy may add."""
_SECRET = "GROOMINGCHECK_SECRET"  # noqa: S105 - the name of a setting


@dataclass(frozen=True)
class Answers:
    """What was answered.

    Attributes:
        opened: The answer to who opens the page.
        pressed: Those to presses.
    """

    opened: httpx.Response
    pressed: tuple[httpx.Response, ...]

    @property
    def ours(self) -> bool:
        """Return whether what opens is the page."""
        return self.opened.status_code == httpx.codes.OK and bool(_PRESS.search(self.opened.text))

    @property
    def refused(self) -> int | None:
        """Return the status of a press that wasn't taken; None if all were."""
        return next((one.status_code for one in self.pressed if one.status_code != httpx.codes.OK), None)

    def examined(self, dialogue: Dialogue, *, secure: bool) -> Iterator[Diagnosis]:
        """Yield what there is to say of these. `secure`: whether they came by https."""
        yield self._sealed(dialogue)
        yield self._headers()
        if changed := self._changed():
            yield Diagnosis("page", f"something on the way {changed}. Have it leave the page alone.", well=False)
        if secure and not self.opened.headers.get("strict-transport-security"):
            text = "the proxy sends none. With it a browser that was here once never comes over http again."
            yield Diagnosis("Strict-Transport-Security", text, warns=True)

    def _sealed(self, dialogue: Dialogue) -> Diagnosis:
        """Report whether every process that answered has our secret, which opens what it sealed."""
        opens = [any(dialogue.run_of(value, HERE) for value in _PRESS.findall(one.text)) for one in self.pressed]
        if all(opens):
            return Diagnosis(_SECRET, "every process that answers has the one that is set here.")
        who = "a process that answers has" if any(opens) else "what answers has"
        text = f"{who} another one than is set here, so that presses may expire. Give all processes the same."
        return Diagnosis(_SECRET, text, well=False)

    def _headers(self) -> Diagnosis:
        wanted = {name: value for name, value in headers(STYLE, SCRIPT, 1).items() if name.lower() not in _HOPS}
        lost = [name for name, value in wanted.items() if not all(_has(one, name, value) for one in self._all)]
        if lost:
            text = f"something on the way changes {', '.join(lost)}. Have it leave the headers of the page alone."
            return Diagnosis("headers", text, well=False)
        return Diagnosis("headers", "all arrive that tell a browser to keep nothing.")

    def _changed(self) -> str | None:
        """Return what something on the way does to the page, as part of a sentence; None if it does nothing."""
        if any("set-cookie" in one.headers for one in self._all):
            return "sets a cookie"
        if len({*map(_sealed_values, self.pressed)}) < len(self.pressed) or any(
            "age" in one.headers for one in self._all
        ):
            return "keeps a copy of it"
        whole = all(SCRIPT in one.text and STYLE in one.text and one.text.count("<script") == 1 for one in self._all)
        return None if whole else "writes into it"

    @property
    def _all(self) -> tuple[httpx.Response, ...]:
        return self.opened, *self.pressed


def _sealed_values(answer: httpx.Response) -> tuple[str, ...]:
    return tuple(_PRESS.findall(answer.text))


def _has(answer: httpx.Response, name: str, value: str) -> bool:
    """Return whether an answer has this header, with this value and no other."""
    found = answer.headers.get_list(name)
    return bool(found) if name.lower() in _OWN else {*found} == {value}
