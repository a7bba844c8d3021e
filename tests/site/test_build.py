"""The old site or the new site, never a mixture."""

import subprocess
import sys

from generator.site.build import recover, swap
from tests.conftest import EXAMPLE, ROOT
from tests.test_cli import tree


def folder(path, text):
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def test_swap_puts_the_new_site_in_place_and_leaves_nothing_else(tmp_path):
    site = folder(tmp_path / "site", "old")
    swap(folder(tmp_path / ".site.new-1", "new"), site)
    assert (site / "index.html").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_a_build_killed_between_two_names_is_undone(tmp_path):
    folder(tmp_path / ".site.old", "old")
    folder(tmp_path / ".site.new-1", "half")
    recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_a_build_killed_after_the_swap_keeps_the_new_site(tmp_path):
    folder(tmp_path / "site", "new")
    folder(tmp_path / ".site.old", "old")
    recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_two_builds_at_once_give_one_whole_site(tmp_path):
    command = [sys.executable, "-m", "generator", "-C", str(EXAMPLE), "build", "--quiet", "--site-dir"]
    builds = [subprocess.Popen([*command, str(tmp_path / "out/site")], cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    subprocess.run([*command, str(tmp_path / "alone/site")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")
