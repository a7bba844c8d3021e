"""Makes the search index of a built site with Pagefind, the same bytes for the same pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import cbor2

MAGIC = b"pagefind_dcd"
"""Begins every index file once unpacked."""

LEFT_OUT = (
    ".rail", ".neighbours", ".related", ".matrix-scroll", ".switch", ".differences-short", ".told", ".status", "figcaption", ".claim-rel", ".claim-home",
    ".event-meta", ".rests", "a.cite",
)
"""Parts of pages that repeat what stands elsewhere, or say where it stands: finding them would only blur what is found."""

FILTERS = 3
"""Where a list of (filter, file) pairs stands in an index's head."""


class IndexingFailed(Exception):
    """Pagefind could not index the site; the message is what it said."""


def index_site(site: Path) -> None:
    """Index the pages below `site` into `site/pagefind/`. Raises `IndexingFailed`."""
    command = [
        sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", "pagefind", "--quiet", "--exclude-selectors", ", ".join(LEFT_OUT)
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise IndexingFailed((done.stderr or done.stdout).strip())
    index = site / "pagefind"
    for unused in index.glob("pagefind-*ui.*"):
        unused.unlink()  # interfaces of Pagefind's own; the theme has its
    _settle(index)


def _settle(index: Path) -> None:
    """Put the values of each filter in order. Pagefind writes them as they lie in memory, which changes from run to run, and
    names the files by their content, so that one order brings other names with it: filter → list of filters → entry."""
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for code, language in sorted(entry["languages"].items()):
        old = index / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        old.unlink()
        names = {}
        for file in sorted((index / "filter").glob(f"{code}_*.pf_filter")):
            name, values = _read(file)
            file.unlink()
            data = _pack([name, sorted(values)])
            names[file.stem] = f"{code}_{hashlib.sha256(data).hexdigest()[:10]}"
            (index / "filter" / f"{names[file.stem]}.pf_filter").write_bytes(data)
        meta[FILTERS] = sorted([name, names[file]] for name, file in meta[FILTERS])
        data = _pack(meta)
        language["hash"] = f"{code}_{hashlib.sha256(data).hexdigest()[:10]}"
        (index / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_file.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> list:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(MAGIC))


def _pack(value: list) -> bytes:
    return gzip.compress(MAGIC + cbor2.dumps(value), mtime=0)
