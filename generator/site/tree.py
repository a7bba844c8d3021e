"""The folder that is published, and the one before it: two that take turns.

A build brings the older of the two up to date, then the two exchange their names: a reader has the old site or the new one, never a
mixture, and a file that has not changed is not touched. What lies in each is kept in a list. A file that has another time or inode than
the list says is read and compared, and one that is not the same counts as not there: whatever happened to a folder meanwhile, the next
build makes it right.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from generator.processes import may_fork
from generator.store import Store, digest

TABLE = "tree"

FEWEST = 1000
"""Files below which another process costs more than it saves."""

T = TypeVar("T")


class Tree:
    """One folder. `files` has the digest of every file that is known to be in it, by path with forward slashes."""

    def __init__(self, folder: Path, listed: bytes | None = None):
        """`listed`: what `listing` gave when the folder was last written."""
        self.folder = folder
        self._root = f"{folder}/"
        files, self._folders = marshal.loads(listed) if listed else ({}, {})
        self._listed = frozenset(files)
        self.files: dict[str, bytes] = {path: name for path, (name, stat) in files.items() if self._is(path, name, stat)}

    def _is(self, path: str, name: bytes, listed: tuple[int, ...]) -> bool:
        target = self._root + path
        found = _stat(target)
        if found == listed:
            return True
        may_be = found[-1:] == listed[-1:] and os.path.isfile(target) and not os.path.islink(target)
        return may_be and digest(self.read(path)) == name

    def is_exactly_as_listed(self) -> bool:
        """Whether nothing in the folder has changed since it was listed."""
        return bool(self._folders) and len(self.files) == len(self._listed) and not self._changed_folders(self._folders)

    def _changed_folders(self, folders) -> list[str]:
        return [folder for folder in folders if _stat(self._root + folder) != self._folders.get(folder)]

    def read(self, path: str) -> bytes:
        with open(self._root + path, "rb") as file:
            return file.read()

    def put(self, path: str, data: bytes) -> bytes:
        """Let a file hold this; its digest. One that does is left alone; another is replaced, never written into."""
        name = digest(data)
        if self.files.get(path) != name:
            descriptor = self._new_file(path)
            with open(descriptor, "wb") as file:
                file.write(data)
            self.files[path] = name
        return name

    def link(self, path: str, name: bytes, other: Tree) -> None:
        """Let a file be the one of another tree, which costs less than writing it: files are never written into."""
        try:
            self._at(path, lambda target: os.link(other._root + path, target))
            self.files[path] = name
        except OSError:  # another file system, or one without such links
            self.put(path, other.read(path))

    def _new_file(self, path: str) -> int:
        return self._at(path, lambda target: os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))

    def _at(self, path: str, make: Callable[[str], T]) -> T:
        """Make something at a path, in the place of what is there."""
        target = self._root + path
        try:
            return make(target)
        except FileExistsError:
            _remove(target)
        except FileNotFoundError:
            with contextlib.suppress(OSError):  # most often one folder is all that is missing
                os.mkdir(os.path.dirname(target))
                return make(target)
            self._make_folders(path)
        except NotADirectoryError:
            self._make_folders(path)
        return make(target)

    def _make_folders(self, path: str) -> None:
        """Make the folders that a file lies in, in the place of files that are in the way."""
        folder = self.folder.as_posix()
        os.makedirs(folder, exist_ok=True)
        for part in path.split("/")[:-1]:
            folder += f"/{part}"
            try:
                os.mkdir(folder)
            except FileExistsError:  # perhaps made by another process just now
                if os.path.islink(folder) or not os.path.isdir(folder):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(folder)
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(folder)

    def keep_only(self, wanted: Mapping[str, bytes]) -> None:
        """Remove every file and folder that is not wanted, known or not. `wanted` are all files with their digests."""
        folders = folders_of(wanted)
        for path in (self._listed | self.files.keys() | self._folders.keys()) - wanted.keys() - folders:
            _remove(self._root + path)
        self.files = dict(wanted)
        for folder in self._changed_folders(folders):  # only there can something lie that nobody knows of
            for entry in list(os.scandir(self._root + folder)):
                path = f"{folder}/{entry.name}".lstrip("/")
                if path not in wanted and path not in folders:
                    _remove(entry.path)

    def listing(self) -> bytes:
        """What is in the folder now, to be kept with it."""
        files = {path: (name, _stat(self._root + path)) for path, name in self.files.items()}
        return marshal.dumps((files, {folder: _stat(self._root + folder) for folder in folders_of(self.files)}))


class Trees:
    """The site and the folder that becomes the next one, `.NAME.spare` beside it."""

    def __init__(self, site: Path, store: Store):
        self._site, self._store = site, store
        self._spare = site.with_name(f".{site.name}.spare")
        self._old = site.with_name(f".{site.name}.old")
        self._recover()
        self._spare.mkdir(parents=True, exist_ok=True)
        self.now = Tree(site, listing_of(site, store))
        self.next = Tree(self._spare, listing_of(self._spare, store))
        self._filling = self._fill()

    def _fill(self) -> BaseProcess | None:
        """Let another process give the next site, where it is new, all files of the site, while this one finds out which it needs."""
        if self.next.files or len(self.now.files) < FEWEST or not may_fork():
            return None
        import multiprocessing

        process = multiprocessing.get_context("fork").Process(target=self._link_all)
        process.start()
        return process

    def _link_all(self) -> None:
        """Link what is not there yet. Ends with an error where something is, or when nobody waits for it any more."""
        parent, folder = os.getppid(), ""
        try:
            for path in sorted(self.now.files):
                if os.getppid() != parent:
                    sys.exit(1)
                if path.rpartition("/")[0] != folder:
                    folder = path.rpartition("/")[0]
                    os.makedirs(self._spare / folder, exist_ok=True)
                os.link(self._site / path, self._spare / path)
        except (OSError, KeyboardInterrupt):
            sys.exit(1)

    def wait(self) -> None:
        """Wait until nobody else writes into the next site."""
        if self._filling:
            self._filling.join()
            if self._filling.exitcode == 0:
                self.next.files |= self.now.files
            self._filling = None

    def keep(self, path: str, name: bytes) -> bool:
        """Let the next site have a file without its being made; whether either folder had it. `name`: its digest."""
        if self.next.files.get(path) == name:
            return True
        if self.now.files.get(path) != name:
            return False
        self.next.link(path, name, self.now)
        return True

    def publish(self, wanted: Mapping[str, bytes]) -> None:
        """Put the next site, holding these files, in the place of the site. What it holds is noted in the store, not yet committed."""
        self.wait()
        self.next.keep_only(wanted)
        before = listing_of(self._site, self._store)
        self._store.put(TABLE, {str(self._site): self.next.listing(), str(self._spare): before or b""})
        if self._site.exists():
            os.rename(self._site, self._old)
        os.rename(self._spare, self._site)
        if self._old.exists():
            os.rename(self._old, self._spare)

    def discard_spare(self) -> None:
        """Keep no second folder."""
        self.wait()
        shutil.rmtree(self._spare, ignore_errors=True)

    def _recover(self) -> None:
        """Undo what a build left that was killed between two names: an old site set aside."""
        if not self._old.exists():
            return
        if not self._site.exists():
            os.rename(self._old, self._site)
        elif not self._spare.exists():
            os.rename(self._old, self._spare)
        else:
            shutil.rmtree(self._old, ignore_errors=True)


def listing_of(folder: Path, store: Store) -> bytes | None:
    """What a store knows to be in a folder; None where it knows nothing."""
    return store.get(TABLE, str(folder)) if folder.is_dir() else None


def folders_of(paths) -> set[str]:
    """Every folder that holds one of these files, the root ("") among them."""
    folders = {""}
    for path in paths:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    return folders


def _stat(path: str) -> tuple[int, ...]:
    """What changes whenever a file is written or replaced, or an entry of a folder comes or goes."""
    try:
        found = os.lstat(path)
    except OSError:
        return ()
    if os.path.stat.S_ISDIR(found.st_mode):
        return found.st_ino, found.st_mtime_ns
    return found.st_ino, found.st_mtime_ns, found.st_size


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
