"""Each broken variant of the example project gives the one problem it must, at its place, with help one can act on."""

import hashlib
import shutil
from pathlib import Path

import pytest

from generator.check import check_project

EXAMPLE = Path(__file__).parents[1] / "example"
EVENT = "content/events/2031-03-12-merganser-touches-patrol-boat.yml"
GAZETTE = "content/sources/gazette-2031-03-14.yml"
TEASER = "content/sources/gazette-teaser-pier.yml"
TWICE = "adding that the boat had crossed in front of the ferry"


@pytest.fixture
def project(tmp_path):
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


def replace(project, path, line, old, new):
    """Exchange a text on one line (from 1) of a file."""
    file = project / path
    lines = file.read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1], f"line {line} is {lines[line - 1]!r}"
    lines[line - 1] = lines[line - 1].replace(old, new)
    file.write_text("\n".join(lines), encoding="utf-8")


def take_out(project, path, *numbers):
    """Take lines (from 1) out of a file."""
    file = project / path
    lines = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join(line for number, line in enumerate(lines, 1) if number not in numbers), encoding="utf-8")


def append(project, path, text):
    with (project / path).open("a", encoding="utf-8") as file:
        file.write(text)


def only(project):
    problems = check_project(project).problems
    assert len(problems) == 1, [(p.code, p.spot) for p in problems]
    return problems[0]


def place(problem):
    return problem.spot.path, problem.spot.line, problem.spot.column


def test_the_example_itself_is_clean(project):
    assert check_project(project).problems == ()


def test_a_word_changed_in_a_quote(project):
    replace(project, EVENT, 42, "The boat crossed once,", "The boat crossed twice,")
    problem = only(project)
    assert (problem.code, place(problem)) == ("quote-not-found", (EVENT, 42, 45))
    assert "The boat crossed once, a passenger told Coast Wire." in problem.help
    assert "`twice`" in problem.help and "`once`" in problem.help


def test_a_quote_that_stands_twice(project):
    replace(project, EVENT, 35, TWICE, "on Thursday")
    problem = only(project)
    assert (problem.code, place(problem)) == ("quote-not-unique", (EVENT, 35, 45))
    assert "prefix:" in problem.help and "said" in problem.help and "morning" in problem.help


def test_an_actor_misspelt(project):
    replace(project, EVENT, 10, "merganser", "mergansr")
    problem = only(project)
    assert (problem.code, place(problem)) == ("unknown-actor", (EVENT, 10, 13))
    assert "did you mean 'merganser'" in problem.help


def test_a_day_that_does_not_exist(project):
    replace(project, EVENT, 2, "2031-03-12", "2031-02-30")
    problem = only(project)
    assert (problem.code, place(problem)) == ("bad-date", (EVENT, 2, 7))
    assert "February 2031 has 28 days" in problem.message + problem.help


def test_a_key_twice(project):
    append(project, EVENT, "title: Another\n")
    problem = only(project)
    assert (problem.code, place(problem)) == ("duplicate-key", (EVENT, 63, 1))
    assert (problem.related[0].spot.line, problem.related[0].spot.column) == (1, 1)


def test_a_key_misspelt(project):
    append(project, EVENT, "titel: x\n")
    problem = only(project)
    assert (problem.code, place(problem)) == ("unknown-key", (EVENT, 63, 1))
    assert "did you mean 'title'" in problem.help


def test_an_anchor(project):
    replace(project, EVENT, 1, "title: ", "title: &t ")
    problem = only(project)
    assert (problem.code, place(problem)) == ("yaml-feature", (EVENT, 1, 8))
    assert "anchor" in problem.message and problem.help


def test_a_claim_without_citation(project):
    take_out(project, EVENT, 57, 58)
    problem = only(project)
    assert (problem.code, place(problem)) == ("claim-without-citation", (EVENT, 53, 5))
    assert "cites:" in problem.help and "quote:" in problem.help


