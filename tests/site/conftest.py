"""The real timeline, built once through the public command, served under a sub-path as project pages are, and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.chromium import chromium
from tools.pages_host import BASE, hosted


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The built site of the repository's own records."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(ROOT), "build", "--quiet", "--site-dir", str(folder)],
        capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "SITE_URL": f"https://example.org{BASE}"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path):
    """Where the built site is served: `http://127.0.0.1:PORT/timeline/`."""
    with hosted(site) as base:
        yield base


def chromium_path() -> str | None:
    """The browser of the system, which is installed if need be on Debian as root; None for Playwright's own, likewise."""
    if found := shutil.which("chromium"):
        return found
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "--quiet"], check=True)
        subprocess.run(["apt-get", "install", "--quiet", "--yes", "chromium"], check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        return shutil.which("chromium")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return None


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests. A machine that cannot have it fails the tests; they are never skipped."""
    with chromium(chromium_path()) as found:
        yield found


class Watched:
    """A page, with all it asked for and complained of."""

    def __init__(self, page, address: str):
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str = ""):
        self.page.goto(self.address + path)
        return self.page

    def elsewhere(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture
def visit(browser, address):
    """A function that gives a new reader: `visit(width=390, dark=True)`."""
    contexts = []

    def new(width: int = 1440, dark: bool = False, scripts: bool = True) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=scripts
        )
        contexts.append(context)
        return Watched(context.new_page(), address)

    yield new
    for context in contexts:
        context.close()
