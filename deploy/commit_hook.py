"""Writes into a wheel which commit it is built from, so that the program can say so. Hatchling runs this."""

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface):
    """Adds the file `adapters/runtime/commit`, unless nobody knows the commit."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Take the commit from the variable COMMIT, or else from git; an editable install asks git when it runs."""
        asked = runpy.run_path(str(Path(self.root) / "adapters" / "runtime" / "release.py"))["commit"]
        commit = os.environ.get("COMMIT") or asked()
        if version == "editable" or not commit:
            return
        written = Path(self.directory) / "commit"
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(f"{commit}\n", encoding="utf-8")
        build_data["force_include"][str(written)] = "adapters/runtime/commit"
