"""Hide packages from a measured program. Python runs this at startup if the folder is in its path.

structlog and httpx load them where they are installed, which is only where somebody works on the product.
"""

import sys

sys.modules.update(dict.fromkeys(("pygments", "rich")))  # type: ignore[arg-type]  # None makes importing them fail
