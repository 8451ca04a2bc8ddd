"""Which checks are on: what is off is not read, and keeps nobody from using the others."""

from pathlib import Path

import pytest

from messages.loading.faults import ContentError
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with a check whose files can't be read, one of them as it leads nowhere."""
    copy_check(tmp_path)
    for name in ("check", "nl"):
        (tmp_path / "moneycheck" / f"{name}.toml").write_text("title = [")
    (tmp_path / "moneycheck" / "prompts.toml").symlink_to("nowhere")
    return tmp_path


def test_only_the_shipped_check_is_on_by_default() -> None:
    assert [*load_content(Organisation(folder=ORGANISATION)).checks] == ["groomingcheck"]


def test_checks_come_in_the_order_in_which_they_are_named() -> None:
    assert [*load_content(Organisation(folder=ORGANISATION, checks=BOTH[::-1])).checks] == [*BOTH[::-1]]


def test_the_faults_of_a_check_that_is_off_prevent_no_start(broken: Path) -> None:
    assert [*load_content(Organisation(folder=broken)).checks] == ["groomingcheck"]


def test_the_faults_of_a_check_that_is_on_prevent_it(broken: Path) -> None:
    with pytest.raises(ContentError) as error:
        load_content(Organisation(folder=broken, checks=BOTH))
    assert {fault.file for fault in error.value.faults} == {
        f"moneycheck/{name}.toml" for name in ("check", "nl", "prompts")
    }


def test_a_review_knows_every_check(broken: Path) -> None:
    assert ("moneycheck/nl.toml", "", "cut_off") in found(Organisation(folder=broken))
