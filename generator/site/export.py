"""Writes the Markdown of a timeline, for any builder: generated pages and hand-written ones, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.check import Checked
from generator.check.coverage import coverage
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
    pages = list(drafts(Lookup(checked.timeline), read_edition(root, checked), intro, coverage(checked.reading)))
    spread(lambda share: [_write(staging / draft.path, draft.make().text) for draft in share], pages, FEWEST)
    return len(hand_written) + len(pages)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
