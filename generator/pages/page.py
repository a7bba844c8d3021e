"""What the pages stage hands on: one Markdown file of the docs tree, and what is said of the whole edition."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: `path` in the docs tree (`events/ID.md`), its whole `text` with front matter, its `kind` (home, event,
    actor, place, source, day, month, year, as-of, index, differences, edition, search)."""

    path: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition being published: commit (hex, or empty), the commit's date (ISO 8601 day), whether files have `changed` since,
    counts by name, and what was checked as (`name`, held, total)."""

    commit: str = ""
    date: str = ""
    changed: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    gates: tuple[tuple[str, int, int], ...] = ()
