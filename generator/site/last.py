"""Whether a build would only make again what is there: nothing that the last one rested on has changed, nor has the site it made.

A file that was quiet when that build began is the same while its size, times and inode are; one that had just been written is compared by
its bytes. Says "no" whenever it does not know.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterator
from pathlib import Path

from generator.scaffold import PRODUCT
from generator.site.edition import commit_state
from generator.site.tree import Tree, listing_of
from generator.store import Store, digest

TABLE = "last"

QUIET_NS = 2_000_000_000
"""Longer than the grain of any clock that files are stamped by."""


class Inputs:
    """All that a build rests on, as it is now."""

    def __init__(self, root: Path, site: Path, form: str = "text"):
        """`form`: how problems are told."""
        self._root, self._site, self._form = root, site, form
        self._seen = time.time_ns()
        self._places = [str(root / name) for name in ("content", "seeds", "overrides", "mkdocs.yml")]
        self._places += [str(PRODUCT / name) for name in ("overrides", "mkdocs.yml")]

    def told_by_last(self, store: Store) -> str | None:
        """What the build told that made the site there, if this one would make the same; else None."""
        try:
            files, surroundings, told = marshal.loads(store.get(TABLE, str(self._site)) or b"")
            listed = listing_of(self._site, store)
            if surroundings != self._surroundings() or not listed or not self._same(files):
                return None
            return told if Tree(self._site, listed).is_exactly_as_listed() else None
        except (ValueError, EOFError, TypeError, OSError):
            return None

    def _same(self, files: dict[str, tuple | bytes]) -> bool:
        found = dict(self._files())
        return found.keys() == files.keys() and all(
            found[path] == was if isinstance(was, tuple) else digest(Path(path).read_bytes()) == was for path, was in files.items()
        )

    def remember(self) -> None:
        """Take the inputs as they are now, before a build reads them."""
        self._files_then = {path: stat if self._seen - stat[1] > QUIET_NS else digest(Path(path).read_bytes()) for path, stat in self._files()}
        self._surroundings_then = self._surroundings()

    def note(self, store: Store, told: str) -> None:
        """Note what the build rested on that has made the site, and what it told."""
        store.put(TABLE, {str(self._site): marshal.dumps((self._files_then, self._surroundings_then, told))})

    def _files(self) -> Iterator[tuple[str, tuple]]:
        """Every file with its size, times and inode."""
        for place in self._places:
            if os.path.isdir(place):
                for folder, _, names in os.walk(place):
                    for name in names:
                        yield _stat(f"{folder}/{name}")
            elif os.path.lexists(place):
                yield _stat(place)

    def _surroundings(self) -> tuple:
        """What a build rests on besides files: the edition, and what mkdocs.yml may take from the environment."""
        config = self._root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
        return self._form, commit_state(self._root), sorted((name, value) for name, value in os.environ.items() if name in text)


def _stat(path: str) -> tuple[str, tuple]:
    found = os.lstat(path)
    return path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
