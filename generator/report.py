"""Problems to words: for a person (`text`), for a program (`json`), for annotations on a pull request (`github`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from generator.check.coverage import Coverage, totals
from generator.check.dates import Suggested
from generator.check.gate import Gate
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


def gate_lines(gates: Iterable[Gate], words: dict[str, str], broken_only: bool = False) -> str:
    """What must hold and how much of it does, a line each: `117 of 117 claims rest on a citation`. `words` are the interface's;
    with `broken_only` what holds in full is left out."""
    shown = [(f"{gate.held:,} of {gate.total:,}", words[f"gate_{gate.name}"]) for gate in gates if not (broken_only and gate.full)]
    width = max((len(numbers) for numbers, _ in shown), default=0)
    return "\n".join(f"{numbers:>{width}}  {what}" for numbers, what in shown)


def coverage_report(coverages: Iterable[Coverage], form: str) -> str:
    """How much of each document is used, and the sentences that are not, those with a date or a name first; `text` or `json`."""
    coverages = list(coverages)
    if form == "json":
        return json.dumps([_coverage_data(one) for one in coverages], ensure_ascii=False, indent=2)
    parts = [_coverage_text(one) for one in coverages]
    if not coverages:
        return "no documents below seeds/ yet"
    return "\n\n".join([*parts, f"all documents: {_shares(totals(coverages))}"])


def _coverage_text(one: Coverage) -> str:
    if one.error:
        return f"seeds/{_visible(one.document)}: {_visible(one.error)}"
    lines = [f"seeds/{_visible(one.document)}: {_shares(one)}"]
    lines += [] if one.sources else ["  no source describes it"]
    for left in one.left:
        notes = [left.source or "in no source", *left.dates, *left.names]
        lines += [f"  line {left.line}: {_visible(', '.join(notes))}", f"    {_visible(left.words)}"]
    return "\n".join(lines)


def _shares(one: Coverage) -> str:
    """`100 % of 12 sentences accounted for: 9 cited, 2 set aside, 1 omitted`."""
    parts = ((one.cited, "cited"), (one.set_aside, "set aside"), (one.headings, "heading"), (one.omitted, "omitted"), (len(one.left), "left"))
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{one.percent} % of {one.sentences:,} sentence{'' if one.sentences == 1 else 's'} accounted for" + (f": {told}" if told else "")


def _coverage_data(one: Coverage) -> dict:
    return {
        "document": one.document, "error": one.error, "sources": list(one.sources), "percent": one.percent, "sentences": one.sentences,
        "cited": one.cited, "set_aside": one.set_aside, "headings": one.headings, "omitted": one.omitted,
        "left": [
            {"source": left.source, "line": left.line, "words": left.words, "dates": list(left.dates), "names": list(left.names)} for left in one.left
        ],
    }


def suggestion_report(found: Suggested, source: str, words: str, form: str) -> str:
    """The workings that words of a source allow, each ready to copy with a comment that says what it does; what is wrong with the
    words, without a place, since they stand in no file; `text` or `json`."""
    if form == "json":
        workings = [
            {
                "line": each.line(source, words), "source": source, "words": words, "rule": each.rule, "from": each.counted and each.counted.text,
                "whole": each.whole, "gives": each.gives.text, "meaning": each.meaning,
            }
            for each in found.suggestions
        ]
        problems = [{"code": problem.code, "message": problem.message, "help": problem.help} for problem in found.problems]
        return json.dumps({"workings": workings, "problems": problems, "note": found.note}, ensure_ascii=False, indent=2)
    lines = [f"{_visible(each.line(source, words))}\n  # {_visible(each.meaning)}" for each in found.suggestions]
    for problem in found.problems:
        lines += [f"{problem.code}: {_visible(problem.message)}", *(f"    {_visible(line)}" for line in problem.help.split("\n") if line)]
    return "\n".join([*lines, *([_visible(found.note)] if found.note else [])])


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
