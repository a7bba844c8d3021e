"""Notes what a page reads while it is made, so that the next build knows which pages an edit reaches.

Pages read records through mappings by key (`Index`) and through sequences (`Whole`), which note what was asked for: a key, or all there
is. What is made once for many pages (`index`, `Kept`) is made unnoted, or brings its own notes along to each page that uses it. Where no
page is being noted, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

Read = tuple[str, Any]
"""What was asked for: the name of an index and a key in it (a text, a number, or a tuple of these), or `ALL`."""

ALL = None

_reads: set[Read] | None = None


@contextmanager
def noting(into: set[Read] | None = None) -> Iterator[set[Read]]:
    """Note into a set what is read meanwhile, and nowhere else."""
    global _reads
    outer, _reads = _reads, set() if into is None else into
    try:
        yield _reads
    finally:
        _reads = outer


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing of what is read meanwhile."""
    global _reads
    outer, _reads = _reads, None
    try:
        yield
    finally:
        _reads = outer


def note(name: str, key: Any = ALL) -> None:
    """Note a read of something that is no mapping."""
    if _reads is not None:
        _reads.add((name, key))


class Index(dict):
    """A mapping that notes which of its keys are read: as (`name`, key), or as what `noted_as` makes of the key, where a value follows
    from a few records alone."""

    __slots__ = ("name", "_noted_as")

    def __init__(self, name: str, values: dict, noted_as: Callable[[Any], Read] | None = None):
        super().__init__(values)
        self.name = name
        self._noted_as = noted_as

    def _note(self, key: Any) -> None:
        _reads.add(self._noted_as(key) if self._noted_as else (self.name, key))

    def __getitem__(self, key):
        if _reads is not None:
            self._note(key)
        return dict.__getitem__(self, key)

    def get(self, key, default=None):
        if _reads is not None:
            self._note(key)
        return dict.get(self, key, default)

    def __contains__(self, key):
        if _reads is not None:
            self._note(key)
        return dict.__contains__(self, key)

    def __iter__(self):
        note(self.name)
        return dict.__iter__(self)

    def __len__(self):
        note(self.name)
        return dict.__len__(self)

    def keys(self):
        note(self.name)
        return dict.keys(self)

    def values(self):
        note(self.name)
        return dict.values(self)

    def items(self):
        note(self.name)
        return dict.items(self)


class Whole(tuple):
    """A sequence of which every read counts as one of all of it."""

    name: str

    def __new__(cls, name: str, values=()):
        made = super().__new__(cls, values)
        made.name = name
        return made

    def __iter__(self):
        note(self.name)
        return tuple.__iter__(self)

    def __getitem__(self, at):
        note(self.name)
        return tuple.__getitem__(self, at)

    def __len__(self):
        note(self.name)
        return tuple.__len__(self)


class index(cached_property):  # noqa: N801 - a decorator, named like `cached_property`
    """A `cached_property` that is made unnoted; a dictionary becomes an `Index`, a tuple a `Whole` of the property's name."""

    def __init__(self, make: Callable[[Any], Any]):
        super().__init__(lambda owner: _made(make, owner))
        self.__doc__ = make.__doc__


def _made(make: Callable[[Any], Any], owner: Any) -> Any:
    with unnoted():
        value = make(owner)
    if isinstance(value, dict) and not isinstance(value, Index):
        return Index(make.__name__, value)
    if isinstance(value, tuple) and not isinstance(value, Whole):
        return Whole(make.__name__, value)
    return value


class Kept:
    """Values that many pages use, each made once; whoever uses one is noted to read what making it read."""

    def __init__(self) -> None:
        self._kept: dict[tuple, tuple[Any, set[Read]]] = {}

    def __call__(self, key: tuple, make: Callable[[], Any]) -> Any:
        """The value kept by `key`, made now if it is the first time."""
        found = self._kept.get(key)
        if found is None:
            with noting() as reads:
                value = make()
            found = self._kept[key] = value, reads
        if _reads is not None:
            _reads.update(found[1])
        return found[0]
