"""Whether a build would only make again what is there: nothing that the last one rested on has changed, nor has the site it made.

A file that was quiet when that build began is the same while its size, times and inode are; one that had just been written is compared by
its bytes. Says "no" whenever it does not know.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from generator.load.files import seen_as, was_quiet
from generator.scaffold import PRODUCT
from generator.site.edition import commit_state
from generator.site.tree import Tree, listing_of
from generator.store import Store, digest

TABLE = "last"


class Inputs:
    """All that a build rests on, as it is when that is first asked for: before the build reads it."""

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
            if surroundings != self._surroundings or not listed or not self._same(files):
                return None
            return told if Tree(self._site, listed).is_exactly_as_listed() else None
        except (ValueError, EOFError, TypeError, OSError):
            return None

    def _same(self, files: dict[str, tuple | bytes]) -> bool:
        return self._files.keys() == files.keys() and all(
            self._files[path] == was if isinstance(was, tuple) else digest(Path(path).read_bytes()) == was for path, was in files.items()
        )

    def remember(self) -> None:
        """Let `note` know the inputs as they are before the build."""
        files = {path: seen if was_quiet(seen[2], self._seen) else digest(Path(path).read_bytes()) for path, seen in self._files.items()}
        self._then = files, self._surroundings

    def note(self, store: Store, told: str) -> None:
        """Note what the build rested on that has made the site, and what it told."""
        store.put(TABLE, {str(self._site): marshal.dumps((*self._then, told))})

    @cached_property
    def _files(self) -> dict[str, tuple[int, ...]]:
        """Every file, as it is seen."""
        return {path: seen_as(os.lstat(path)) for place in self._places for path in _below(place)}

    @cached_property
    def _surroundings(self) -> tuple:
        """What a build rests on besides files: the edition, and what mkdocs.yml may take from the environment."""
        config = self._root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
        return self._form, commit_state(self._root), sorted((name, value) for name, value in os.environ.items() if name in text)


def _below(place: str) -> Iterator[str]:
    """The files of a folder, or the one file."""
    if os.path.isdir(place):
        for folder, _, names in os.walk(place):
            yield from (f"{folder}/{name}" for name in names)
    elif os.path.lexists(place):
        yield place
