"""What is written past MkDocs' own loop is what MkDocs would have written, byte for byte, in one process or in several."""

import os
import shutil
import subprocess
import sys

import pytest

from generator.check import check_project
from generator.progress import Progress
from generator.site.build import build_site
from tests.conftest import EXAMPLE, ROOT
from tests.test_cli import tree


def built(root, site, monkeypatch, **constants):
    """Every file of the site that is built with these values in `plugin` (is_by_mkdocs) and `writer` (FEWEST)."""
    with monkeypatch.context() as patch:
        for name, value in constants.items():
            patch.setattr(f"generator.site.{'plugin' if name == 'is_by_mkdocs' else 'writer'}.{name}", value)
        build_site(root, site, check_project(root), Progress(quiet=True))
    return tree(site)


@pytest.fixture(params=["example", "real"])
def project(request, tmp_path):
    """A copy of the example, and of the real records."""
    root = tmp_path / "project"
    if request.param == "example":
        shutil.copytree(EXAMPLE, root)
        (root / "content/about.md").write_text("# About\n\n[A claim](events/2031-03-13-ferries-held.md#claim-two-held)\n", encoding="utf-8")
    else:
        for name in ("content", "seeds", "overrides"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def test_the_site_is_the_same_as_by_mkdocs_alone(project, tmp_path, monkeypatch):
    ours = built(project, tmp_path / "ours", monkeypatch)
    theirs = built(project, tmp_path / "theirs", monkeypatch, is_by_mkdocs=lambda draft, config: True)
    assert "sitemap.xml" in ours and ours == theirs


SEVERAL = """
import os
import sys
from generator.cli import main
from generator.site import writer
writer.FEWEST = 1
os.cpu_count = lambda: 3
write = writer.Writer._write
writer.Writer._write = lambda self, drafts, tree: (os.write(1, b"a share of pages\\n"), write(self, drafts, tree))[1]
sys.exit(main(sys.argv[1:]))
"""


def test_several_processes_write_the_same(project, tmp_path, monkeypatch):
    """In a process of its own: one with threads, such as this one with a browser, does not divide itself."""
    alone = built(project, tmp_path / "one", monkeypatch, FEWEST=10**6)
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, "-C", project, "build", "--quiet", "--site-dir", tmp_path / "several"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert tree(tmp_path / "several") == alone
    assert done.stdout.count("a share of pages\n") == 3
