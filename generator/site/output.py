"""Where the files of one build go, and which of them need not be made: pages of the last build that would come out the same.

This, `finds`, `last`, `generator.check.memo` and whoever asks a `Recall` are all that believes anything of an earlier build. Without a
store nothing is believed, and everything is made, with the same result.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.pages import Draft
from generator.pages.links import directory_url
from generator.pages.reads import Digests
from generator.search import Found
from generator.site.finds import Finds
from generator.site.tree import Tree, Trees
from generator.store import DIGEST, Store
from generator.trace import Read

READS, PAGES, GROUND = "read", "page", "ground"
"""Tables: what pages read, with digests; pages by address; what all of them rest on."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made: its address, the digest of its file, what it read with the digest of each, and what it is found by."""

    address: str
    name: bytes
    reads: tuple[tuple[Read, bytes], ...]
    found: Found | None

    @property
    def file(self) -> str:
        return f"{self.address}index.html"


class Output:
    """The files of one build. `files` has the digest of each by its path in the site."""

    def __init__(self, folder: Path, trees: Trees | None = None, store: Store | None = None):
        """`folder`: where files go if there are no two `trees` that take turns."""
        self.tree = trees.next if trees else Tree(folder)
        self.files: dict[str, bytes] = {}
        self._trees = trees
        self.store = store or Store()
        self._finds = Finds(trees, self.store)
        self._found: dict[str, Found] = {}
        self._kept: set[str] = set()
        self._made: list[Made] = []
        self._given: dict[str, bytes] = {}
        self._reads: dict[Read, bytes] = {}
        self._noted: dict[Read, tuple[Read, bytes]] = {}

    def to_make(self, drafts: Iterable[Draft], digests: Digests, ground: bytes, is_found: Callable[[Draft], bool]) -> list[Draft]:
        """Keep the pages of the last build that would come out the same; the drafts of all others. `ground`: a digest of what every page
        rests on, such as the theme. `is_found`: whether a page can be searched for."""
        self._digests, self._ground = digests, ground
        if self._trees:
            self._trees.wait()
        known = self._known() if self.store.get(GROUND, "") == ground else {}
        changed = {number for number, (read, name) in enumerate(self._reads.items()) if digests.of(read) != name}
        left = []
        for draft in drafts:
            address = directory_url(draft.path)
            given = self._given[address] = digests.given(draft)
            if self._holds(address, known.get(address), given, changed) and (not is_found(draft) or address in self._finds.before):
                self._kept.add(address)
            else:
                left.append(draft)
        return left

    def _known(self) -> dict[str, bytes]:
        """The pages of the last build by address: digest of the file, digest of what was given, numbers of reads."""
        listed = self.store.get(READS, "")
        reads = marshal.loads(listed) if listed else []
        self._reads = {(name, key): digest for name, key, digest in reads}
        return self.store.all(PAGES)

    def _holds(self, address: str, row: bytes | None, given: bytes, changed: set[int]) -> bool:
        if not row or row[DIGEST : 2 * DIGEST] != given:
            return False
        numbers = array("I", row[2 * DIGEST :])
        if not changed.isdisjoint(numbers) or max(numbers, default=0) >= len(self._reads):
            return False
        return self._keep(f"{address}index.html", row[:DIGEST])

    def _keep(self, path: str, name: bytes) -> bool:
        if not self._trees or not self._trees.keep(path, name):
            return False
        self.files[path] = name
        return True

    def noted(self, reads: Iterable[Read]) -> tuple[tuple[Read, bytes], ...]:
        """What a page read, each with its digest; nothing where nothing is kept. Called by whichever process makes the page."""
        if not self.store.lasts:
            return ()
        for read in reads:
            if read not in self._noted:
                self._noted[read] = read, self._digests.of(read)
        return tuple(self._noted[read] for read in reads)

    def made(self, pages: Iterable[Made]) -> None:
        """Pages were made, and their files put into the tree, perhaps by another process."""
        for page in pages:
            self._made.append(page)
            self.files[page.file] = self.tree.files[page.file] = page.name
            if page.found:
                self._found[page.address] = page.found

    @property
    def written(self) -> int:
        """How many pages were made, not kept."""
        return len(self._made)

    def put(self, path: str, data: bytes) -> None:
        """Let a file of the site hold this."""
        self.files[path] = self.tree.put(path, data)

    def copy_from(self, folder: Path) -> None:
        """Put every file of a folder."""
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.put(file.relative_to(folder).as_posix(), file.read_bytes())

    def index(self, others: Mapping[str, Found]) -> None:
        """Make the search index of the pages made and kept, and of `others` by address."""
        self._found |= others
        written, stays = self._finds.index(self._found, self._searched())
        for path, data in written.items():
            self.put(path, data)
        for path, name in stays.items():
            self._keep(path, name)

    def _searched(self) -> set[str]:
        return self._kept & self._finds.before.keys()

    def save(self) -> None:
        """Note for the next build what this one has made, and what it rested on."""
        if not self.store.lasts:
            return
        if self.store.get(GROUND, "") != self._ground:
            self.store.clear(PAGES)
            self._reads.clear()
        digests = {read: self._digests.of(read) for read in self._reads}
        numbers = {read: number for number, read in enumerate(digests)}
        rows = {}
        for page in self._made:
            digests |= page.reads
            used = array("I", (numbers.setdefault(read, len(numbers)) for read, _ in page.reads))
            rows[page.address] = page.name + self._given[page.address] + used.tobytes()
        self.store.drop(PAGES, self.store.keys(PAGES) - self._given.keys())
        self.store.put(PAGES, rows)
        self.store.put(READS, {"": marshal.dumps([(*read, digests[read]) for read in numbers])})
        self.store.put(GROUND, {"": self._ground})
        self._finds.save(self._found, self._searched(), self.files)
