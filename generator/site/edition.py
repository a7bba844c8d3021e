"""Which edition of the records this is: the commit they stand at, and its date."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generator.check import Checked
from generator.pages import Edition


PUBLISHED = ("content", "seeds", "generator", "overrides", "mkdocs.yml")
"""What a published site is made from."""


def read_edition(root: Path, checked: Checked) -> Edition:
    """The commit of the repository around `root` and the day it was made (UTC, ISO); both empty outside a repository."""
    commit, date, changed = commit_state(root)
    gates = tuple((gate.name, gate.held, gate.total) for gate in checked.gates)
    return Edition(commit=commit, date=date, changed=changed, counts=checked.counts, gates=gates)


def commit_state(root: Path) -> tuple[str, str, bool]:
    """The commit of the repository around `root`, its day, and whether files that the site is made from have changed since."""
    told = _git(root, "log", "-1", "--format=%H %cd", "--date=format-local:%Y-%m-%d")
    commit, _, date = told.partition(" ")
    changed = bool(commit and _git(root, "status", "--porcelain", "--", *(name for name in PUBLISHED if (root / name).exists())))
    return commit, date, changed


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, timeout=20, check=False, env={**os.environ, "TZ": "UTC"}
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

