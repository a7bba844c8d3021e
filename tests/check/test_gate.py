"""What must hold is counted, and what does not hold is missing from the count."""

import pytest

from generator.check import check_project
from generator.check.gate import BROKEN_BY
from tests.conftest import EVENT


def held(project) -> dict[str, tuple[int, int]]:
    return {gate.name: (gate.held, gate.total) for gate in check_project(project.root).gates}


def test_all_holds_in_a_sound_project(project):
    project.edit("content/sources/paper.yml", "language: en", 'language: en\nset_aside: [{quote: "We had no choice", why: a}, {quote: "The port denied", why: b}]\naccounted: true')
    assert held(project) == {
        "sentences": (2, 2), "claims": (2, 2), "citations": (2, 2), "values": (3, 3), "quotations": (0, 0), "dates": (1, 1),
        "workings": (1, 1), "denials": (0, 0), "accounted": (5, 5),
    }


@pytest.mark.parametrize(("old", "new", "gate"), [
    ("left in time.[^ships]", "left in time.", "sentences"),
    ("left in time.[^ships]", "left in time.[^shops]", "sentences"),
    ('cites:\n      - {source: paper, quote: "Two ships left in time."}', "cites: []", "claims"),
    ('quote: "Two ships left in time."', 'quote: "Two boats left in time."', "citations"),
    ("text: Two ships", "text: Three ships", "values"),
    ("title: The harbour", "title: The “harbor”", "quotations"),
    ('dating:\n  - {source: paper, words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}\n', "", "dates"),
    ('gives: "2030-05-02"', 'gives: "2030-05-01"', "workings"),
])
def test_one_fault_is_one_missing(project, old, new, gate):
    project.edit(EVENT, old, new)
    numbers = held(project)
    assert numbers[gate][0] == numbers[gate][1] - 1
    assert [name for name, (part, whole) in numbers.items() if part != whole] == [gate]


def test_every_gate_has_words_and_every_code_a_gate():
    from generator.pages import interface_words

    words = interface_words()
    assert all(f"gate_{name}" in words for name in [*BROKEN_BY, "citations"])
