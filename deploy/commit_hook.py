"""A build hook of Hatchling that records the commit in the wheel."""

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface):
    """Adds the file `adapters/runtime/commit`, unless the commit is unknown."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Take the commit from the variable COMMIT or from git. An editable install asks git at runtime instead."""
        asked = runpy.run_path(str(Path(self.root) / "adapters" / "runtime" / "release.py"))["commit"]
        commit = os.environ.get("COMMIT") or asked()
        if version == "editable" or not commit:
            return
        written = Path(self.directory) / "commit"
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(f"{commit}\n", encoding="utf-8")
        build_data["force_include"][str(written)] = "adapters/runtime/commit"
