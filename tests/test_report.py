"""Problems in words: snapshots of each format."""

import json

from generator.problems import Problem, Related, Spot
from generator.report import report

PROBLEMS = [
    Problem("unknown-actor", "no actor 'mergansr'", Spot("content/events/x.yml", 2, 4), "did you mean 'merganser'?"),
    Problem("duplicate-id", "a second event, 100% alike", Spot("content/events/y,z.yml"), "", (Related("the first", Spot("a.yml", 1, 1)),), "warning"),
]


def test_text_shows_the_line_and_the_column(tmp_path):
    (tmp_path / "content/events").mkdir(parents=True)
    (tmp_path / "content/events/x.yml").write_text("title: x\nby: mergansr\n", encoding="utf-8")
    assert report(PROBLEMS, "text", tmp_path) == (
        "content/events/x.yml:2:4: unknown-actor: no actor 'mergansr'\n"
        "     2 | by: mergansr\n"
        "       |    ^\n"
        "    did you mean 'merganser'?\n"
        "\n"
        "content/events/y,z.yml:1:1: warning: duplicate-id: a second event, 100% alike\n"
        "    the first: a.yml:1:1\n"
        "\n"
        "1 error and 1 warning in 2 files"
    )


def test_json_is_the_contracts_list(tmp_path):
    assert json.loads(report(PROBLEMS, "json", tmp_path))[1] == {
        "code": "duplicate-id", "severity": "warning", "message": "a second event, 100% alike", "path": "content/events/y,z.yml",
        "line": 1, "column": 1, "help": "", "related": [{"path": "a.yml", "line": 1, "column": 1, "message": "the first"}],
    }


def test_annotations_escape_what_github_reads(tmp_path):
    assert report(PROBLEMS, "github", tmp_path) == (
        "::error file=content/events/x.yml,line=2,col=4,title=unknown-actor::no actor 'mergansr'%0Adid you mean 'merganser'?\n"
        "::warning file=content/events/y%2Cz.yml,line=1,col=1,title=duplicate-id::a second event, 100%25 alike%0Athe first: a.yml:1:1"
    )


def test_no_problem_is_silence(tmp_path):
    assert report([], "text", tmp_path) == "" == report([], "github", tmp_path)
    assert report([], "json", tmp_path) == "[]"


def test_a_terminal_is_never_steered(tmp_path):
    problem = Problem("bad-value", "x\x1b]0;x\x07", Spot("a.yml", 1, 2), "help\x1b[2J", (Related("y\x1b[1m", Spot("a.yml")),))
    (tmp_path / "a.yml").write_text("a\x1b[31m\u202e\n", encoding="utf-8")
    for form in ("text", "github"):
        told = report([problem], form, tmp_path)
        assert not any(character in told for character in "\x1b\x07\u202e")
