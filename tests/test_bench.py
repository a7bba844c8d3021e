"""The benchmark measures what it says: its projects are sound and of the real shape, its tables follow from what was measured. How
long anything takes decides nothing here."""

import json
import subprocess
import sys

import pytest

from generator.check import check_project
from generator.load import load_project
from generator.model.parse import parse_project
from tests.conftest import ROOT
from tools.bench import peers, stages, table
from tools.bench.measure import OURS, edit, ours, weigh
from tools.bench.synthetic import write_project

EVENTS = 40


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    """A project of 40 events."""
    root = tmp_path_factory.mktemp("synthetic") / "project"
    write_project(root, EVENTS)
    return root


def files(root):
    return {file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}


# --- Synthetic projects ---


def test_a_synthetic_project_has_no_problem_not_even_a_warning(synthetic):
    assert check_project(synthetic).problems == ()


def test_the_same_seed_makes_the_same_project_and_another_seed_another(synthetic, tmp_path):
    write_project(tmp_path / "again", EVENTS)
    write_project(tmp_path / "other", EVENTS, seed=7)
    assert files(tmp_path / "again") == files(synthetic)
    assert files(tmp_path / "other").keys() != files(synthetic).keys()
    assert check_project(tmp_path / "other").problems == ()


def test_a_synthetic_project_has_the_shape_of_a_real_one(synthetic):
    model = parse_project(load_project(synthetic))
    claims = [claim for event in model.events for claim in event.claims]
    workings = [working for event in model.events for working in event.dating]
    assert len(model.events) == EVENTS and len(model.actors) == 12 and len(model.places) >= 4
    assert 3 * EVENTS < len(claims) < 5 * EVENTS and {len(claim.cites) for claim in claims} == {1, 2}
    assert len({working.rule for working in workings}) >= 5
    assert sum(bool(event.differences) for event in model.events) >= EVENTS // 4
    assert any(claim.denies for claim in claims) and any(claim.differs for claim in claims) and any(len(claim.by) == 2 for claim in claims)
    assert {working.rule for claim in claims for working in claim.said_dating} >= {"weekday-before", "judged"}
    assert any(event.background for event in model.events) and any(event.related for event in model.events)
    assert any(source.part for source in model.sources.values()) and any(source.omit for source in model.sources.values())
    assert len({source.accounted for source in model.sources.values()}) == 2


def test_one_event_can_be_edited_again_and_again_and_stays_sound(synthetic):
    job = ours(synthetic)
    before = files(synthetic)
    addresses = [edit(job, word) for word in ("zyxabc", "zyxabd")]
    changed = [path for path, data in files(synthetic).items() if before[path] != data]
    assert len(changed) == 1 and len(set(addresses)) == 1
    text = (synthetic / changed[0]).read_text()
    assert text.count("zyxabd") == 2 and "zyxabc" not in text
    assert check_project(synthetic).problems == ()
    (synthetic / changed[0]).write_bytes(before[changed[0]])


