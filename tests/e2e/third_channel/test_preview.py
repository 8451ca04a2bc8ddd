"""The preview draws another channel as soon as it is registered, as that channel itself does."""

from adapters.channels.drawing import Language
from adapters.checks.screen import Button, Screen
from adapters.preview import edition, path, sheets
from adapters.preview.platform import platforms, style
from messages.loading.organisation import Organisation


def test_its_screens_and_reminders_are_drawn_beside_the_others() -> None:
    found, made = edition.read(Organisation(), "Europe/Amsterdam"), platforms()
    parsed = found.checks["groomingcheck"]
    [dutch, _] = sheets.columns(found, path.follow(parsed.check, ["began"]), made)
    titles = [one.platform.limits.channel for one in dutch.sheets]
    assert titles == ["Telegram", "Slack", "Plein", "Browser", "Terminal"]
    assert 'href="/groomingcheck/began/answered-contact-some">Een beetje</a>' in str(dutch.sheets[2].html)
    [posted, _] = sheets.reminders(found, parsed, parsed.prompts[0], made)
    assert [one.platform.name for one in posted.sheets] == ["telegram", "slack", "plein"]
    assert 'href="/groomingcheck">Start: Groomingcheck</a>' in str(posted.sheets[2].html)
    assert ".plein .button" in style(made)


def test_where_there_is_a_page_each_channel_draws_the_button_to_it() -> None:
    found, made = edition.read(Organisation(), "Europe/Amsterdam"), platforms()
    parsed = found.checks["groomingcheck"]
    [posted, english] = sheets.reminders(found, parsed, parsed.prompts[0], made, paged=True)
    assert [str(one.html).count('href="/groomingcheck"') for one in posted.sheets] == [2, 2, 2]
    assert all("Open in je browser" in str(one.html) for one in posted.sheets)
    assert all("Open in your browser" in str(one.html) for one in english.sheets)


def test_a_label_in_a_drawing_is_no_markup() -> None:
    [plein] = [one for one in platforms() if one.name == "plein"]
    words = Language("nl", {})
    assert "&lt;b&gt;" in str(plein.drawing.screen(Screen("", (Button("1", "<b>", "/"),)), words, "02:30"))
