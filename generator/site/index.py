"""Makes the search index of a built site with Pagefind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class IndexingFailed(Exception):
    """Pagefind could not index the site; the message is what it said."""


def index_site(site: Path) -> None:
    """Index the pages below `site` into `site/pagefind/`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", "pagefind", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise IndexingFailed((done.stderr or done.stdout).strip())
