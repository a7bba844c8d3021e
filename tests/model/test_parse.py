"""Records taken alone: fields, types and forms, each fault with its code and place."""

import pytest

from tests.conftest import EVENT

ACTOR = "content/actors/ada-brook.yml"
PLACE = "content/places/low-bay.yml"
SOURCE = "content/sources/paper.yml"


def test_the_sound_project_has_no_problem(project):
    assert project.problems() == ()


@pytest.mark.parametrize(("path", "old", "new", "expected"), [
    (ACTOR, "name: Ada Brook\n", "", ("missing-key", 1, 1)),
    (ACTOR, "name: Ada Brook", "name:", ("missing-key", 1, 6)),
    (ACTOR, "name: Ada Brook", "name: [a, b]", ("bad-value", 1, 7)),
    (ACTOR, "aliases: [Brook]", "aliases: Brook", ("bad-value", 3, 10)),
    (ACTOR, "aliases: [Brook]", "aliases: [{a: b}]", ("bad-value", 3, 11)),
    (ACTOR, "aliases: [Brook]", 'aliases: [Brook, ""]', ("missing-key", 3, 18)),
    (ACTOR, "of: port", "of: port\nwikidata: P31", ("bad-value", 5, 11)),
    (PLACE, "kind: town", 'kind: town\ncoordinates: ["91", "0"]', ("bad-value", 3, 14)),
    (PLACE, "kind: town", 'kind: town\ncoordinates: ["1"]', ("bad-value", 3, 14)),
    (PLACE, "kind: town", "kind: town\nradius_km: -1", ("bad-value", 3, 12)),
    (PLACE, "kind: town", "kind: town\nradius_km: 1_0", ("bad-value", 3, 12)),
    (PLACE, "kind: town", "kind: town\nzone: Mars/Olympus", ("bad-value", 3, 7)),
    (SOURCE, "language: en", "language: English language", ("bad-value", 6, 11)),
    (SOURCE, "language: en", "language: en\nurl: javascript:alert(1)", ("bad-value", 7, 6)),
    (SOURCE, "language: en", "language: en\nreliability: {level: high, why: x}", ("bad-value", 7, 22)),
    (SOURCE, "language: en", "language: en\nmachine_written: yes", ("bad-value", 7, 18)),
    (SOURCE, "language: en", "language: en\nomit: [{from: LOW BAY, to: 3 May}]", ("missing-key", 7, 8)),
    (EVENT, 'date: "2030-05-02"\n', "", ("missing-key", 1, 1)),
    (EVENT, 'date: "2030-05-02"', 'date: "2 May 2030"', ("bad-date", 2, 7)),
    (EVENT, "type: measure", "type: measure\nstatus: done", ("bad-value", 6, 9)),
    (EVENT, "type: measure", 'type: measure\nadded: "2030-05"', ("bad-date", 6, 8)),
    (EVENT, "type: measure", 'type: measure\nadded: "2030-05-03?"', ("bad-date", 6, 8)),
    (EVENT, "type: measure", 'type: measure\nadded: "2030-05-XX"', ("bad-date", 6, 8)),
    (EVENT, "type: measure", 'type: measure\nadded: "[2030-05-03..2030-05-04]"', ("bad-date", 6, 8)),
    (EVENT, "type: measure", 'type: measure\nadded: "0000-05-03"', ("bad-date", 6, 8)),
    (EVENT, "type: measure", "type: measure\nadded: today", ("bad-date", 6, 8)),
    (EVENT, "type: measure", "type: measure\nadded:", ("missing-key", 6, 7)),
    ("content/timeline.yml", "roles: [speaker, host]", "roles: [speaker, host]\nlicence: CC BY 4.0", ("bad-value", 8, 10)),
    ("content/timeline.yml", "roles: [speaker, host]", "roles: [speaker, host]\nlicence: {name: CC BY 4.0}", ("missing-key", 8, 10)),
    ("content/timeline.yml", "roles: [speaker, host]", "roles: [speaker, host]\nlicence: {name: A, url: ftp://a}", ("bad-value", 8, 25)),
    (EVENT, "type: measure", 'type: measure\ntime: {clock: "25:00"}', ("bad-value", 6, 15)),
    (EVENT, "type: measure", 'type: measure\ntime: {part: dusk}', ("bad-value", 6, 14)),
    (EVENT, "type: measure", 'type: measure\ntime: {part: night, clock: "01:00"}', ("bad-value", 6, 7)),
    (EVENT, "stance: reports", "stance: thinks", ("bad-value", 21, 13)),
    (EVENT, "  - id: ships", "  - id: Ships!", ("bad-id", 19, 9)),
    (EVENT, "rule: weekday-before", "rule: weekday-befor", ("bad-value", 4, 49)),
    (EVENT, "rule: weekday-before", "rule: judged", ("missing-key", 4, 49)),
    (EVENT, 'title: The harbour', "title: " + "x" * 121 + " The harbour", ("bad-value", 1, 8)),
    (EVENT, "text: Two ships left in time.", "text: Two ships left in time. " + "x" * 280, ("bad-value", 20, 11)),
])
def test_one_fault_one_problem_at_its_place(project, path, old, new, expected):
    project.edit(path, old, new)
    found = [(p.code, p.spot.line, p.spot.column) for p in project.problems() if p.spot.path == path]
    assert expected in found and len(found) == 1, found


def test_unknown_keys_are_told_at_every_depth(project):
    project.edit(EVENT, "stance: reports", "stance: reports\n    sayd: x")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("unknown-key", 22, 5)
    assert "did you mean 'said'" in problem.help


def test_all_faults_of_all_files_in_one_run(project):
    project.edit(ACTOR, "name: Ada Brook", "name:")
    project.edit(PLACE, "kind: town", "kind: twon\nradius_km: wide")
    project.edit(EVENT, 'date: "2030-05-02"', 'date: "May"')
    project.edit(EVENT, "quote: \"Two ships left in time.\"", "quote: \"Three ships left in time.\"")
    assert {(p.code, p.spot.path) for p in project.problems()} == {
        ("missing-key", ACTOR), ("bad-value", PLACE), ("unknown-type", PLACE), ("bad-date", EVENT), ("quote-not-found", EVENT),
    }


def test_an_alias_in_yaml_is_told_once(project):
    project.edit(ACTOR, "name: Ada Brook", "name: *x")
    assert project.found()[0] in {"yaml-feature", "yaml-syntax"}


@pytest.mark.parametrize("field", ["actor_kinds", "event_types", "roles", "zone", "title"])
def test_settings_that_lack_a_field(project, field):
    file = project.root / "content/timeline.yml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{field}:")]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert ("missing-key", "content/timeline.yml") in {(p.code, p.spot.path) for p in project.problems()}
    assert len(project.problems()) == 1
