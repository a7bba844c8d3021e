"""The `timeline` command. Thin: each command calls one stage and says what came of it.

Exit codes: 0 clean (warnings allowed unless --strict), 1 problems or an unreadable document, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from generator.check import Checked, check_project
from generator.check.coverage import coverage
from generator.check.dates import UnknownSource, suggest_date
from generator.check.memo import still_sound
from generator.load import load_project
from generator.load.documents import read_document
from generator.model.edtf import DateError, parse
from generator.problems import ERROR
from generator.progress import Progress
from generator.report import FORMATS, coverage_report, gate_lines, report, suggestion_report
from generator.scaffold import ScaffoldError, new_project, new_record
from generator.store import Store, open_store

CLEAN, PROBLEMS, USAGE = 0, 1, 2

OVERVIEW = """\
Publish a sourced timeline: YAML records in content/, documents in seeds/, a static site in site/.

A usual day:
  timeline new event 2025-12-10-joint-exercise     make a record to fill in
  timeline suggest-date SOURCE "on Wednesday"      the date that words of a source give, as a line to copy
  timeline check                                   what is missing or wrong, with line and column
  timeline serve                                   the site on this machine, rebuilt on every change
  timeline build                                   the site to publish, in site/
"""

CHECK_HELP = """\
Read every record and document and print every problem in one run: where it is (path:line:column), what it is (a code), what to do.
Prints nothing when all is well. Problems of severity `warning` leave the exit code at 0, unless --strict is given.
"""

BUILD_HELP = """\
Check, write the pages, build the site with MkDocs, index it for search, then put it in the place of the old one in whole.
With problems nothing is published and the old site stays as it is.
"""

SERVE_HELP = """\
Show the site at an address of this machine and build it again whenever a record, a document, a page or the theme changes.
A change with problems prints them; the last good site stays up until they are mended.
"""

COVERAGE_HELP = """\
Say of every document how many of its sentences are cited by a claim, set aside, a heading, or omitted, and print those that are none of
these, with a date or a recorded name first. Works while records still have problems.
"""

GENERATE_HELP = """\
Write the Markdown pages alone, for any builder that reads Markdown, into a folder that is new or empty.
"""

CONVERT_HELP = """\
Print the text of a document as quotes will be looked for in it, with --format json also what its file says of title, author and date.
"""

SUGGEST_HELP = """\
Work out what words of a source date, counted from the day it was published, and print each possible working, ready for `dating`.
Reads English, French, German, Italian, Japanese and Spanish. Where several readings are possible the usual one comes first.
"""

NEW_HELP = """\
Make a record to fill in, below content/. Nothing is asked: what is left blank in it, `timeline check` names line by line.
The id becomes the address: small letters, digits and single hyphens. An event's id often starts with its date.
"""

INIT_HELP = """\
Make a new timeline project in a new or empty folder: settings, hand-written pages, the theme. It checks and builds at once.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is not _serve:
        gc.disable()  # a third of the time of a command goes into looking for garbage that its end removes
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="timeline", description=OVERVIEW, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-C", dest="root", metavar="DIR", type=Path, default=Path(), help="the project's root folder (default: here)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = _command(commands, "check", "every problem of the records, in one run", CHECK_HELP, _check)
    check.add_argument("--format", choices=FORMATS, default="text", help="text for people, json for programs, github for annotations")
    check.add_argument("--strict", action="store_true", help="let warnings fail, too")

    build = _command(commands, "build", "check, then build the site", BUILD_HELP, _build)
    build.add_argument("--site-dir", metavar="DIR", type=Path, help="where the site goes (default: site/ in the project)")
    build.add_argument("--format", choices=("text", "github"), default="text", help="how problems are told")
    build.add_argument("--clean", action="store_true", help="make everything anew, and keep nothing for the next build")
    build.add_argument("--quiet", action="store_true", help="do not tell progress")

    serve = _command(commands, "serve", "the site on this machine, live", SERVE_HELP, _serve)
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve (default: %(default)s)")

    generate = _command(commands, "generate", "the Markdown pages alone", GENERATE_HELP, _generate)
    generate.add_argument("--out", metavar="DIR", type=Path, required=True, help="a new or empty folder")

    cover = _command(commands, "coverage", "how much of each document is used, and what is not", COVERAGE_HELP, _coverage)
    cover.add_argument("--format", choices=("text", "json"), default="text")

    convert = _command(commands, "convert", "the text of a document", CONVERT_HELP, _convert)
    convert.add_argument("file", metavar="FILE", type=Path)
    convert.add_argument("--format", choices=("text", "json"), default="text")

    suggest = _command(commands, "suggest-date", "workings for words that date something", SUGGEST_HELP, _suggest_date)
    suggest.add_argument("source", metavar="SOURCE", help="the id of a source")
    suggest.add_argument("words", metavar="WORDS", help='words of it, in quotation marks: "on Wednesday"')
    suggest.add_argument("--from", dest="counted", metavar="DATE", help="count from this date (default: the day the source was published)")
    suggest.add_argument("--format", choices=("text", "json"), default="text")

    new = _command(commands, "new", "a record to fill in", NEW_HELP, _new)
    new.add_argument("kind", choices=("event", "actor", "place", "source"))
    new.add_argument("id", metavar="ID")
    new.add_argument("--document", metavar="FILE", default="", help="for a source: its document's path below seeds/, to fill in its hash")

    init = _command(commands, "init", "a new, empty timeline project", INIT_HELP, _init)
    init.add_argument("dir", metavar="DIR", type=Path)
    return parser


