"""What a JSON object is in Python."""

from typing import Any

JsonObject = dict[str, Any]
