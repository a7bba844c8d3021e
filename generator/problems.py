"""One thing wrong in the input, as data. Every stage makes these; only `report.py` words them for a terminal or a CI."""

from __future__ import annotations

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file of the project: `path` relative to its root with forward slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a problem, such as where a name was first taken."""

    message: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable and named after the fault; `message` one sentence; `help` what to do about it."""

    code: str
    message: str
    spot: Spot
    help: str = ""
    related: tuple[Related, ...] = ()
    severity: str = ERROR


def nearest(word: str, candidates) -> str:
    """The candidate most like a word, or an empty text where none is near (two fifths or more differ)."""
    from rapidfuzz import process  # takes time to load, and most runs have nothing to say
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, sorted(candidates), scorer=OSA.normalized_distance, score_cutoff=0.4)
    return found[0] if found else ""


def did_you_mean(word: str, candidates) -> str:
    """A question naming the nearest candidate, or an empty text."""
    found = nearest(word, candidates)
    return f"did you mean '{found}'?" if found else ""


def listed(words, limit: int = 12) -> str:
    """Words as a short list for a help text: `a, b, c and 4 more`."""
    words = sorted(words)
    shown = ", ".join(words[:limit])
    return f"{shown} and {len(words) - limit} more" if len(words) > limit else shown
