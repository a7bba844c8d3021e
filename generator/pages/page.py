"""What the pages stage hands on: one Markdown file of the docs tree, and what is said of the whole edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.pages.escape import front_matter


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: `path` in the docs tree (`events/ID.md`), its `kind` (home, event, actor, place, source, day, month, year,
    as-of, index, differences, explore, coverage, edition, search, moved; `period` for a year or month of a long page, `part` for the second
    page of anything and on), its front matter as values, and what stands below that."""

    path: str
    kind: str
    meta: dict[str, object]
    body: str

    @property
    def text(self) -> str:
        """The whole file."""
        return f"{front_matter(self.meta)}\n{self.body}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is yet to be made, by `make`: any one without the others."""

    path: str
    kind: str
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition being published: commit (hex, or empty), the commit's date (ISO 8601 day), whether files have `changed` since,
    counts by name, and what was checked as (`name`, held, total)."""

    commit: str = ""
    date: str = ""
    changed: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    gates: tuple[tuple[str, int, int], ...] = ()
