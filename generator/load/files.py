"""The bytes of a project's files, and what an earlier run made of them, which holds for as long as the bytes are the same.

A file whose size, inode and times are those that an earlier run saw is not read again. Its change time, which no program can set
back, tells every change but one made within the clock's grain of being seen: so a file counts as seen only when it was quiet then.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from generator.store import DIGEST, digest

_HEAD = struct.Struct(f"<qqqQq{DIGEST}s")
"""What `seen_as` gives, when that was seen in ns, digest of the bytes."""

_QUIET_NS = 2_000_000_000
_TELLING = os.name == "posix"
"""Whether the change time is one: elsewhere it is the time of creation, and every file is read."""

Making = Callable[[str, bytes], object]


class Files:
    """Files below `root`, by path with forward slashes. `earlier` has, by path, the entries of an earlier run (`entries`);
    `make` gives the value that an entry's bytes stand for, None where they stand for none."""

    def __init__(self, root: Path, earlier: Mapping[str, bytes] | None = None, make: Making = lambda path, kept: None):
        self._root = os.fspath(root)
        self._earlier = earlier or {}
        self._make = make
        self._heads: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}
        self._data: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises OSError."""
        if path in self._data:
            return self._data.pop(path)  # a second reader is rare, and memory is not free
        seen = time.time_ns()
        stat = os.stat(f"{self._root}/{path}")
        with open(f"{self._root}/{path}", "rb") as file:
            data = file.read()
        self._digests[path] = digest(data)
        self._heads[path] = _head(stat, seen, self._digests[path])
        return data

    def size(self, path: str) -> int:
        """A file's size in bytes. Raises OSError."""
        return os.stat(f"{self._root}/{path}").st_size

    def digest(self, path: str) -> bytes | None:
        """The digest of a file's bytes; None where it cannot be opened."""
        found = self._digests.get(path)
        if found is None:
            try:
                if self._unchanged(path):
                    found = self._digests[path] = _digest_in(self._earlier[path])
                else:
                    self._data[path] = self.read(path)
                    found = self._digests[path]
            except OSError:
                return None
        return found

    def _unchanged(self, path: str) -> bool:
        entry = self._earlier.get(path)
        if entry is None:
            return False
        stat = os.stat(f"{self._root}/{path}")
        size, modified, changed, inode, seen, _ = _HEAD.unpack_from(entry)
        return (size, modified, changed, inode) == seen_as(stat) and was_quiet(changed, seen)

    def value(self, path: str) -> object | None:
        """What an earlier run kept of a file with these bytes; None where there is nothing."""
        if path in self._kept:
            return self._make(path, self._kept[path])
        entry = self._earlier.get(path)
        if entry is None or len(entry) == _HEAD.size or self.digest(path) != _digest_in(entry):
            return None
        value = self._make(path, entry[_HEAD.size :])
        if value is not None:
            self._data.pop(path, None)
        return value

    def keep(self, path: str, kept: bytes) -> None:
        """Bytes that stand for a value made of a file, for a later run."""
        self._kept[path] = kept

    def keeps(self, path: str) -> bool:
        """Whether something was kept of a file in this run."""
        return path in self._kept

    def known(self, path: str) -> bool:
        """Whether anything is kept of a file, though maybe for other bytes."""
        return len(self._earlier.get(path, b"")) > _HEAD.size

    def state(self, paths: Iterable[str]) -> bytes:
        """A digest of paths, and of the bytes of those files that this run or an earlier one has read."""
        parts = ((path.encode(), (self.digest(path) or b"") if path in self._digests or path in self._earlier else b"") for path in paths)
        return digest(*chain.from_iterable(parts))

    def take(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Take over entries that another process made of the files just now."""
        for path, entry in entries:
            self._heads[path], self._kept[path] = entry[: _HEAD.size], entry[_HEAD.size :]
            self._digests[path] = _digest_in(entry)

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """What a later run is to know, by path, where it is not what an earlier one knew."""
        for path, made in self._digests.items():
            entry = self._earlier.get(path, b"")
            head = self._heads.get(path, entry[: _HEAD.size])
            same = _digest_in(entry) == made
            new = head + self._kept.get(path, entry[_HEAD.size :] if same else b"")
            if new != entry:
                yield path, new

    def gone(self) -> list[str]:
        """Paths that an earlier run knew and nobody has asked for."""
        return [path for path in self._earlier if path not in self._digests]


def _head(stat: os.stat_result, seen: int, made: bytes) -> bytes:
    return _HEAD.pack(*seen_as(stat), seen, made)


def _digest_in(entry: bytes) -> bytes:
    return entry[_HEAD.size - DIGEST : _HEAD.size]


def seen_as(stat: os.stat_result) -> tuple[int, int, int, int]:
    """What changes whenever a file is written or exchanged: its size, times of modification and of change in ns, inode."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def was_quiet(changed: int, seen: int) -> bool:
    """Whether a file that changed at one time, in ns, was seen so much later that any further change tells."""
    return _TELLING and seen - changed > _QUIET_NS
