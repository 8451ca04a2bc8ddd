"""The paths of the preview: their names survive a change of the content, and each leads where it says."""

from dataclasses import replace

from adapters.preview import atlas, path
from bot.check import Check, Option
from bot.events import GLOSSARY, Answered, Began, Opened, Resumed, Started
from bot.views import Advice, Ask, Card, Expired, Explanation, Points, Welcome
from messages.content import Content


def names(address: str) -> list[str]:
    return address.split("/")[2:]


def test_every_path_of_the_atlas_leads_to_its_screen_by_its_address(shipped: Content, check: Check) -> None:
    found = atlas.paths(check, frozenset(shipped.renderers[check.id, "nl"].buttons))
    assert len(found) > 400
    for view, presses in found.items():
        followed = path.follow(check, names(path.address(check, presses)))
        assert (followed.view, followed.broken) == (view, False)


def test_every_point_of_attention_is_on_some_screen_of_the_atlas(shipped: Content, check: Check) -> None:
    found = atlas.paths(check, frozenset(shipped.renderers[check.id, "nl"].buttons))
    shown = {(one.source, one.option) for view in found if isinstance(view, Advice | Points) for one in view.points}
    wanted = {(asked.id, one.id) for asked in check.questions for one in asked.options if one.attention}
    assert shown == wanted | {(rule.id, None) for rule in check.rules}


def test_a_check_without_hard_words_has_no_screen_for_them(own: Content) -> None:
    check = own.checks["moneycheck"]
    buttons = frozenset(own.renderers["moneycheck", "nl"].buttons)
    assert Opened(GLOSSARY) not in buttons
    assert not [one for one in atlas.paths(check, buttons) if type(one).__name__ == "Glossary"]


def test_a_path_leads_to_the_same_screen_after_an_answer_was_added(check: Check) -> None:
    address = path.address(check, (Began(), Answered(0, 1), Answered(1, 0)))
    assert address == "/groomingcheck/began/answered-contact-some/answered-signals-yes"
    first = check.questions[0]
    more = replace(first, options=(Option("new"), *first.options))
    changed = replace(check, questions=(more, *check.questions[1:]))
    view = path.follow(changed, names(address)).view
    assert isinstance(view, Ask)
    assert view.question == "recognise"


def test_what_leads_nowhere_any_more_is_left_out_and_told(check: Check) -> None:
    for steps in (["began", "answered-contact-gone"], ["began", "finished"], ["began", ""]):
        found = path.follow(check, steps)
        assert (found.events, found.broken) == ((Began(),), True)
    assert path.follow(check, ["nonsense"]).view == Welcome()
    assert path.follow(check, ["expired"]).view == Expired()


def test_what_is_opened_and_closed_again_is_no_part_of_the_path(check: Check) -> None:
    found = path.follow(check, ["began", "answered-contact-some", "opened-why", "opened-signals"])
    assert found.view == Card("signals")
    assert found.onward(Resumed()) == (Began(), Answered(0, 1))
    assert found.onward(Opened("help")) == (*found.events, Opened("help"))
    assert found.onward(Opened("why")) == found.events[:3]
    assert found.onward(Started()) == ()
    assert isinstance(path.follow(check, ["began", "opened-why"]).view, Explanation)