def _command(commands, name: str, summary: str, description: str, run) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.set_defaults(run=run)
    return command


def _check(options) -> int:
    store = open_store(options.root)
    if still_sound(options.root, store):
        _print(report((), options.format, options.root))
        return CLEAN
    checked = check_project(options.root, store)
    _print(report(checked.problems, options.format, options.root))
    failed = any(problem.severity == ERROR or options.strict for problem in checked.problems)
    return PROBLEMS if failed else CLEAN


def _build(options) -> int:
    from generator.pages import interface_words
    from generator.site.build import BuildFailed, build_site
    from generator.site.last import Inputs

    progress = Progress(options.quiet)
    site = options.site_dir or options.root / "site"
    if fault := _unsafe_site(site.resolve(), options.root.resolve()):
        return _usage(fault)
    store = Store() if options.clean else open_store(options.root)
    inputs = Inputs(options.root.resolve(), site.resolve(), options.format)
    if (told := inputs.told_by_last(store)) is not None:
        progress.done("nothing has changed since the last build")
        print(told)
        return CLEAN
    inputs.remember()
    checked = _checked(options, progress, options.format, store)
    if checked.timeline is None:
        _print(gate_lines(checked.gates, interface_words(), broken_only=True))
        return PROBLEMS
    try:
        built = build_site(options.root.resolve(), site.resolve(), checked, progress, store=None if options.clean else store)
    except BuildFailed as error:
        print(f"timeline: not built, the site is as it was: {error}", file=sys.stderr)
        return PROBLEMS
    counts = {**checked.counts, "pages": built.pages}
    counted = ", ".join(f"{count:,} {name if count != 1 else name.removesuffix('s')}" for name, count in counts.items())
    told = "\n".join(part for part in (gate_lines(checked.gates, interface_words()), f"{counted} in {site}") if part)
    print(told)
    if built.repeatable:
        inputs.note(store, "\n".join(part for part in (report(checked.problems, options.format, options.root), told) if part))
        store.commit()
    return CLEAN


def _unsafe_site(site: Path, root: Path) -> str:
    """Why the site must not be written there, or an empty text: it would replace a folder that is not a site."""
    if root == site or root.is_relative_to(site):
        return f"{site} holds the project itself; name another folder for the site"
    if fault := _inside_project(site, root):
        return fault
    if site.is_file():
        return f"{site} is a file; name a folder for the site"
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").exists():
        return f"{site} holds something other than a site; name another folder, or empty it"
    return ""


