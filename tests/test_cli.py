"""The public command, run as a person runs it: a process of its own, from a folder of its own."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EVENT, ROOT

WORDS = "No traceback is ever shown to a contributor."


def timeline(*arguments, cwd=None, env=None):
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )
    assert "Traceback" not in done.stderr + done.stdout, WORDS + done.stderr
    return done


def tree(folder):
    """Every file below a folder with the hash of its bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(Path(folder).rglob("*")) if file.is_file()
    }


def test_check_is_silent_when_all_is_well(example):
    done = timeline("-C", example, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_tells_problems_on_standard_output(project):
    project.edit(EVENT, "by: ada-brook", "by: ada-brok")
    done = timeline("-C", project.root, "check")
    assert done.returncode == 1 and f"{EVENT}:15:9: unknown-actor" in done.stdout


def test_warnings_fail_only_when_strict(project):
    project.write("content/actors/nobody.yml", "name: Nobody\nkind: person\n")
    assert timeline("-C", project.root, "check").returncode == 0
    assert timeline("-C", project.root, "check", "--strict").returncode == 1


def test_check_as_json(project):
    project.edit(EVENT, "by: ada-brook", "by: ada-brok")
    told = json.loads(timeline("-C", project.root, "check", "--format", "json").stdout)
    assert [(p["code"], p["path"], p["line"], p["column"]) for p in told] == [("unknown-actor", EVENT, 15, 9)]
    assert told[0].keys() == {"code", "severity", "message", "path", "line", "column", "help", "related"}


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--format", "xml"], ["new", "thing", "x"], ["convert"]])
def test_wrong_usage_is_exit_code_2(arguments, example):
    assert timeline("-C", example, *arguments).returncode == 2


@pytest.mark.parametrize("command", ["", "check", "build", "serve", "generate", "convert", "new", "init"])
def test_help_teaches(command):
    done = timeline(*([command] if command else []), "--help")
    assert done.returncode == 0 and len(done.stdout) > 200


def test_suggest_date_prints_ready_workings(project):
    done = timeline("-C", project.root, "suggest-date", "paper", "on Thursday")
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith(
        '- {source: paper, words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}\n  # the Thursday before Friday 3 May 2030\n'
    )
    told = json.loads(timeline("-C", project.root, "suggest-date", "paper", "on Thursday", "--from", "2030-05-10", "--format", "json").stdout)
    assert [(one["rule"], one["from"], one["gives"]) for one in told["workings"]] == [
        ("weekday-before", "2030-05-10", "2030-05-09"), ("weekday-after", "2030-05-10", "2030-05-16"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (("paper", "on Wednesday"), 1, "quote-not-found: these words do not stand in 'paper'"),
        (("paper", "Two ships left"), 1, "nothing in these words can be resolved; what can be read: days of the week"),
        (("papre", "on Thursday"), 2, "no source 'papre': did you mean 'paper'?"),
        (("paper", "on Thursday", "--from", "3.5.2030"), 2, "write 2030-03-05 or 2030-05-03"),
        (("paper", " "), 2, "no words"),
        (("paper",), 2, "WORDS"),
    ],
)
def test_suggest_date_says_what_is_wrong(project, arguments, code, shown):
    done = timeline("-C", project.root, "suggest-date", *arguments)
    assert done.returncode == code
    assert shown in (done.stderr if code == 2 else done.stdout)


def test_convert_gives_the_text_and_what_the_file_says_of_itself(tmp_path):
    (tmp_path / "x.md").write_text("# A heading\n\n“Text”\n", encoding="utf-8")
    assert timeline("convert", tmp_path / "x.md").stdout == "# A heading\n\n“Text”\n"
    told = json.loads(timeline("convert", tmp_path / "x.md", "--format", "json").stdout)
    assert (told["title"], told["author"], told["date"]) == ("A heading", None, None)
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    for name in ("x.pdf", "missing.txt"):
        done = timeline("convert", tmp_path / name)
        assert done.returncode == 1 and done.stdout == "" and name in done.stderr


@pytest.mark.parametrize("kind", ["event", "actor", "place", "source"])
def test_new_leaves_a_record_whose_blanks_check_names(project, kind):
    done = timeline("-C", project.root, "new", kind, "2031-01-02-new-one")
    path = f"content/{kind}s/2031-01-02-new-one.yml"
    assert done.returncode == 0 and path in done.stdout
    text = (project.root / path).read_text(encoding="utf-8")
    lists = r"(dating|actors|claims|cites):$"
    blanks = {
        number for number, line in enumerate(text.split("\n"), 1)
        if re.search(r"^[ -]*\w+:$|: [,}]|[:\[] ?\"\"", line) and not re.search(lists, line)
    }
    told = {p.spot.line for p in project.problems() if p.spot.path == path}
    assert blanks and blanks <= told
    assert {p.code for p in project.problems()} <= {"missing-key", "bad-value"}
    assert timeline("-C", project.root, "new", kind, "2031-01-02-new-one").returncode == 2
    assert (project.root / path).read_text(encoding="utf-8") == text
    assert (kind == "event") == bool(re.search(r'^added: "\d{4}-\d\d-\d\d"$', text, re.MULTILINE))


@pytest.mark.parametrize("identifier", ["../x", "a/b", "Index", "index", "con", "a--b", ""])
def test_new_refuses_what_is_no_id(project, identifier):
    before = tree(project.root)
    done = timeline("-C", project.root, "new", "actor", identifier)
    assert done.returncode == 2 and tree(project.root) == before


def test_new_source_reads_the_hash_of_its_document(project):
    timeline("-C", project.root, "new", "source", "again", "--document", "paper.txt")
    text = (project.root / "content/sources/again.yml").read_text(encoding="utf-8")
    assert hashlib.sha256((project.root / "seeds/paper.txt").read_bytes()).hexdigest() in text
    for document, told in (("no.txt", "paper.txt"), ("seeds/paper.txt", "name it as paper.txt"), ("../content/timeline.yml", "no document")):
        done = timeline("-C", project.root, "new", "source", "other", "--document", document)
        assert done.returncode == 2 and told in done.stderr


def test_a_new_project_checks_and_builds(tmp_path):
    assert timeline("init", tmp_path / "new").returncode == 0
    assert timeline("-C", tmp_path / "new", "check", "--strict").stdout == ""
    done = timeline("-C", tmp_path / "new", "build")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new/site/index.html").exists()
    assert timeline("init", tmp_path / "new").returncode == 2


def test_build_ends_with_counts_and_the_same_bytes_every_time(example, tmp_path):
    first = timeline("-C", example, "build")
    assert first.returncode == 0, first.stderr
    for word in ("6 events", "11 claims", "13 citations", "pages"):
        assert word in first.stdout
    site = tree(example / "site")
    elsewhere = Path(shutil.copytree(example, tmp_path / "else where", ignore=shutil.ignore_patterns("site")))
    done = timeline("-C", elsewhere, "build", "--site-dir", tmp_path / "out", env={"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == site


def test_a_build_makes_only_what_has_changed_and_tells_the_same(example):
    first = timeline("-C", example, "build")
    second = timeline("-C", example, "build")
    assert second.stdout == first.stdout and "nothing has changed" in second.stderr
    event = next((example / "content/events").glob("*.yml"))
    event.write_text(event.read_text(encoding="utf-8").replace("title: ", "title: Now ", 1), encoding="utf-8")
    before = tree(example / "site")
    third = timeline("-C", example, "build")
    assert third.stdout == first.stdout and "of them new or changed" in third.stderr
    changed = {path for path, name in tree(example / "site").items() if before.get(path) != name}
    assert f"events/{event.stem}/index.html" in changed and not any(path.endswith("page/index.html") for path in changed)
    (example / "site/index.html").write_text("mine", encoding="utf-8")
    assert "nothing has changed" not in timeline("-C", example, "build").stderr
    assert (example / "site/index.html").read_text(encoding="utf-8") != "mine"


def test_a_warning_is_told_again_when_nothing_has_changed(example):
    (example / "content/actors/nobody.yml").write_text("name: Nobody\nkind: state\n", encoding="utf-8")
    for _ in range(3):
        assert "unused-record" in timeline("-C", example, "build").stdout
        assert timeline("-C", example, "check").stdout.count("unused-record") == 1
    assert timeline("-C", example, "build", "--format", "github").stdout.startswith("::warning")


def test_a_clean_build_keeps_nothing(example):
    timeline("-C", example, "build", "--clean")
    kept = {path.name for path in example.iterdir()}
    assert "site" in kept and not kept & {".cache", ".site.spare", ".site.old"}
    made = tree(example / "site")
    timeline("-C", example, "build")
    assert tree(example / "site") == made and (example / ".cache/timeline.sqlite").is_file()


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_check_of_what_has_been_checked_says_the_same(example, form):
    told = [timeline("-C", example, "check", "--format", form).stdout for _ in range(2)]
    assert told[0] == told[1] == timeline("-C", shutil.copytree(example, example.with_name("copy"), ignore=shutil.ignore_patterns(".cache")), "check", "--format", form).stdout


def test_records_are_never_published_raw(example):
    assert timeline("-C", example, "build").returncode == 0
    files = tree(example / "site")
    assert not [name for name in files if name.endswith((".yml", ".yaml"))]
    assert "actors/merganser/index.html" in files and "dates/2031/03/12/index.html" in files and "sitemap.xml" in files and "404.html" in files


def test_problems_leave_the_earlier_site_as_it_was(example):
    assert timeline("-C", example, "build").returncode == 0
    before = tree(example / "site")
    (example / "content/actors/merganser.yml").unlink()
    done = timeline("-C", example, "build")
    assert done.returncode == 1 and "unknown-actor" in done.stdout
    assert tree(example / "site") == before
    assert [name for name in os.listdir(example) if name.startswith(".site")] == []


def test_a_theme_that_breaks_leaves_the_earlier_site_as_it_was(tmp_path):
    timeline("init", tmp_path / "new")
    assert timeline("-C", tmp_path / "new", "build").returncode == 0
    before = tree(tmp_path / "new/site")
    (tmp_path / "new/content/about.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    done = timeline("-C", tmp_path / "new", "build")
    assert done.returncode == 1 and "nowhere.md" in done.stderr
    assert tree(tmp_path / "new/site") == before


def test_a_build_never_replaces_what_is_not_a_site(example):
    for folder in (".", "content", "seeds"):
        before = tree(example)
        done = timeline("-C", example, "build", "--site-dir", example / folder)
        assert done.returncode == 2 and tree(example) == before


def test_generate_writes_pages_and_data_into_an_empty_folder_only(example, tmp_path):
    done = timeline("-C", example, "generate", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    names = tree(tmp_path / "out")
    assert {"events/2031-03-13-ferries-held.md", "data/events.csv", "data/explore/entry.json"} <= names.keys() and not any(name.endswith(".html") for name in names)
    assert timeline("-C", example, "generate", "--out", tmp_path / "out").returncode == 2
    assert tree(tmp_path / "out") == names
    assert timeline("-C", example, "generate", "--out", example / "content/out").returncode == 2


def test_plain_mkdocs_gives_the_same_site(tmp_path):
    timeline("init", tmp_path / "new")
    assert timeline("-C", tmp_path / "new", "build").returncode == 0
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "plain")],
        cwd=tmp_path / "new", capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0 and not re.search("^(WARNING|ERROR)", done.stderr, re.MULTILINE), done.stderr
    assert tree(tmp_path / "plain") == tree(tmp_path / "new/site")


def test_plain_mkdocs_stops_on_problems_and_leaves_the_site(tmp_path):
    timeline("init", tmp_path / "new")
    assert timeline("-C", tmp_path / "new", "build").returncode == 0
    before = tree(tmp_path / "new/site")
    (tmp_path / "new/content/actors/x.yml").write_text("nmae: X\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path / "new", capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "unknown-key" in done.stdout and "Traceback" not in done.stderr
    assert tree(tmp_path / "new/site") == before


def test_a_build_says_how_much_of_what_must_hold_does(example):
    done = timeline("-C", example, "build", "--quiet")
    assert "11 of 11  claims rest on a citation\n" in done.stdout
    event = example / "content/events/2031-03-12-merganser-touches-patrol-boat.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("gives: \"2031-03-12\"", "gives: \"2031-03-13\"", 1), encoding="utf-8")
    done = timeline("-C", example, "build", "--quiet")
    assert done.returncode == 1 and "9 of 10  workings give the date they say" in done.stdout
    assert "claims rest on a citation" not in done.stdout


def test_coverage_tells_what_is_left_of_each_document(example):
    done = timeline("-C", example, "coverage")
    assert done.returncode == 0 and done.stderr == ""
    assert "seeds/coast-wire.txt: 100 % of 5 sentences accounted for: 5 cited" in done.stdout
    assert "  line 13: in no source\n    More from the Gazette" in done.stdout
    data = json.loads(timeline("-C", example, "coverage", "--format", "json").stdout)
    assert [(one["document"], one["percent"]) for one in data] == [("coast-wire.txt", 100), ("harbour-gazette.txt", 92)]
    assert data[1]["left"] == [{"source": "", "line": 13, "words": "More from the Gazette", "dates": [], "names": []}]


def test_coverage_of_records_with_problems_says_so(example):
    (example / "content/actors/merganser.yml").unlink()
    done = timeline("-C", example, "coverage")
    assert done.returncode == 0 and "100 %" in done.stdout and "`timeline check`" in done.stderr
