"""The search index of one build: what an edit reached is put into the index of the last build, or all of it is made anew."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping

from generator.search import FOLDER, Found, IndexDamaged, build_index, update_index
from generator.site.tree import Trees
from generator.store import Store, digest

TABLE, OF = "found", "found of"
"""What each page is found by, by address; and a digest of the files of the index for which that holds."""


class EntryLost(Exception):
    """The store has lost what a page is found by that was not made again. It has been told to forget them all."""


class Finds:
    """What the pages of a site are found by."""

    def __init__(self, trees: Trees | None, store: Store):
        self._now = trees.now if trees else None
        self._store = store
        self.before = _Stored(store)
        self._holds = self._now is not None and store.get(OF, "") == _files_of(self._now.files)
        if not self._holds:
            self.before = _Stored(Store())

    def index(self, new: Mapping[str, Found], kept: set[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The index of pages by address: `new` ones, and those `kept` of whom `before` knows. Returns files by path in the site: those to
        write, and the digests of those that stay as they are. Raises `EntryLost`."""
        after = _Overlaid(new, self.before, kept)
        try:
            if not self._holds:
                raise IndexDamaged("its files are not as they were left")
            written, gone = update_index(self._read, self.before, after, new)
        except IndexDamaged:
            try:
                return {f"{FOLDER}/{name}": data for name, data in build_index(after).items()}, {}
            except KeyError as error:
                self._store.clear(TABLE)
                self._store.clear(OF)
                raise EntryLost(str(error)) from error
        passed = {f"{FOLDER}/{name}" for name in (*written, *gone)}
        stays = {path: name for path, name in self._now.files.items() if path.startswith(f"{FOLDER}/") and path not in passed}
        return {f"{FOLDER}/{name}": data for name, data in written.items()}, stays

    def save(self, new: Mapping[str, Found], kept: set[str], files: Mapping[str, bytes]) -> None:
        """Note what pages are found by. `files`: the digests of all files of the site by path."""
        self._store.drop(TABLE, self.before.keys() - new.keys() - kept)
        self._store.put(TABLE, {address: marshal.dumps((found.kind, found.date, found.terms)) for address, found in new.items()})
        self._store.put(OF, {"": _files_of(files)})

    def _read(self, name: str) -> bytes:
        path = f"{FOLDER}/{name}"
        if not self._now or path not in self._now.files:
            raise IndexDamaged(f"{name} is not there")
        return self._now.read(path)


def _files_of(files: Mapping[str, bytes]) -> bytes:
    """The index among the files of a site, as a digest."""
    return digest(repr(sorted((path, name) for path, name in files.items() if path.startswith(f"{FOLDER}/"))).encode())


class _ByAddress(Mapping):
    """What pages are found by. Which pages there are is known at once, what each is found by when it is asked for."""

    def __init__(self, addresses: set[str]):
        self._addresses = addresses

    def __contains__(self, address: object) -> bool:
        return address in self._addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)

    def keys(self) -> set[str]:
        return self._addresses


class _Stored(_ByAddress):
    """Pages of the last build."""

    def __init__(self, store: Store):
        super().__init__(store.keys(TABLE))
        self._store = store

    def __getitem__(self, address: str) -> Found:
        data = self._store.get(TABLE, address) if address in self else None
        if data is None:
            raise KeyError(address)
        return Found(*marshal.loads(data))


class _Overlaid(_ByAddress):
    """New pages, and kept ones as they were."""

    def __init__(self, new: Mapping[str, Found], before: Mapping[str, Found], kept: set[str]):
        super().__init__(new.keys() | kept)
        self._new, self._before = new, before

    def __getitem__(self, address: str) -> Found:
        return self._new[address] if address in self._new else self._before[address]
