"""What earlier runs found out, kept from run to run: a table of bytes by name and key, in one SQLite file of the project.

Nothing here is ever believed blindly. Every entry carries a digest of itself; a file of another version of the product (`stamp`), one
that is damaged, locked or cannot be written is an empty store. Deleting it costs time and changes no result.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import site
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

FILE = Path(".cache") / "timeline.sqlite"
"""Where it lies below a project's root; never committed."""

FORMAT = "1"
"""Changes when the layout of the file does."""

DIGEST = 16
"""Bytes of a digest."""


def digest(*parts: bytes) -> bytes:
    """A digest of some bytes, 16 bytes long; parts that are cut elsewhere give another one."""
    whole = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "little"), part)])
    return hashlib.blake2b(whole, digest_size=DIGEST).digest()


class Store:
    """Entries by table and key. Changes last when `commit` is called, all of them or none."""

    def __init__(self, file: Path | None = None, stamp: str = ""):
        """`file`: where entries last, None for nowhere; `stamp`: the version of all that makes entries."""
        self._base = _open(file, stamp) if file else None
        self._changing = False

    @property
    def lasts(self) -> bool:
        """Whether anything put here is still there later."""
        return self._base is not None

    def get(self, table: str, key: str) -> bytes | None:
        """One entry; None where there is none."""
        return self._read("select key, value from entry where kind = ? and key = ?", table, key).get(key)

    def all(self, table: str) -> dict[str, bytes]:
        """Every entry of a table by key."""
        return self._read("select key, value from entry where kind = ?", table)

    def keys(self, table: str) -> set[str]:
        """The keys of a table; an entry may still prove to be damaged."""
        if not self._base:
            return set()
        try:
            return {key for (key,) in self._base.execute("select key from entry where kind = ?", (table,))}
        except sqlite3.DatabaseError:
            return set()

    def _read(self, query: str, table: str, *more: str) -> dict[str, bytes]:
        if not self._base:
            return {}
        try:
            rows = self._base.execute(query, (table, *more)).fetchall()
        except sqlite3.DatabaseError:
            return {}
        return {
            key: value[DIGEST:] for key, value in rows
            if isinstance(value, bytes) and isinstance(key, str) and value[:DIGEST] == _named(table, key, value[DIGEST:])
        }  # fmt: skip

    def put(self, table: str, entries: Mapping[str, bytes]) -> None:
        """Add entries, or put them in the place of those with the same keys."""
        rows = [(table, key, _named(table, key, value) + value) for key, value in entries.items()]
        self._write("insert or replace into entry values (?, ?, ?)", rows)

    def drop(self, table: str, keys: Iterable[str]) -> None:
        """Forget entries."""
        self._write("delete from entry where kind = ? and key = ?", [(table, key) for key in keys])

    def clear(self, table: str) -> None:
        """Forget every entry of a table."""
        self._write("delete from entry where kind = ?", [(table,)])

    def _write(self, statement: str, rows: list[tuple]) -> None:
        if not self._base or not rows:
            return
        try:
            if not self._changing:
                self._base.execute("begin immediate")
                self._changing = True
            self._base.executemany(statement, rows)
        except sqlite3.DatabaseError:  # full, not to be written, in use by another process, damaged: do without
            self.close()

    def commit(self) -> None:
        """Let what was changed since the last time last."""
        if self._base and self._changing:
            try:
                self._base.execute("commit")
                self._changing = False
            except sqlite3.DatabaseError:
                self.close()

    def close(self) -> None:
        """Leave the file; what was not committed is forgotten."""
        if self._base:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
            self._base = None


class Table:
    """A table of which every run says anew what it holds. Without a store it is empty, and lasts no longer than this."""

    def __init__(self, store: Store | None, name: str):
        self._store, self._name = store, name
        self._before = store.all(name) if store else {}
        self._now: dict[str, bytes] = {}

    def earlier(self, key: str) -> bytes:
        """The entry that an earlier run left; nothing where there is none."""
        return self._before.get(key, b"")

    def keep(self, key: str, entry: bytes) -> None:
        """Let the table hold an entry."""
        self._now[key] = entry

    def __contains__(self, key: str) -> bool:
        return key in self._now

    def save(self) -> None:
        """Let the store have what was kept, and nothing else."""
        if self._store:
            self._store.put(self._name, {key: entry for key, entry in self._now.items() if self._before.get(key) != entry})
            self._store.drop(self._name, self._before.keys() - self._now.keys())


class Recall:
    """Values made from something, each kept by a key for as long as that something is the same. Without a store every value is made."""

    def __init__(self, store: Store | None = None, table: str = ""):
        self._table = Table(store, table)

    def __call__(self, key: str, ground: bytes, make: Callable[[], tuple]) -> tuple:
        """The value kept by a key, or made now. `ground`: a digest of all it is made from. A value is a tuple of texts, bytes, numbers and
        such tuples."""
        return self.each({key: ground}, lambda _: [make()])[0]

    def each(self, grounds: Mapping[str, bytes], make: Callable[[Sequence[str]], list[tuple]]) -> list[tuple]:
        """The same for several keys, each with its ground: their values in order, those that must be made made together."""
        earlier = {key: self._table.earlier(key) for key in grounds}
        missing = [key for key, ground in grounds.items() if earlier[key][:DIGEST] != ground]
        made = dict(zip(missing, make(missing), strict=True)) if missing else {}
        for key, ground in grounds.items():
            self._table.keep(key, ground + marshal.dumps(made[key]) if key in made else earlier[key])
        return [made[key] if key in made else marshal.loads(earlier[key][DIGEST:]) for key in grounds]

    def save(self) -> None:
        """Let the store have the values asked for, and no others."""
        self._table.save()


def _named(table: str, key: str, value: bytes) -> bytes:
    return digest(table.encode(), key.encode("utf-8", "surrogatepass"), value)


def _open(file: Path, stamp: str) -> sqlite3.Connection | None:
    for _ in range(2):
        base = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(file, timeout=5, isolation_level=None)
            _prepare(base, f"{FORMAT} {stamp}")
            return base
        except sqlite3.OperationalError:
            return None  # cannot be opened, or another process holds it too long
        except sqlite3.DatabaseError:
            if base:
                base.close()
            with contextlib.suppress(OSError):
                file.unlink()  # damaged: begin anew
        except OSError:
            return None
    return None


def _prepare(base: sqlite3.Connection, stamp: str) -> None:
    # What a process leaves that is killed is rolled back from its journal; only a power cut could do harm, and digests tell.
    base.execute("pragma synchronous = off")
    base.execute("create table if not exists stamp (stamp text)")
    if base.execute("select stamp from stamp").fetchall() == [(stamp,)]:
        return
    base.execute("begin immediate")
    base.execute("drop table if exists entry")
    base.execute("create table entry (kind text, key text, value blob, primary key (kind, key)) without rowid")
    base.execute("delete from stamp")
    base.execute("insert into stamp values (?)", (stamp,))
    base.execute("commit")


def open_store(root: Path) -> Store:
    """The store of the project at `root`, for this version of the product and of all that it is made with."""
    return Store(root / FILE, _product_stamp())


def _product_stamp() -> str:
    package = Path(__file__).parent
    made_with = sorted(name for folder in site.getsitepackages() if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".dist-info"))
    files = sorted(file for file in package.rglob("*") if file.suffix in (".py", ".j2", ".yml"))
    return digest(sys.version.encode(), repr(made_with).encode(), *(part for file in files for part in (str(file.relative_to(package)).encode(), file.read_bytes()))).hex()