def _inside_project(folder: Path, root: Path) -> str:
    """Why nothing is written to `folder`, or an empty text: it belongs to the project's own files."""
    own = ("content", "seeds", "generator", "overrides", "tests", ".git")
    return f"{folder} is part of the project; name another folder" if any(folder.is_relative_to(root / name) for name in own) else ""


def _serve(options) -> int:
    from generator.site.serve import serve_site

    host, _, port = options.address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        return _usage(f"'{options.address}' is no address to serve at; name one such as 127.0.0.1:8000")
    try:
        serve_site(options.root.resolve(), host, int(port))
    except OSError as error:
        print(f"timeline: cannot serve at {options.address}: {error.strerror or error}", file=sys.stderr)
        return PROBLEMS
    return CLEAN


def _generate(options) -> int:
    from generator.site.export import export_markdown

    if fault := _inside_project(options.out.resolve(), options.root.resolve()):
        return _usage(fault)
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        return _usage(f"{options.out} is not an empty folder; name a new one")
    progress = Progress()
    checked = _checked(options, progress, "text")
    if checked.timeline is None:
        return PROBLEMS
    pages = export_markdown(options.root, options.out, checked)
    print(f"{pages:,} Markdown pages in {options.out}")
    return CLEAN


def _checked(options, progress: Progress, form: str, store: Store | None = None) -> Checked:
    """The checked project, its problems printed."""
    checked = check_project(options.root, store)
    _print(report(checked.problems, form, options.root))
    progress.done(f"checked {sum(checked.counts[kind] for kind in ('events', 'actors', 'places', 'sources')):,} records")
    if checked.timeline is None:
        print("timeline: nothing was built; what was there is as it was", file=sys.stderr)
    return checked


def _coverage(options) -> int:
    checked = check_project(options.root)
    coverages = coverage(checked.reading)
    _print(coverage_report(coverages, options.format))
    if checked.timeline is None:
        errors = sum(problem.severity == ERROR for problem in checked.problems)
        print(f"timeline: the records have {errors:,} problem{'' if errors == 1 else 's'}, so some sentences may wrongly be told as left; see `timeline check`", file=sys.stderr)
    return PROBLEMS if any(one.error and one.sources for one in coverages) else CLEAN


def _convert(options) -> int:
    document = read_document(options.file, options.file.name)
    if document.error:
        print(f"timeline: {options.file}: {document.error}", file=sys.stderr)
        return PROBLEMS
    if options.format == "json":
        data = {
            "text": document.text, "sha256": document.sha256,
            "title": document.title or None, "author": document.author or None, "date": document.date or None,
            "converter": asdict(document.converter) if document.converter else None,
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(document.text, end="" if document.text.endswith("\n") else "\n")
    return CLEAN


def _suggest_date(options) -> int:
    if not options.words.strip():
        return _usage("no words; name some of the source's, such as \"on Wednesday\"")
    words = " ".join(options.words.split())
    try:
        counted = parse(options.counted) if options.counted is not None else None
        found = suggest_date(load_project(options.root), options.source, words, counted)
    except DateError as error:
        return _usage(f"--from {options.counted}: {error.message}; {error.help}")
    except UnknownSource as error:
        return _usage(str(error))
    _print(suggestion_report(found, options.source, words, options.format))
    return CLEAN if found.suggestions and not found.problems else PROBLEMS


def _new(options) -> int:
    try:
        path = new_record(options.root, options.kind, options.id, options.document)
    except ScaffoldError as error:
        return _usage(str(error))
    print(f"{path}: fill it in; `timeline check` names what is missing")
    return CLEAN


def _init(options) -> int:
    try:
        new_project(options.dir)
    except ScaffoldError as error:
        return _usage(str(error))
    print(f"{options.dir}: a new timeline; try `timeline -C {options.dir} build`")
    return CLEAN


def _usage(message: str) -> int:
    print(f"timeline: {message}", file=sys.stderr)
    return USAGE


def _print(text: str) -> None:
    if text:
        print(text, flush=True)
