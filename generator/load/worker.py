"""The process that converts: `python -m generator.load.worker MEMORY`, started by `convert.py` and by nobody else.

Reads requests from standard input, a line of JSON (`{"kind": "pdf", "size": 1234}`) and the document's bytes, and answers each with
a line of JSON: the fields of a `Conversion`. Whatever libraries print goes nowhere.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from importlib import import_module

from generator.load.converted import STEPS, Unreadable

MODULES = {"html": "from_html", "pdf": "from_pdf", "docx": "from_docx"}
MOST_SHARED_BYTES = 400_000_000
NAMES = {"html": "HTML page", "pdf": "PDF", "docx": "Word document"}


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _limit_memory(int(sys.argv[1]))
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        try:
            answer = _convert(data, request["kind"])
        except MemoryError:
            return
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if _grown():
            return


def _limit_memory(limit: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, ValueError, OSError):
        pass  # a system without such a limit


def _grown() -> bool:
    """Whether a document has taken so much memory that less might be left to the next one."""
    try:
        import resource
    except ImportError:
        return False
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > MOST_SHARED_BYTES


def _convert(data: bytes, kind: str) -> dict[str, str]:
    if fault := _disguise(data, kind):
        return {"error": fault}
    try:
        module = import_module(f"generator.load.{MODULES[kind]}")
        made = module.convert(data)
    except Unreadable as error:
        return {"error": str(error)}
    except MemoryError:
        raise
    except RecursionError:
        return {"error": "is nested too deeply to be read"}
    except Exception:  # libraries raise what they like for what they cannot read
        return {"error": f"cannot be read as a {NAMES[kind]}; it is damaged, or is something else"}
    version = f"{module.VERSION}+{STEPS}"
    return {"text": made.text, "title": made.title, "author": made.author, "date": made.date, "name": module.NAME, "version": version}


def _disguise(data: bytes, kind: str) -> str:
    """What the document is, where its first bytes show that its name says otherwise; else an empty text."""
    if not data.strip():
        return "is empty"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is protected by a password; save it without one"
        return "is of an old form of Microsoft Office; save it as .docx"
    if data.startswith(b"PK\x03\x04"):
        found = "docx" if b"word/" in data else "archive"
    elif start.startswith(b"%PDF-"):
        found = "pdf"
    elif start[:14].lower().startswith((b"<!doctype html", b"<html")):
        found = "html"
    else:
        return ""
    if found == kind:
        return ""
    if found == "archive":
        return f"is a packed archive of other files, no {NAMES[kind]}"
    return f"is no {NAMES[kind]}, as its name says, but a{'n' if found == 'html' else ''} {NAMES[found]}; give it a name that ends in .{found}"


if __name__ == "__main__":
    main()
