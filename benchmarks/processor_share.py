"""Limit a process to a fraction of a core, if the system allows it (Linux control groups, v1 or v2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
PERIOD = 10_000
"""The quota period, in microseconds."""


@contextmanager
def limited(process: int, share: float) -> Iterator[bool]:
    """Limit a process to this fraction of a core until the end of the block; yield whether that succeeded."""
    first_version = GROUPS / "cpu"
    group = (first_version if first_version.is_dir() else GROUPS) / f"groomingcheck-{process}"
    quota = round(PERIOD * share)
    try:
        group.mkdir()
        if first_version.is_dir():
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        else:
            (group / "cpu.max").write_text(f"{quota} {PERIOD}")
        (group / "cgroup.procs").write_text(str(process))
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        _free(group)


def _free(group: Path) -> None:
    """Move remaining processes out of the group, and remove it."""
    for process in (group / "cgroup.procs").read_text().split():
        (group.parent / "cgroup.procs").write_text(process)
    group.rmdir()
