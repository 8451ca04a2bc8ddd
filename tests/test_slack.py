"""Whole conversations on Slack: what is shown, and that nothing of it stays."""

from pathlib import Path

import pytest

from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import rows
from tests.caller import until
from tests.slack_bot import begin, configured, serving, shown, walk

NINE_NL, NINE_EN = ("Antwoord 1",) * 9, ("Answer 1",) * 9
WAYS = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


@WAYS
@pytest.mark.parametrize(
    ("locale", "words", "progress", "submit"),
    [
        ("nl-NL", ("Beginnen", *NINE_NL), "Vraag 1 van 9", "Klaar en wissen"),
        ("en-GB", ("Begin", *NINE_EN), "Question 1 of 9", "Done and wipe"),
    ],
)
async def test_a_whole_check_leaves_nothing(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    locale: str,
    words: tuple[str, ...],
    progress: str,
    submit: str,
    http: bool,  # noqa: FBT001
) -> None:
    async with serving(slack, shipped, configured(slack, database, http=http)):
        ann = slack.person("U1", locale)
        slack.channel("C1", ["U1"])
        await begin(ann)
        await until(lambda: ann.modal and words[0] in [one.text for one in ann.modal.buttons])
        await walk(ann, words[0])
        assert progress in shown(ann)
        await walk(ann, *words[1:], "Naar het advies" if locale == "nl-NL" else "Go to the advice")
        assert ann.modal
        assert ann.modal.submit == submit
        assert (await ann.submit()).body == {"response_action": "clear"}
        assert ann.views == []
        await until(lambda: not rows(database))
        await slack.settled()
    assert slack.errors == []
    assert slack.unacked == []
    assert [channel.messages for channel in slack.workspace.channels.values() if channel.messages] == []
    assert ann.ephemerals == []
    assert {call.status for call in slack.calls} == {200}
