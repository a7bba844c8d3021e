"""Problems to words: for a person (`text`), for a program (`json`), for annotations on a pull request (`github`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from generator.problems import ERROR, Problem, Spot

FORMATS = ("text", "json", "github")


def report(problems: Iterable[Problem], form: str, root: Path) -> str:
    """All problems in one of `FORMATS`, ready to print; empty text for no problems in `text` and `github`."""
    problems = list(problems)
    if form == "json":
        return json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(problem) for problem in problems)
    lines = _Lines(root)
    return "\n\n".join(_text(problem, lines) for problem in problems) + ("\n\n" + summary(problems) if problems else "")


def summary(problems: list[Problem]) -> str:
    """How many problems there are, in how many files."""
    errors = sum(problem.severity == ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((errors, "error"), (warnings, "warning")) if count]
    files = len({problem.spot.path for problem in problems})
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}"


def _text(problem: Problem, lines: _Lines) -> str:
    severity = "" if problem.severity == ERROR else f"{problem.severity}: "
    told = [f"{_place(problem.spot)}: {severity}{problem.code}: {_visible(problem.message)}"]
    told += lines.excerpt(problem.spot)
    told += [f"    {_visible(line)}" for line in problem.help.split("\n") if line]
    told += [f"    {_visible(related.message)}: {_place(related.spot)}" for related in problem.related]
    return "\n".join(told)


def _place(spot: Spot) -> str:
    return f"{_visible(spot.path)}:{spot.line}:{spot.column}"


class _Lines:
    """The lines of files that problems point at, each file read once."""

    def __init__(self, root: Path):
        self._root = root
        self._files: dict[str, list[str]] = {}

    def excerpt(self, spot: Spot) -> list[str]:
        """The line at fault, cut to a screen's width, with a mark under the column; nothing where a whole file is meant."""
        if (spot.line, spot.column) == (1, 1):
            return []
        if spot.path not in self._files:
            try:
                text = (self._root / spot.path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                text = ""
            self._files[spot.path] = text.replace("\r\n", "\n").split("\n")
        file = self._files[spot.path]
        if spot.line > len(file):
            return []
        line = file[spot.line - 1]
        start = max(0, spot.column - 50)
        shown = _visible(line[start : start + 100]) + ("…" if len(line) > start + 100 else "")
        prefix = f"  {spot.line:>4} | "
        return [f"{prefix}{'…' if start else ''}{shown}", f"{' ' * (len(prefix) - 2)}| {' ' * (spot.column - 1 - start + bool(start))}^"]


def _visible(text: str) -> str:
    """Text without characters that would steer a terminal."""
    return "".join(character if character.isprintable() else " " if character == "\t" else "�" for character in text)


def _as_data(problem: Problem) -> dict:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": problem.spot.path,
        "line": problem.spot.line,
        "column": problem.spot.column,
        "help": problem.help,
        "related": [
            {"path": related.spot.path, "line": related.spot.line, "column": related.spot.column, "message": related.message}
            for related in problem.related
        ],
    }


def _annotation(problem: Problem) -> str:
    """A workflow command; GitHub shows it on the line of the file in the pull request."""
    where = f"file={_property(problem.spot.path)},line={problem.spot.line},col={problem.spot.column},title={_property(problem.code)}"
    message = problem.message + (f"\n{problem.help}" if problem.help else "")
    message += "".join(f"\n{related.message}: {_place(related.spot)}" for related in problem.related)
    shown = "\n".join(_visible(line) for line in message.split("\n"))
    return f"::{problem.severity} {where}::{_data(shown)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
