"""The program with all its minute-long delays shortened: `python -m tests.support.brisk_program`."""

import sys

from adapters.cli import serve
from adapters.concurrency.intervals import Intervals

BRISK = Intervals(look=1.0, word=2.0, tidy=0.5)

if __name__ == "__main__":
    sys.exit(serve.run(BRISK))
