"""Tells a person at a terminal what is going on: one line a stage, on standard error."""

from __future__ import annotations

import sys
import time


class Progress:
    """Prints `stage … what came of it (seconds)`. Says nothing when `quiet`."""

    def __init__(self, quiet: bool = False):
        self._quiet = quiet
        self._began = time.monotonic()

    def done(self, what: str) -> None:
        """A stage is over: say what came of it and how long it took."""
        now = time.monotonic()
        if not self._quiet:
            print(f"  {what} ({now - self._began:.1f} s)", file=sys.stderr, flush=True)
        self._began = now

    def working(self, what: str, done: int, total: int) -> None:
        """A long stage goes on: say how far it is, every thousand steps."""
        if not self._quiet and done % 1000 == 0 and done:
            print(f"  {what}: {done:,} of {total:,}", file=sys.stderr, flush=True)
