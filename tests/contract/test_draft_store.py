"""The contract of the store of drafts, on SQLite and PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from adapters.storage.draft_store import DraftStore
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination, Plan
from adapters.storage.schema import draft as table
from adapters.storage.session import Session
from tests.contract.test_reminder_store import KINDS

ACCOUNT, NAME, OTHER = "telegram:1", "00112233aabbccdd", "ffeeddccbbaa9988"
PLACES = (Destination(ACCOUNT, "-1002", "7"), Destination(ACCOUNT, "-1001"))
DRAFT = Draft(NAME, ACCOUNT, "", PLACES, KINDS["full"])


@pytest.fixture
def drafts(session: Session) -> DraftStore:
    return DraftStore(session, 900.0)


async def expired(session: Session, name: str) -> None:
    """Let the time of this draft pass."""
    await session.run(update(table).where(table.c.name == name).values(expires_at=1.0))


@pytest.mark.parametrize("plan", KINDS.values(), ids=KINDS)
async def test_a_draft_is_kept_as_it_was_chosen(drafts: DraftStore, plan: Plan) -> None:
    draft = Draft(NAME, ACCOUNT, OTHER, PLACES, plan)
    await drafts.keep(draft)
    assert await drafts.get(ACCOUNT, NAME) == draft


async def test_a_draft_of_the_same_name_takes_its_place(drafts: DraftStore) -> None:
    later = replace(DRAFT, places=PLACES[:1], plan=KINDS["once"])
    for draft in (DRAFT, later):
        await drafts.keep(draft)
    assert await drafts.get(ACCOUNT, NAME) == later


async def test_no_account_gets_or_changes_the_draft_of_another(drafts: DraftStore) -> None:
    await drafts.keep(DRAFT)
    await drafts.keep(Draft(NAME, "slack", "", (), KINDS["once"]))
    assert await drafts.get("slack", NAME) is None
    assert await drafts.get(ACCOUNT, NAME) == DRAFT


async def test_what_expired_is_not_found_and_then_forgotten(session: Session, drafts: DraftStore) -> None:
    for name in (NAME, OTHER):
        await drafts.keep(replace(DRAFT, name=name))
    await expired(session, NAME)
    assert await drafts.get(ACCOUNT, NAME) is None
    await drafts.forget()
    assert [row.name for row in await session.run(table.select())] == [OTHER]


async def test_a_change_keeps_it_for_a_while_from_then_on(session: Session, drafts: DraftStore) -> None:
    await drafts.keep(DRAFT)
    await expired(session, NAME)
    await drafts.keep(DRAFT)
    assert await drafts.get(ACCOUNT, NAME) == DRAFT
    await DraftStore(session, -1.0).keep(DRAFT)
    assert await drafts.get(ACCOUNT, NAME) is None


async def test_every_draft_that_names_a_chat_is_deleted_with_it(drafts: DraftStore) -> None:
    for name, places in ((NAME, PLACES), (OTHER, PLACES[:1])):
        await drafts.keep(replace(DRAFT, name=name, places=places))
    assert await drafts.erase(lambda place: place.chat == "-1001") == 1
    assert await drafts.get(ACCOUNT, NAME) is None
    assert await drafts.get(ACCOUNT, OTHER)
