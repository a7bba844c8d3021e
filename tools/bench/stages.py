"""Where the time of a clean build goes, by stage and by kind of page. The product knows nothing of this: timers are put round its
functions from outside, for this process alone.

    python -m tools.bench.stages [--without-search] [--out FILE.json] -C DIR build …

runs one `timeline` command so and writes what it found to a file. A timer counts its own time, without that of the timers inside it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

BEGAN = time.perf_counter()

STAGES = (
    ("documents: read", "generator.load.documents", "Documents.read"),
    ("records: parse YAML", "generator.load", "parse_tree"),
    ("records: list and read files", "generator.check", "load_project"),
    ("records: to typed model", "generator.check", "parse_project"),
    ("check: references", "generator.check", "References.check"),
    ("check: texts of sources", "generator.check", "resolve_texts"),
    ("check: find quotes", "generator.check.events", "Evidence.check"),
    ("check: summaries, support of claims", "generator.check.events", "check_summary"),
    ("check: summaries, support of claims", "generator.check.events", "check_support"),
    ("check: quotations", "generator.check.events", "check_quotations"),
    ("check: differences", "generator.check.events", "check_differences"),
    ("check: differences", "generator.check", "unexplained_denials"),
    ("check: dates and workings", "generator.check.events", "Dates.check"),
    ("check: accounting", "generator.check", "_check_accounting"),
    ("check: the rest", "generator.check", "check"),
    ("coverage of documents", "generator.site.plugin", "coverage"),
    ("edition (git)", "generator.site.plugin", "read_edition"),
    ("lookup of pages", "generator.pages.lookup", "Lookup.__init__"),
    ("MkDocs: set up", "generator.site.build", "site_config"),
    ("MkDocs: front matter, titles", "mkdocs.structure.pages", "Page.read_source"),
    ("MkDocs: a Markdown parser a page", "markdown", "Markdown.__init__"),
    ("MkDocs: validate links", "mkdocs.structure.pages", "Page.validate_anchor_links"),
    ("MkDocs: copy theme and pictures", "mkdocs.structure.files", "Files.copy_static_files"),
    ("writing files", "mkdocs.utils", "write_file"),
    ("writing files", "pathlib", "Path.write_bytes"),
    ("writing files", "pathlib", "Path.mkdir"),
    ("search: terms of pages", "generator.site.writer", "found"),
    ("search: records to texts", "generator.site.plugin", "entry_of"),
    ("search: index", "generator.site.finds", "Finds.index"),
    ("writing files", "generator.site.tree", "Tree.put"),
    ("exchange of the two folders", "generator.site.tree", "Trees.publish"),
    ("what the next build is to know", "generator.site.output", "Output.save"),
    ("pages that still hold", "generator.site.output", "Output.to_make"),
    ("pages: the rest", "generator.site.writer", "Writer.write"),
    ("MkDocs: the rest", "generator.site.build", "mkdocs_build"),
    ("command: the rest", "generator.cli", "main"),
)
"""Name of a stage, module, and the function that is it, as called from that module."""

class Timers:
    """Seconds and calls by name; the time of a timer inside another counts for the inner one alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self.kind = ""
        """The kind of the page that is being written."""
        self._stack: list[list] = []

    def wrap(self, name: str | Callable[..., str], function: Callable) -> Callable:
        """The function with a timer round it; `name` may be found from the arguments."""

        def timed(*arguments, **options):
            self.enter(name if isinstance(name, str) else name(*arguments))
            try:
                found = function(*arguments, **options)
                # What a generator finds is worked out here, not where it is asked for.
                return list(found) if isinstance(found, Generator) else found
            finally:
                self.leave()

        return timed

    @property
    def now(self) -> str:
        """The name of the timer that runs."""
        return self._stack[-1][0] if self._stack else ""

    def enter(self, name: str) -> None:
        now = time.perf_counter()
        if self._stack:
            self._add(now)
        if name != self.now:
            self.calls[name] = self.calls.get(name, 0) + 1
        self._stack.append([name, now])

    def leave(self) -> None:
        now = time.perf_counter()
        self._add(now)
        self._stack.pop()
        if self._stack:
            self._stack[-1][1] = now

    def _add(self, now: float) -> None:
        name, since = self._stack[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - since


def install(timers: Timers) -> list[str]:
    """Put the timers in; the names of stages that the product has no more. All work is then done in one process: what other
    processes do cannot be seen from here."""
    os.cpu_count = lambda: 1
    by_kind = (
        ("HTML", "generator.site.writer", "body_html", lambda *_: f"HTML: {timers.kind}"),
        ("frame", "generator.site.frame", "Frame.html", lambda _, page: f"template: {page.draft.kind}"),
        ("HTML of MkDocs' pages", "mkdocs.structure.pages", "Page.render", lambda page, *_: f"HTML: {_kind(page)}"),
        ("template", "jinja2.environment", "Template.render", lambda _, *context: _rendering(timers.now, context)),
    )
    made = [(name, _replace(module, path, lambda function, by=name: timers.wrap(by, function))) for name, module, path in STAGES]
    made += [(name, _replace(module, path, lambda function, by=by: timers.wrap(by, function))) for name, module, path, by in by_kind]
    made.append(("Markdown", _replace("generator.pages", "Draft", lambda draft: lambda path, kind, make: draft(path, kind, _timed(timers, kind, make)))))
    made.append(("pages by kind", _replace("generator.site.writer", "Writer._made", lambda write: _by_kind(timers, write))))
    made.append(("lookup", _lookups(timers)))
    return [name for name, found in made if not found]


def _timed(timers: Timers, kind: str, make: partial) -> partial:
    """What makes a page, with a timer; what it is given stays in sight of the product."""
    return partial(timers.wrap(f"Markdown: {kind}", make.func), *make.args, **make.keywords)


def _by_kind(timers: Timers, write: Callable) -> Callable:
    """What writes a page, so that its parts are named by the kind of page."""

    def timed(writer, draft, tree):
        timers.kind = draft.kind
        return write(writer, replace(draft, make=_timed(timers, draft.kind, draft.make)), tree)

    return timed


def _lookups(timers: Timers) -> bool:
    """Indexes that are made when the first page asks for them."""
    from generator.pages.lookup import Lookup

    lazy = [found for found in vars(Lookup).values() if isinstance(found, cached_property)]
    for found in lazy:
        found.func = timers.wrap("lookup of pages", found.func)
    return bool(lazy)


def _rendering(now: str, context: tuple) -> str:
    """A template that makes Markdown is part of that; one that makes a page's frame is named by the kind of page."""
    page = context[0].get("page") if context and isinstance(context[0], dict) else None
    return now if now.startswith("Markdown") or page is None else f"template: {_kind(page)}"


def _kind(page) -> str:
    """The kind of a page, as its front matter says; hand-written pages have none."""
    return (page.meta or {}).get("kind", "hand-written")


def _replace(module: str, path: str, wrap: Callable[[Callable], Callable]) -> bool:
    try:
        holder = importlib.import_module(module)
        *outer, name = path.split(".")
        for part in outer:
            holder = getattr(holder, part)
        setattr(holder, name, wrap(getattr(holder, name)))
    except (ImportError, AttributeError):
        return False
    return True


def _without_search() -> bool:
    """Let nothing be found: no page has an entry, and an index of nothing is made."""
    return all((
        _replace("generator.site.plugin", "entry_of", lambda function: lambda *_: None),
        _replace("generator.site.plugin", "is_found", lambda function: lambda kind: False),
    ))


def main() -> int:
    arguments = sys.argv[1:]
    out = None
    if "--out" in arguments:
        at = arguments.index("--out")
        out = Path(arguments[at + 1])
        del arguments[at : at + 2]
    if "--without-search" in arguments:
        arguments.remove("--without-search")
        if not _without_search():
            print("the product makes its search index elsewhere now: mend tools/bench/stages.py", file=sys.stderr)
            return 2
    timers = Timers()
    if out:
        missing = install(timers)
    from generator import cli

    started = time.perf_counter()
    code = cli.main(arguments)
    if out:
        # What ran before the first timer: the interpreter's own start is outside this process's sight.
        timers.seconds["start: imports"] = started - BEGAN
        wall = time.perf_counter() - BEGAN
        out.write_text(json.dumps({"wall": wall, "seconds": timers.seconds, "calls": timers.calls, "missing": missing}), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
