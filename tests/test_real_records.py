"""The faults of a contributor's day, put into a copy of the real records: told at their place, and the earlier site unchanged."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_cli import timeline, tree

EVENT = "content/events/2025-12-06-radar-lock-on.yml"
SOURCE = "content/sources/star-scmp-2025-12-13.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A copy of the real project, built once."""
    root = tmp_path_factory.mktemp("real") / "project"
    for name in ("content", "seeds", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    done = timeline("-C", root, "build", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def locate(text: str, pattern: str) -> tuple[int, int]:
    """Line and column, from 1, of the first match's group `at`, or of the match."""
    match = re.search(pattern, text, re.MULTILINE)
    assert match, pattern
    start = match.start("at") if "at" in match.groupdict() else match.start()
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


FAULTS = {
    "a word of a quote": (EVENT, "locked fire-control radar onto Japanese F-15 jets\"", "aimed fire-control radar onto Japanese F-15 jets\"", "quote-not-found", r"quote: (?P<at>.[^\"]*aimed fire)", "the document has `locked`"),
    "a quote that stands often": (EVENT, 'quote: "with Tokyo alleging its aircraft were targeted by radar beams"', 'quote: "Japan"', "quote-not-unique", r'quote: (?P<at>"Japan")', "prefix:"),
    "an actor": (EVENT, "{actor: china, role: participant}", "{actor: chinna, role: participant}", "unknown-actor", r"actor: (?P<at>chinna)", "did you mean 'china'"),
    "a place": (EVENT, "places: [okinawa]", "places: [okinava]", "unknown-place", r"\[(?P<at>okinava)", "did you mean 'okinawa'"),
    "a role": (EVENT, "{actor: china, role: participant}", "{actor: china, role: aggressor}", "unknown-role", r"role: (?P<at>aggressor)", "roles"),
    "a date": (EVENT, 'date: "2025-12-06"\ndating', 'date: "2025-12-32"\ndating', "bad-date", r'^date: (?P<at>")', "31 days"),
    "a working": (EVENT, 'rule: weekday-before, gives: "2025-12-06"', 'rule: weekday-before, gives: "2025-12-07"', "working-disagrees", r'gives: (?P<at>"2025-12-07")', "gives 2025-12-06"),
    "a mark": (EVENT, "[^one-jet][^evasive]", "", "sentence-without-claim", r"^  (?P<at>TAG24 writes)", "one-jet"),
    "a mark's claim": (EVENT, "[^one-jet][^evasive]", "[^one-jets][^evasive]", "unknown-claim", r"(?P<at>\[\^one-jets\])", "did you mean 'one-jet'"),
    "a number": (EVENT, "text: There were two incidents on Saturday.", "text: There were three incidents on Saturday.", "unsupported-number", r"text: (?P<at>There were three)", "three"),
    "a weekday": (EVENT, "text: There were two incidents on Saturday.", "text: There were two incidents on Sunday.", "unsupported-date", r"text: (?P<at>There were two incidents on Sunday)", "Sunday"),
    "a name": (EVENT, "text: There were two incidents on Saturday.", "text: There were two incidents near Yokosuka on Saturday.", "unsupported-name", r"text: (?P<at>There were two incidents near)", "name of"),
    "a key": (EVENT, "places: [okinawa]", "place: [okinawa]", "unknown-key", r"^(?P<at>place): ", "did you mean 'places'"),
    "a second key": (EVENT, "type: incident", "type: incident\ntitle: Again", "duplicate-key", r"^(?P<at>title): Again", "first stands here"),
    "an unquoted colon": (EVENT, "title: Radar incident,", "title: Radar: incident,", "yaml-syntax", r"^title: Radar(?P<at>:)", "double quotes"),
    "a hash": (SOURCE, "sha256: f", "sha256: e", "document-changed", r"sha256: (?P<at>e)", "check again"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_place_and_nothing_is_published(built, name):
    path, old, new, code, pattern, told = FAULTS[name]
    file = built / path
    whole = file.read_text(encoding="utf-8")
    assert old in whole, f"{path} no longer holds {old!r}"
    before = tree(built / "site")
    broken = whole.replace(old, new, 1)
    try:
        file.write_text(broken, encoding="utf-8")
        done = timeline("-C", built, "build")
    finally:
        file.write_text(whole, encoding="utf-8")
    line, column = locate(broken, pattern)
    assert done.returncode == 1
    assert f"{path}:{line}:{column}: {code}: " in done.stdout, done.stdout
    assert told in done.stdout, done.stdout
    assert tree(built / "site") == before


def test_faults_in_several_files_are_all_told_in_one_run(built):
    wholes = {}
    try:
        for name in ("an actor", "a hash", "a working"):
            path, old, new, *_ = FAULTS[name]
            text = (built / path).read_text(encoding="utf-8")
            wholes.setdefault(path, text)
            (built / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        done = timeline("-C", built, "check")
    finally:
        for path, text in wholes.items():
            (built / path).write_text(text, encoding="utf-8")
    assert done.returncode == 1
    for code in ("unknown-actor", "document-changed", "working-disagrees"):
        assert f": {code}: " in done.stdout


def test_the_documents_are_those_that_were_given():
    """The five documents, byte for byte, by the hashes their sources were made from."""
    hashes = {line.split(": ")[1] for file in (ROOT / "content/sources").glob("*.yml") for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("sha256: ")}
    assert hashes == set(tree(ROOT / "seeds").values())
