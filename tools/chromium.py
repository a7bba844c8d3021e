"""The browser that measurements look with: Chromium, run without a window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def chromium(path: str | None = None) -> Iterator[object]:
    """A browser of Playwright's. `path`: where it is installed; else that of the system, or Playwright's own."""
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0  # who has no sandbox
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or shutil.which("chromium"), args=["--no-sandbox"] if root else [])
        try:
            yield browser
        finally:
            browser.close()
