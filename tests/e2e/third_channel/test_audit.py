"""The audit, on the example channel: it finds nothing, and every leak that there is."""

from tests.example_channel.audit_driver import PleinDriver
from tests.support.audits import (
    OVERWRITTEN,
    SEEN,
    assert_each_leak_is_found,
    assert_nothing_stays,
    briskly,
    program,
)

THIRD = program("tests.support.third_program")


@SEEN
@OVERWRITTEN
async def test_nothing_stays() -> None:
    [result] = await briskly([[PleinDriver()]], THIRD)
    assert_nothing_stays(result)


@SEEN
async def test_a_leak_of_each_kind_is_found() -> None:
    [result] = await briskly([[PleinDriver()]], (*THIRD, "leaky"))
    assert_each_leak_is_found(result)