def test_a_mark_taken_out(project):
    replace(project, EVENT, 17, "[^nobody-hurt]", "")
    problem = only(project)
    assert (problem.code, place(problem)) == ("sentence-without-claim", (EVENT, 17, 3))
    assert "Nobody was hurt, according to the authority." in problem.message
    assert "nobody-hurt" in problem.help and "touched" in problem.help


def test_a_mark_taken_out_in_the_middle(project):
    replace(project, EVENT, 16, "[^held-course]", "")
    problem = only(project)
    assert (problem.code, place(problem)) == ("sentence-without-claim", (EVENT, 16, 3))
    assert "held its course." in problem.message


def test_a_mark_of_no_claim(project):
    replace(project, EVENT, 17, "[^nobody-hurt]", "[^nobody-hurts]")
    problem = only(project)
    assert (problem.code, place(problem)) == ("unknown-claim", (EVENT, 17, 47))
    assert "did you mean 'nobody-hurt'" in problem.help


def test_a_working_off_by_a_day(project):
    replace(project, EVENT, 5, 'gives: "2031-03-12"', 'gives: "2031-03-13"')
    problem = only(project)
    assert (problem.code, problem.spot.line) == ("working-disagrees", 5)
    line = (project / EVENT).read_text(encoding="utf-8").split("\n")[4]
    assert line[problem.spot.column - 1 :].startswith('"2031-03-13"')
    assert "`weekday-before` Friday 2031-03-14 gives 2031-03-12" in problem.help


def test_a_number_no_quote_has(project):
    replace(project, EVENT, 37, "The boat crossed once.", "The boat crossed once at 18:40.")
    problem = only(project)
    assert (problem.code, place(problem)) == ("unsupported-number", (EVENT, 37, 11))
    assert "18:40" in problem.message


def test_a_denial_without_its_difference(project):
    take_out(project, EVENT, 59, 60, 61, 62)
    problem = only(project)
    assert (problem.code, place(problem)) == ("unexplained-denial", (EVENT, 47, 13))
    assert "crossed-twice" in problem.help and "held-course" in problem.help


def test_a_sentence_of_an_accounted_source_that_nothing_cites(project):
    take_out(project, EVENT, 17, *range(53, 59))
    problem = only(project)
    assert (problem.code, place(problem)) == ("unaccounted-sentence", (GAZETTE, 11, 12))
    assert "Nobody was hurt, it said." in problem.message


def test_a_changed_document_is_one_problem(project):
    file = project / "seeds/harbour-gazette.txt"
    file.write_bytes(file.read_bytes().replace(b"Nobody", b"Somebody"))
    problem = only(project)
    assert (problem.code, place(problem)) == ("document-changed", (GAZETTE, 2, 9))
    assert [related.spot.path for related in problem.related] == [TEASER]
    assert hashlib.sha256(file.read_bytes()).hexdigest() in problem.help and "check again" in problem.help


def test_an_id_that_is_an_address_of_its_own(project):
    (project / "content/actors/index.yml").write_text("name: Index\nkind: state\n", encoding="utf-8")
    problem = only(project)
    assert (problem.code, place(problem)) == ("bad-id", ("content/actors/index.yml", 1, 1))
    assert "`index`" in problem.message


def test_a_second_record_of_the_same_id(project):
    (project / "content/events/copy").mkdir()
    copy = EVENT.replace("events/", "events/copy/")
    shutil.copy(project / EVENT, project / copy)
    problem = only(project)
    assert (problem.code, place(problem)) == ("duplicate-id", (copy, 1, 1))
    assert problem.related[0].spot.path == EVENT


def test_a_symbolic_link(project):
    (project / "content/events/x.yml").symlink_to(project / EVENT)
    problem = only(project)
    assert (problem.code, place(problem)) == ("symlink", ("content/events/x.yml", 1, 1))
    assert "files of this repository" in problem.help


def test_two_faults_in_two_files_are_both_told(project):
    replace(project, EVENT, 10, "merganser", "mergansr")
    append(project, "content/actors/westmark.yml", "titel: x\n")
    assert {(p.code, p.spot.path) for p in check_project(project).problems} == {
        ("unknown-actor", EVENT), ("unknown-key", "content/actors/westmark.yml"),
    }