def test_a_synthetic_project_builds_and_its_profile_adds_up(synthetic, tmp_path):
    out = tmp_path / "stages.json"
    command = [sys.executable, "-m", "tools.bench.stages", "--out", str(out), "-C", str(synthetic), "build", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert sum(found["seconds"].values()) == pytest.approx(found["wall"], rel=0.02)
    assert found["calls"]["Markdown: event"] == EVENTS and found["calls"]["records: parse YAML"] == len(list((synthetic / "content").rglob("*.yml")))
    assert (tmp_path / "site/index.html").exists()
    assert "| event | 40 |" in table.profile_table({"events": EVENTS, **found})


# --- Peers ---


@pytest.fixture
def markdown(tmp_path):
    root = tmp_path / "markdown"
    for path, text in {"index.md": "---\nkind: \"home\"\n---\n# Home\n", "events/index.md": "# Events\n", "events/one.md": "---\nkind: \"event\"\n---\n# One\n", "about.md": "# About\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def prepared(prepare, markdown, tmp_path):
    folder = tmp_path / "peer"
    folder.mkdir()
    return prepare("program", markdown, folder)


def test_hugo_gets_section_pages_and_keeps_its_own_word(markdown, tmp_path):
    job = prepared(peers._hugo, markdown, tmp_path)
    assert (job.pages / "events/_index.md").exists() and not (job.pages / "events/index.md").exists()
    assert (job.pages / "events/one.md").read_text() == "---\nsort: \"event\"\n---\n# One\n"


def test_eleventy_gets_an_address_for_every_page(markdown, tmp_path):
    job = prepared(peers._eleventy, markdown, tmp_path)
    assert (job.pages / "events/one.md").read_text().startswith('---\npermalink: "/events/one/index.html"\nkind:')
    assert (job.pages / "about.md").read_text() == '---\npermalink: "/about/index.html"\n---\n# About\n'
    assert 'permalink: "/events/index.html"' in (job.pages / "events/index.md").read_text()


def test_a_clean_build_begins_with_nothing_that_an_earlier_one_left(markdown, tmp_path):
    job = prepared(peers._material, markdown, tmp_path)
    before = files(job.folder)
    (job.folder / "site").mkdir()
    (job.folder / "site/index.html").touch()
    (job.folder / ".cache").touch()
    job.clear()
    assert files(job.folder) == before


def test_a_peer_that_cannot_be_installed_says_so():
    with pytest.raises(peers.NotInstalled, match="no-such-program"):
        peers._run(["no-such-program"])
    with pytest.raises(peers.NotInstalled, match="^last line$"):
        peers._run([sys.executable, "-c", "import sys; sys.exit('first line\\nlast line')"])


# --- Measurements ---


def test_a_site_is_weighed(tmp_path):
    for path, size in {"index.html": 10, "big/index.html": 150_001, "assets/a.css": 5, "search-index/x.json": 7}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * size)
    assert weigh(tmp_path) == {
        "files": 4, "bytes": 150_023, "pages": 2, "html": 150_011, "heaviest": 150_001, "heaviest_page": "/big/", "heavy": 1, "search": 7,
    }


def test_a_timer_counts_its_own_time_alone(monkeypatch):
    clock = iter([0, 1, 3, 7, 12])
    monkeypatch.setattr(stages.time, "perf_counter", lambda: next(clock))
    timers = stages.Timers()
    timers.enter("outer")       # 0
    timers.enter("inner")       # 1
    timers.leave()              # 3
    timers.enter("inner")       # 7
    timers._stack.pop()
    timers._stack[-1][1] = 10
    timers.leave()              # 12
    assert timers.seconds == {"outer": 1 + 4 + 2, "inner": 2} and timers.calls == {"outer": 1, "inner": 2}


def test_what_a_generator_finds_is_timed_where_it_is_made():
    timers = stages.Timers()
    assert timers.wrap("found", lambda: (number for number in (1, 2)))() == [1, 2]


# --- Tables ---


def size(events, pages, clean, hugo, edited):
    site = {"files": pages + 9, "bytes": 2_000_000, "pages": pages, "html": 12_000 * pages, "heaviest": 200_000, "heaviest_page": "/actors/x/", "heavy": 1, "search": 500_000}
    return {
        "events": events, "runs": 3,
        "seconds": {OURS: {"clean": clean, "edited": edited}, "Hugo": {"clean": hugo, "edited": [2.0]}},
        "memory": {OURS: {"clean": [100_000_000]}, "Hugo": {"clean": [400_000_000]}},
        "sites": {OURS: site, "Hugo": {**site, "search": 0}},
        "search": {"query": "Who", "finds": "9 pages", "seconds": 0.25, "bytes": 150_400, "requests": 12, "parts": {"wasm": 72_000}},
        "left_out": {"Zensical": "no matching distribution"}, "versions": {"Hugo": "0.168.0"},
    }


@pytest.fixture
def results():
    return {
        "sizes": {"3000": size(3000, 6000, [40, 36, 90], [5, 4, 3], [4.0]), "1000": size(1000, 2500, [10, 9, 30], [2, 2, 9], [1.0])},
        "machine": {"cores": 2, "processor": "P", "python": "3.11", "load": 1.5}, "date": "2030-01-02", "commit": "abc1234",
    }


def test_the_table_tells_medians_ratios_and_growth(results):
    lines = table.report(results).splitlines()
    assert "| clean build | **ours** | 10.0 (5.00) | 40.0 (10.0) | 1.3 an event, 1.7 a page |" in lines
    assert "| clean build | Hugo | 2.00 | 4.00 | 0.7 an event, 0.8 a page |" in lines
    assert "| after one edit, beside Hugo's | at most 0.3 | 0.50 | 2.00 |" in lines
    assert "| memory of a clean build, beside Hugo's | 0.5 | 0.25 | 0.25 |" in lines
    assert "| HTML a page, mean, kB | at most 15 | 12.0 | 12.0 |" in lines
    assert "| search, first query, kB | below 150 to 250 | 150 | 150 |" in lines
    assert "| nothing changed, beside Hugo's after one edit | at most 0.15 | – | – |" in lines


def test_the_table_says_where_it_was_measured_and_what_is_left_out(results):
    told = table.report(results)
    assert told.startswith("Measured on 2030-01-02 of commit abc1234: 2 cores (P), Python 3.11; Hugo 0.168.0.")
    assert "1,000 events are 2,500 pages, 3 runs" in told.lower()
    assert "Left out: Zensical (no matching distribution)." in told


def test_the_table_does_without_what_could_not_be_measured(results):
    for one in results["sizes"].values():
        one["search"] = None
        del one["sites"]["Hugo"], one["seconds"]["Hugo"], one["memory"]["Hugo"]
    told = table.report(results)
    assert "| clean build | **ours** | 10.0 | 40.0 | 1.3 an event, 1.7 a page |" in told
    assert "| search, first query, kB | below 150 to 250 | – | – |" in told and "kB sent" not in told


def test_nothing_measured_is_no_table():
    assert table.report({"sizes": {}}) == ""


def test_a_profile_is_told_by_stage_and_by_kind_of_page():
    told = table.profile_table({
        "events": 40, "wall": 10.0, "missing": ["swap"], "calls": {"Markdown: event": 40},
        "seconds": {"search": 5.0, "Markdown: event": 2.0, "HTML: event": 1.0, "template: event": 1.0, "tiny": 0.01},
    })
    assert "| search | 5.00 | 50 % |" in told and "| pages: records to Markdown | 2.00 | 20 % |" in told and "| all else | 1.00 | 10 % |" in told
    assert "| event | 40 | 2.00 | 1.00 | 1.00 | 100 |" in told
    assert "The product has no more of: swap." in told


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path):
    file = tmp_path / "performance.md"
    file.write_text(f"Before.\n\n{table.BEGIN}\nold\n{table.END}\n\nAfter.\n")
    table.write(file, "new")
    assert file.read_text() == f"Before.\n\n{table.BEGIN}\n\nnew\n\n{table.END}\n\nAfter.\n"
    file.write_text("no marks")
    with pytest.raises(ValueError, match="bench:begin"):
        table.write(file, "new")
    assert file.read_text() == "no marks"


def test_the_document_has_the_marks():
    text = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    assert text.index(table.BEGIN) < text.index(table.END)
