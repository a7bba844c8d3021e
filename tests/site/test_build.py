"""The old site or the new site, never a mixture."""

import shutil
import subprocess
import sys

from tests.conftest import EXAMPLE, ROOT
from tests.test_cli import tree


def test_two_builds_at_once_give_one_whole_site(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "project")
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path / "project"), "build", "--quiet", "--site-dir"]
    builds = [subprocess.Popen([*command, str(tmp_path / "out/site")], cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    subprocess.run([*command, str(tmp_path / "alone/site")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert tree(tmp_path / "out/site") == tree(tmp_path / "alone/site")
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {"site", ".site.spare"}
