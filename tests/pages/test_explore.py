"""The page that narrows events down, as it stands before any script runs."""

from __future__ import annotations

import re

import pytest

from generator.check import check_project
from generator.check.timeline import Timeline
from generator.pages import Lookup
from generator.pages.explore import SHOWN, explore_page
from tests.conftest import EVENT, ROOT
from tests.pages.conftest import body_of, read_html, to_html

CHOICE = re.compile(r'<input type="checkbox" name="(\w+)" value="([^"]+)"> <span class="name[^"]*">(.*?)</span> <span class="count">([\d,]+)</span>')


def choices(lookup):
    """The choices that stand in the form: field → [(value, number)]."""
    found = {}
    for field, value, _, number in CHOICE.findall(explore_page(lookup).body):
        found.setdefault(field, []).append((value, int(number.replace(",", ""))))
    return found


def test_numbers_beside_choices_are_those_of_all_events(lookup, timeline):
    found = choices(lookup)
    assert dict(found["actor"]) == {actor: len(events) for actor, events in timeline.events_of_actor.items() if actor in dict(found["actor"])}
    assert dict(found["type"]) == {kind: sum(event.type == kind for event in timeline.events) for kind, _ in found["type"]}
    assert sum(number for _, number in found["differs"]) == sum(number for _, number in found["status"]) == len(timeline.events)
    for source, number in found["source"]:
        assert number == sum(source in lookup.sources_of_event(event) for event in timeline.events)


def test_of_many_choices_those_with_most_events_stand_there():
    lookup = Lookup(check_project(ROOT).timeline)
    numbers = sorted((len(events) for events in lookup.timeline.events_of_actor.values()), reverse=True)
    assert [number for _, number in choices(lookup)["actor"]] == numbers[:SHOWN]


def test_a_field_without_a_choice_is_left_out(project):
    project.edit(EVENT, "places: [low-bay]\n", "")
    assert set(choices(Lookup(check_project(project.root).timeline))) == {"stance"}


def test_a_timeline_without_events_has_the_page(timeline):
    bare = Timeline(timeline.settings, (), timeline.actors, timeline.places, timeline.sources, timeline.texts, {})
    assert choices(Lookup(bare)) == {} and "0 events" in explore_page(Lookup(bare)).body


@pytest.mark.parametrize("name", ['<img src=x onerror="run()">', "a' onmouseover='run()", "</noscript><script>run()</script>", "*[x](javascript:run)*"])
def test_names_are_words_and_nothing_else(project, name):
    project.write("content/actors/port.yml", f"name: {name!r}\nkind: organisation\naliases: [the port]\n")
    project.edit(EVENT, "actors:\n", "actors:\n  - {actor: ada-brook, role: speaker}\n")
    page = explore_page(Lookup(check_project(project.root).timeline))
    html = read_html(to_html(body_of(page.text)))
    assert not html.tags & {"img", "script"} and name in html.text
    assert not any(key.startswith("on") for _, attributes in html.elements for key in attributes)
