"""Whole pages of the example project, one of each kind. `pytest tests/pages --renew-goldens` writes them anew: read the diff."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
PAGES = [
    "index.md", "events/index.md", "events/2031-03-12-merganser-touches-patrol-boat.md", "events/2031-03-13-westmark-rejects-account.md",
    "events/2031-04-09-pier-vote.md", "actors/index.md", "actors/westmark-coast-guard.md", "places/sandrey.md", "sources/index.md",
    "sources/gazette-2031-03-14.md", "sources/gazette-teaser-pier.md", "dates/index.md", "dates/2031/index.md", "dates/2031/03/index.md",
    "dates/2031/03/13.md", "as-of/index.md", "as-of/2031-03-14.md", "differences.md", "coverage.md", "edition.md", "search.md", "explore.md", "data.md",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_page(path, pages, request):
    file = GOLDEN / path
    if request.config.getoption("--renew-goldens"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(pages[path].text, encoding="utf-8")
    assert pages[path].text == file.read_text(encoding="utf-8")


def test_every_kind_of_page_has_a_golden(pages):
    assert {page.kind for page in pages.values()} == {pages[path].kind for path in PAGES}
