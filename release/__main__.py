"""Makes a release: `python -m release VERSION`.

It is prepared in a work tree of its own: until everything is made, neither the branch nor a tag has changed.
"""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from release import changelog, files, version
from release.refused import RefusedError
from release.repository import Repository
from release.version import Version

_LAST = """\
{folder} has the wheel and what goes with it. This branch has a commit more, with the tag {tag}. Push both:
git push origin HEAD {tag}
"""


def main(arguments: Sequence[str]) -> None:
    """Make the release of the repository in the working directory. `arguments`: the version."""
    here = Repository(Path.cwd())
    try:
        wanted = _wanted(here, "".join(arguments))
        with here.beside() as tree:
            commit = _prepare(tree, wanted)
            folder = here.folder / "dist" / str(wanted)
            files.make(tree.folder, folder)
        here.take(commit, _tag(wanted), f"Version {wanted}")
    except RefusedError as error:
        sys.exit(f"release: {error}.")
    sys.stdout.write(_LAST.format(folder=folder.relative_to(here.folder), tag=_tag(wanted)))


def _wanted(here: Repository, asked: str) -> Version:
    """Return the version that is asked for, once it is clear that it may be made."""
    wanted = Version.parse(asked)
    now = version.of((here.folder / "pyproject.toml").read_text(encoding="utf-8"))
    allowed = now.next if here.released(_tag(now)) else [now]
    if wanted not in allowed:
        msg = f"{wanted} can't come now: VERSION is {' or '.join(map(str, allowed))}"
        raise RefusedError(msg)
    here.check_clean()
    return wanted


def _prepare(tree: Repository, wanted: Version) -> str:
    """Write the version and the changelog, and return the commit that has them."""
    project, changes = tree.folder / "pyproject.toml", tree.folder / "CHANGELOG.md"
    day = dt.datetime.now(dt.UTC).date()
    project.write_text(version.put(project.read_text(encoding="utf-8"), wanted), encoding="utf-8")
    changes.write_text(changelog.released(changes.read_text(encoding="utf-8"), wanted, day), encoding="utf-8")
    return tree.commit(f"Release {wanted}")


def _tag(which: Version) -> str:
    return f"v{which}"


if __name__ == "__main__":
    main(sys.argv[1:])
