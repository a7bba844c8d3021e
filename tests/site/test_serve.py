"""`timeline serve`: an edit shows, a mistake is told and leaves the last good site up, mending it shows again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT

EVENT = "content/events/2031-03-13-ferries-held.yml"
PAGE = "events/2031-03-13-ferries-held/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(example, tmp_path):
    """The example, served: a function that reads a page, and the file that standard output goes to."""
    port, told = free_port(), tmp_path / "told.txt"
    with told.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "generator", "-C", str(example), "serve", "--address", f"127.0.0.1:{port}"],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )

    def read(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    yield read, told
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0
    assert "Traceback" not in told.read_text(encoding="utf-8")


def until(condition, seconds: int = 60) -> bool:
    """Whether a condition comes true before a time no sound machine needs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_edits_show_and_mistakes_leave_the_last_good_site(served, example):
    read, told = served
    assert until(lambda: "Ferries held in port" in read(PAGE))
    page = example / EVENT
    sound = page.read_text(encoding="utf-8")
    page.write_text(sound.replace("title: Ferries held in port", "title: Ferries kept in port"), encoding="utf-8")
    assert until(lambda: "Ferries kept in port" in read(PAGE))
    page.write_text(sound.replace("actor: eastholm-harbour-authority", "actor: eastholm-harbor"), encoding="utf-8")
    assert until(lambda: "unknown-actor" in told.read_text(encoding="utf-8"))
    assert "Ferries kept in port" in read(PAGE)
    page.write_text(sound, encoding="utf-8")
    assert until(lambda: "Ferries held in port" in read(PAGE))


def test_a_project_with_problems_is_served_as_soon_as_they_are_mended(example, tmp_path):
    port = free_port()
    page = example / EVENT
    sound = page.read_text(encoding="utf-8")
    page.write_text(sound + "titel: x\n", encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(example), "serve", "--address", f"127.0.0.1:{port}"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )

    def home() -> str:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    try:
        assert until(lambda: "unknown-key" in home())
        page.write_text(sound, encoding="utf-8")
        assert until(lambda: re.search("<h1[^>]*>The Sandrey incident", home()))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.mark.parametrize("address", ["foo", "127.0.0.1:99999", "127.0.0.1:", ":8000", "127.0.0.1:x"])
def test_an_address_that_is_none(example, address):
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(example), "serve", "--address", address], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "127.0.0.1:8000" in done.stderr and "Traceback" not in done.stderr


def test_an_address_that_is_taken(example):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "generator", "-C", str(example), "serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}"],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )
    assert done.returncode == 1 and "cannot serve" in done.stderr and "Traceback" not in done.stderr
