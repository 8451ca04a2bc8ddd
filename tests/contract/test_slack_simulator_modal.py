"""The Slack simulator's modals: pressing, filling in, submitting and closing."""

import pytest

from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from tests.support.listener import Listener
from tests.support.slack_caller import Caller, Json, actions, button, field, modal, opened, plain, section


async def test_the_second_of_two_presses_on_one_view_is_a_conflict(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    view = await opened(ann, listener, caller, modal(actions(button("a1"), block_id="b"), private_metadata="m"))
    await ann.press("Ja")
    heard = listener.heard[-1].payload
    assert (heard["type"], heard["actions"][0]["action_id"]) == ("block_actions", "a1")
    assert (heard["view"]["hash"], heard["view"]["private_metadata"]) == (view["hash"], "m")
    assert heard["container"] == {"type": "view", "view_id": view["id"]}
    same = {"view_id": view["id"], "hash": view["hash"], "view": modal(title="Nieuw")}
    assert (await caller("views.update", **same))["ok"]
    assert (await caller("views.update", **same))["error"] == "hash_conflict"
    assert (await caller("views.update", **{**same, "hash": None}))["ok"]
    assert ann.modal
    assert ann.modal.title == "Nieuw"
    await ann.press_raw("a1", "old", view["hash"])
    assert listener.heard[-1].payload["view"]["hash"] == view["hash"]
    with pytest.raises(LookupError):
        await ann.press("Ja")


async def test_a_view_that_was_closed_is_not_found(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    ann = slack.person("U1")
    view = await opened(ann, listener, caller, modal(external_id="e1", notify_on_close=True))
    assert (await caller("views.update", external_id="e1", view=modal(external_id="e1", notify_on_close=True)))["ok"]
    assert (await caller("views.update", view=modal()))["error"] == "invalid_arguments"
    acks = await ann.close()
    assert (len(acks), listener.heard[-1].payload["type"]) == (1, "view_closed")
    assert listener.heard[-1].payload["is_cleared"] is False
    assert (await caller("views.update", view_id=view["id"], view=modal()))["error"] == "not_found"
    assert (await caller("views.update", external_id="e1", view=modal()))["error"] == "not_found"
    await opened(ann, listener, caller, modal())
    before = len(listener.heard)
    assert await ann.close() == []
    assert len(listener.heard) == before


async def test_three_views_lie_on_each_other_and_no_more(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    told = modal(actions(button("a1")), notify_on_close=True)
    first = await opened(ann, listener, caller, told)
    await ann.command("/groomingcheck")
    stray = listener.heard[-1].payload["trigger_id"]
    assert (await caller("views.push", trigger_id=stray, view=told))["error"] == "not_found"
    for expected in ("", "", "push_limit_reached"):
        await ann.press("Ja")
        answer = await caller("views.push", trigger_id=listener.heard[-1].payload["trigger_id"], view=told)
        assert answer.get("error", "") == expected
    assert [view.root for view in ann.views] == [first["id"]] * 3
    before = len(listener.heard)
    await ann.close(clear=True)
    assert [each.payload["is_cleared"] for each in listener.heard[before:]] == [True] * 3
    assert ann.modal is None


async def test_a_submission_closes_clears_updates_or_pushes(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    told = modal(submit=plain("Klaar"))
    await opened(ann, listener, caller, told)
    listener.answer = {"response_action": "update", "view": modal(title="Twee", submit=plain("Klaar"))}
    await ann.submit()
    listener.answer = {"response_action": "push", "view": modal(title="Drie", submit=plain("Klaar"))}
    await ann.submit()
    assert [view.title for view in ann.views] == ["Twee", "Drie"]
    listener.answer = ""
    await ann.submit()
    assert [view.title for view in ann.views] == ["Twee"]
    listener.answer = {"response_action": "push", "view": modal(title="Drie", submit=plain("Klaar"))}
    await ann.submit()
    listener.answer = {"response_action": "clear"}
    await ann.submit()
    assert (ann.modal, ann.troubles, slack.errors) == (None, [], [])


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "vanish"},
        {"response_action": "update", "view": modal(title="t" * 25)},
        {"response_action": "errors", "errors": {"nowhere": "Te kort"}},
        {"response_action": "errors"},
        {"response_action": "update", "view": modal(private_metadata="m" * 3001)},
        {"response_action": "update", "view": modal(submit=plain("Verder naar het advies..."))},
        {"response_action": "update", "view": modal(field())},
        {"response_action": "update", "view": modal(*[section("s" * 2600)] * 100)},
        {"response_action": "update", "view": modal(external_id="taken")},
    ],
)
async def test_an_answer_to_a_submission_that_makes_no_sense(
    slack: SlackSimulator, listener: Listener, caller: Caller, answer: Json
) -> None:
    ann = slack.person("U1")
    await opened(slack.person("U2"), listener, caller, modal(external_id="taken"))
    await opened(ann, listener, caller, modal(submit=plain("Klaar")))
    listener.answer = answer
    await ann.submit()
    assert ann.troubles == ["invalid_response"]
    assert [fault.source for fault in slack.errors] == ["response_action"]
    assert ann.modal


async def test_a_submission_carries_what_the_view_carried_and_may_keep_its_own_name(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    """A view without inputs may have a submit button as well: https://docs.slack.dev/reference/views/modal-views."""
    ann = slack.person("U1")
    told = modal(section("Hoi"), submit=plain("Verder"), private_metadata="m" * 3000, external_id="e1")
    view = await opened(ann, listener, caller, told)
    listener.answer = {"response_action": "update", "view": told | {"private_metadata": "n"}}
    await ann.submit()
    heard = listener.heard[-1].payload["view"]
    assert (heard["hash"], heard["external_id"], heard["private_metadata"]) == (view["hash"], "e1", "m" * 3000)
    assert ann.modal
    assert (ann.modal.id, ann.modal.content["private_metadata"]) == (view["id"], "n")
    assert ann.modal.hash != view["hash"]
    assert (ann.troubles, slack.errors) == ([], [])


async def test_a_client_that_lags_behind_submits_what_it_still_shows(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    await opened(ann, listener, caller, modal(submit=plain("Verder"), private_metadata="old"))
    old = ann.modal
    listener.answer = {"response_action": "update", "view": modal(title="Twee", submit=plain("Verder"))}
    await ann.submit()
    await ann.submit(old)
    assert listener.heard[-1].payload["view"]["private_metadata"] == "old"
    assert [view.title for view in ann.views] == ["Twee"]
    await ann.close()
    await ann.submit(old)
    listener.answer = ""
    await ann.submit(old)
    assert (ann.views, ann.troubles) == ([], [])


async def test_what_is_filled_in_comes_with_the_submission(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    option = {"text": plain("Maandag"), "value": "mon"}
    menu = {"type": "static_select", "action_id": "day", "options": [option]}
    told = modal(field(), field("more", optional=True), actions(menu, block_id="m"), submit=plain("Klaar"))
    await opened(ann, listener, caller, told)
    with pytest.raises(LookupError):
        await ann.submit()
    assert await ann.choose("typed-name", "Ann") is None
    assert await ann.choose("day", "Maandag")
    assert listener.heard[-1].payload["actions"][0]["selected_option"]["value"] == "mon"
    listener.answer = {"response_action": "errors", "errors": {"name": "Te kort"}}
    await ann.submit()
    values = listener.heard[-1].payload["view"]["state"]["values"]
    assert values["name"]["typed-name"] == {"type": "plain_text_input", "value": "Ann"}
    assert values["more"]["typed-more"]["value"] is None
    assert values["m"]["day"]["selected_option"]["value"] == "mon"
    assert (ann.complaints, slack.errors) == ({"name": "Te kort"}, [])


async def test_an_external_id_is_for_one_view(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    await opened(slack.person("U1"), listener, caller, modal(external_id="e1"))
    await slack.person("U2").command("/groomingcheck")
    trigger = listener.heard[-1].payload["trigger_id"]
    twice = await caller("views.open", trigger_id=trigger, view=modal(external_id="e1"))
    assert twice["error"] == "duplicate_external_id"
    slack.fail("views.open", errors.api_error("fatal_error"))
    assert (await caller("views.open", trigger_id=trigger, view=modal()))["error"] == "fatal_error"
    assert (await caller("views.open", trigger_id=trigger, view=modal()))["ok"]


async def test_a_view_has_a_largest_size(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    await slack.person("U1").command("/groomingcheck")
    trigger = listener.heard[-1].payload["trigger_id"]
    large = modal(*[section("s" * 2600)] * 100)
    assert (await caller("views.open", trigger_id=trigger, view=large))["error"] == "view_too_large"
    assert (await caller("views.open", trigger_id=trigger, view=modal(*[section("s" * 2400)] * 100)))["ok"]


async def test_closing_can_mean_all_of_them(slack: SlackSimulator, listener: Listener, caller: Caller) -> None:
    ann = slack.person("U1")
    told = modal(submit=plain("Meer"), notify_on_close=True)
    for clears, left in ((False, 2), (True, 0)):
        await opened(ann, listener, caller, told)
        listener.answer = {"response_action": "push", "view": told | {"clear_on_close": clears}}
        for _ in range(3):
            await ann.submit()
        listener.answer = ""
        assert len(ann.views) == 3
        await ann.close()
        assert len(ann.views) == left
    assert ann.troubles == ["invalid_response"] * 2
    assert [fault.text for fault in slack.errors] == ["push_limit_reached"] * 2


async def test_an_input_can_start_filled_and_can_tell_at_once(
    slack: SlackSimulator, listener: Listener, caller: Caller
) -> None:
    ann = slack.person("U1")
    option = {"text": plain("Maandag"), "value": "mon"}
    element = {"type": "plain_text_input", "action_id": "typed", "initial_value": "Ann"}
    menu = {"type": "radio_buttons", "action_id": "day", "options": [option], "initial_option": option}
    told = modal(field(element=element), field("day", element=menu, dispatch_action=True), submit=plain("Klaar"))
    await opened(ann, listener, caller, told)
    assert await ann.choose("day", "mon")
    await ann.submit()
    values = listener.heard[-1].payload["view"]["state"]["values"]
    assert values["name"]["typed"]["value"] == "Ann"
    assert values["day"]["day"]["selected_option"]["value"] == "mon"


@pytest.mark.parametrize("kind", ["initial_value", "initial_option"])
async def test_what_starts_filled_needs_no_filling(
    slack: SlackSimulator, listener: Listener, caller: Caller, kind: str
) -> None:
    ann = slack.person("U1")
    option = {"text": plain("Maandag"), "value": "mon"}
    typed = {"type": "plain_text_input", "action_id": "typed", "initial_value": "Ann"}
    chosen = {"type": "static_select", "action_id": "typed", "options": [option], "initial_option": option}
    element = typed if kind == "initial_value" else chosen
    await opened(ann, listener, caller, modal(field(element=element), submit=plain("Klaar")))
    assert (await ann.submit()).status == 200
