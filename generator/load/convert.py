"""HTML, PDF and DOCX to text, each in a process of its own: whatever a document does to its converter, the command goes on.

The child is `worker.py`. One serves all documents of a `Converters`; one that is slow, breaks down or asks for too much memory is
ended, and the next document gets a new one, so that no document's text depends on those before it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

CONVERTED_KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx"}
"""Ends of names and the kind of document, of those that are converted."""

MAX_SECONDS = 60
MAX_MEMORY_BYTES = 2_000_000_000

_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_FIXED_ENVIRONMENT = {"LC_ALL": "C", "LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a converter made: the text, what the file states of title, author and date (`2025-12-06`; empty where it states none),
    the converter's name and version; or, in `error`, why there is no text."""

    text: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    name: str = ""
    version: str = ""
    error: str = ""


class Converters:
    """Converts documents one after another; a context manager that ends its child."""

    def __init__(self, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY_BYTES):
        self.seconds = seconds
        self.memory = memory
        self.child: subprocess.Popen | None = None

    def __enter__(self) -> Converters:
        return self

    def __exit__(self, *_) -> None:
        self._end()

    def convert(self, data: bytes, kind: str) -> Conversion:
        """The text of a document of a kind of `CONVERTED_KINDS`."""
        fresh = self.child is None
        made = self._ask(data, kind)
        if made is None and not fresh:
            made = self._ask(data, kind)
        return made or Conversion(error=f"breaks its converter, or needs more than {self.memory:,} bytes of memory")

    def _ask(self, data: bytes, kind: str) -> Conversion | None:
        """The child's answer; None, with the child ended, where it broke down before it gave one."""
        self.child = self.child or _start(self.memory)
        late = threading.Event()
        timer = threading.Timer(self.seconds, self._overrun, (self.child, late))
        timer.start()
        try:
            self.child.stdin.write(json.dumps({"kind": kind, "size": len(data)}).encode() + b"\n" + data)
            self.child.stdin.flush()
            answer = self.child.stdout.readline()
        except OSError:
            answer = b""
        finally:
            timer.cancel()
        if late.is_set():
            self._end()
            return Conversion(error=f"takes more than {self.seconds:g} seconds to convert")
        if not answer.endswith(b"\n"):
            self._end()
            return None
        return Conversion(**json.loads(answer))

    @staticmethod
    def _overrun(child: subprocess.Popen, late: threading.Event) -> None:
        late.set()
        child.kill()

    def _end(self) -> None:
        if self.child is not None:
            self.child.kill()
            self.child.communicate()
            self.child = None


def _start(memory: int) -> subprocess.Popen:
    """A child in an environment that is the same everywhere: no variable of the caller's can change a text."""
    package = Path(__file__).resolve().parents[2]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "generator.load.worker", str(memory)], env={**environment, **_FIXED_ENVIRONMENT, "PYTHONPATH": str(package)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
