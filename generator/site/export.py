"""Writes the Markdown of a timeline, for any builder: generated pages and hand-written ones, and the data files beside them, whole or
not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mkdocs.config import load_config

from generator.check import Checked
from generator.check.coverage import coverage
from generator.data import data_files
from generator.pages import Lookup, drafts
from generator.processes import spread
from generator.site.edition import read_edition
from generator.site.handwritten import home_intro
from generator.site.writer import FEWEST


def export_markdown(root: Path, out: Path, checked: Checked) -> int:
    """Write the docs tree to `out`, which must not exist or be empty; the number of pages written."""
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        count = _write_all(root, staging, checked)
        staging.chmod(0o755)
        if out.exists():
            out.rmdir()
        staging.rename(out)
        return count
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_all(root: Path, staging: Path, checked: Checked) -> int:
    content = root / "content"
    hand_written = {file.relative_to(content): file for file in sorted(content.rglob("*.md"))}
    home = hand_written.pop(Path("index.md"), None)
    intro = home_intro(home.read_text(encoding="utf-8")) if home else ""
    for path, file in hand_written.items():
        _write(staging / path, file.read_text(encoding="utf-8"))
    lookup = Lookup(checked.timeline, site_url=_site_url(root))
    pages = list(drafts(lookup, read_edition(root, checked), intro, coverage(checked.reading)))
    spread(lambda share: [_write(staging / draft.path, draft.make().text) for draft in share], pages, FEWEST)
    for path, data in data_files(lookup):
        _write(staging / path, data)
    return len(hand_written) + len(pages)


def _site_url(root: Path) -> str:
    """Where mkdocs.yml says the site will stand; empty where nothing says so."""
    configuration = root / "mkdocs.yml"
    return load_config(str(configuration)).site_url or "" if configuration.is_file() else ""


def _write(file: Path, data: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
