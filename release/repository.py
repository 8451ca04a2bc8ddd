"""The repository of which a release is made, and the second work tree in which it is prepared."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from release.refused import RefusedError


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree of git. `folder`: its root."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Run git here, and return what it says.

        Raises:
            RefusedError: It failed.
        """
        program = shutil.which("git") or "git"
        done = subprocess.run([program, *arguments], cwd=self.folder, capture_output=True, check=False, text=True)
        if done.returncode:
            msg = f"git {arguments[0]} failed: {done.stderr.strip()}"
            raise RefusedError(msg)
        return done.stdout.strip()

    def check_clean(self) -> None:
        """Check that all there is has been committed.

        Raises:
            RefusedError: It hasn't.
        """
        if changed := self.git("status", "--porcelain"):
            first = changed.splitlines()[0].split(maxsplit=1)[1]
            msg = f"{first} isn't as it was committed: commit, stash or remove it"
            raise RefusedError(msg)

    def released(self, tag: str) -> bool:
        """Return whether there is such a tag."""
        return bool(self.git("tag", "--list", tag))

    @contextmanager
    def beside(self) -> Iterator[Self]:
        """Check the last commit out in a folder of its own, for the length of the block."""
        with TemporaryDirectory(prefix="groomingcheck-release-") as folder:
            self.git("worktree", "add", "--quiet", "--detach", folder)
            try:
                yield type(self)(Path(folder))
            finally:
                self.git("worktree", "remove", "--force", folder)

    def commit(self, message: str) -> str:
        """Commit every change to a file that is there, and return the hash of the commit."""
        self.git("commit", "--quiet", "--all", "--message", message)
        return self.git("rev-parse", "HEAD")

    def take(self, commit: str, tag: str, message: str) -> None:
        """Move the branch on to this commit, and tag that."""
        self.git("merge", "--quiet", "--ff-only", commit)
        self.git("tag", "--annotate", "--message", message, tag, commit)
