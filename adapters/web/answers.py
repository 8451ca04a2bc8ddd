"""Examine the answers of the page at its public address for what intermediaries changed."""

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
"""Headers that a proxy may replace."""
_OWN = {"refresh", "vary"}
"""Headers whose value depends on settings, or that a proxy may extend."""
_SECRET = "GROOMINGCHECK_SECRET"  # noqa: S105 - the name of a setting


@dataclass(frozen=True)
class Answers:
    """The answers.

    Attributes:
        opened: The answer to opening the page.
        pressed: The answers to presses.
    """

    opened: httpx.Response
    pressed: tuple[httpx.Response, ...]

    @property
    def ours(self) -> bool:
        """Return whether the answer is this page."""
        return self.opened.status_code == httpx.codes.OK and bool(_PRESS.search(self.opened.text))

    @property
    def refused(self) -> int | None:
        """Return the status of a press that was rejected; None if all were accepted."""
        return next((one.status_code for one in self.pressed if one.status_code != httpx.codes.OK), None)

    def examined(self, dialogue: Dialogue, *, secure: bool) -> Iterator[Diagnosis]:
        """Yield the results. `secure`: whether the page was reached over https."""
        yield self._sealed(dialogue)
        yield self._headers()
        if changed := self._changed():
            yield Diagnosis("page", f"a proxy in front of the page {changed}. Configure it not to.", well=False)
        if secure and not self.opened.headers.get("strict-transport-security"):
            text = "the proxy doesn't send it. With it, browsers never use http again after the first visit."
            yield Diagnosis("Strict-Transport-Security", text, warns=True)

    def _sealed(self, dialogue: Dialogue) -> Diagnosis:
        """Report whether every process that answered has the configured secret, which can decrypt its tokens."""
        opens = [any(dialogue.run_of(value, HERE) for value in _PRESS.findall(one.text)) for one in self.pressed]
        if all(opens):
            return Diagnosis(_SECRET, "all processes behind the address use the one configured here.")
        who = "a process behind the address uses" if any(opens) else "the process behind the address uses"
        text = f"{who} a different one, so presses may be rejected as expired. Give all processes the same."
        return Diagnosis(_SECRET, text, well=False)

    def _headers(self) -> Diagnosis:
        wanted = {name: value for name, value in headers(STYLE, SCRIPT, 1).items() if name.lower() not in _HOPS}
        lost = [name for name, value in wanted.items() if not all(_has(one, name, value) for one in self._all)]
        if lost:
            text = f"a proxy in front of the page changes {', '.join(lost)}. Configure it not to."
            return Diagnosis("headers", text, well=False)
        return Diagnosis("headers", "all headers that tell a browser to store nothing arrive unchanged.")

    def _changed(self) -> str | None:
        """Return what an intermediary does to the page, as part of a sentence; None if nothing."""
        if any("set-cookie" in one.headers for one in self._all):
            return "sets a cookie"
        if len({*map(_sealed_values, self.pressed)}) < len(self.pressed) or any(
            "age" in one.headers for one in self._all
        ):
            return "caches it"
        whole = all(SCRIPT in one.text and STYLE in one.text and one.text.count("<script") == 1 for one in self._all)
        return None if whole else "changes its content"

    @property
    def _all(self) -> tuple[httpx.Response, ...]:
        return self.opened, *self.pressed


def _sealed_values(answer: httpx.Response) -> tuple[str, ...]:
    return tuple(_PRESS.findall(answer.text))


def _has(answer: httpx.Response, name: str, value: str) -> bool:
    """Return whether an answer has this header with exactly this value."""
    found = answer.headers.get_list(name)
    return bool(found) if name.lower() in _OWN else {*found} == {value}
