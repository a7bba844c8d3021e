"""Ids that records name."""

import pytest

from tests.conftest import EVENT


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("places: [low-bay]", "places: [low-bey]", ("unknown-place", 6, 10)),
    ("actor: port, role: host", "actor: prot, role: host", ("unknown-actor", 8, 13)),
    ("by: ada-brook", "by: ada-brok", ("unknown-actor", 15, 9)),
    ("role: host", "role: hosst", ("unknown-role", 8, 25)),
    ("type: measure", "type: mesure", ("unknown-type", 5, 7)),
    ("{source: paper, quote: \"Two", "{source: papers, quote: \"Two", ("unknown-source", 23, 18)),
    ("{source: paper, words", "{source: papre, words", ("unknown-source", 4, 14)),
    ("stance: reports", "stance: reports\n    confirms: [closd]", ("unknown-claim", 22, 16)),
    ("stance: reports", "stance: reports\n    confirms: [2030-05-02-habour#closed]", ("unknown-event", 22, 16)),
    ("type: measure", "type: measure\nrelated: [{event: nothing-there, relation: follows}]", ("unknown-event", 6, 19)),
    ("type: measure", "type: measure\nrelated: [{event: 2030-05-02-harbour, relation: follows}]", ("bad-value", 6, 19)),
    ("- id: ships", "- id: closed", ("duplicate-id", 19, 9)),
])
def test_names_of_nothing(project, old, new, expected):
    project.edit(EVENT, old, new)
    if expected[0] == "duplicate-id":
        project.edit(EVENT, "[^ships]", "[^closed]")
    assert project.found() == expected
    assert project.only().help


def test_a_broken_record_does_not_make_its_mentions_problems(project):
    project.edit("content/actors/port.yml", "name: Port of Low Bay", "nmae: Port of Low Bay")
    assert {p.spot.path for p in project.problems()} == {"content/actors/port.yml"}


def test_a_claim_whose_id_is_wrong_is_told_once(project):
    project.edit(EVENT, "- id: ships", "- id: SHIPS")
    assert project.found() == ("bad-id", 19, 9)


def test_an_actor_that_nothing_names_is_a_warning(project):
    project.write("content/actors/nobody.yml", "name: Nobody\nkind: person\n")
    problem = project.only()
    assert (problem.code, problem.severity, problem.spot.path) == ("unused-record", "warning", "content/actors/nobody.yml")


def test_kinds_are_those_of_the_timeline(project):
    project.edit("content/actors/ada-brook.yml", "kind: person", "kind: preson")
    problem = project.only()
    assert problem.code == "unknown-type" and "did you mean 'person'" in problem.help


def test_a_former_id_leads_to_one_record(project):
    project.edit("content/actors/port.yml", "kind: organisation", "kind: organisation\nformerly: [harbour-office]")
    assert project.problems() == ()
    project.edit("content/actors/ada-brook.yml", "kind: person", "kind: person\nformerly: [harbour-office, port, Bad]")
    assert [(p.code, p.spot.path, p.spot.column) for p in project.problems()] == [
        ("duplicate-id", "content/actors/ada-brook.yml", 28), ("bad-id", "content/actors/ada-brook.yml", 34),
        ("duplicate-id", "content/actors/port.yml", 12),
    ]
