"""Maps drawn at build time: what they show, that they are well-formed and small, and that no name does harm."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.land import fit
from generator.model.records import PlaceName
from generator.pages import Lookup, indexes, links
from generator.pages import map as maps
from generator.pages.map import Mark, drawn, event_map, event_places, map_name, place_map, places_map, small_map, together
from generator.pages.picture import width_of
from generator.pages.sheet import Sheet
from tests.pages.conftest import read_html

HOSTILE = "</svg><script>alert(1)</script>\"'&<b> *x* [y](z) ]]>\n\n# h"


def place_of(timeline, identifier="sandrey", **changes):
    return replace(timeline.places[identifier], **changes)


def with_places(timeline, *places):
    """A lookup of the example with these places besides its own."""
    return Lookup(replace(timeline, places={**dict(timeline.places), **{place.id: place for place in places}}))


def svgs(markup):
    return [ElementTree.fromstring(text) for text in re.findall(r"<svg.*?</svg>", str(markup), re.DOTALL)]


def texts(svg):
    return [" ".join("".join(text.itertext()).split()) for text in svg.iter() if text.tag.endswith("text")]


def test_all_places_are_links_with_their_numbers_of_events(lookup):
    (svg,) = svgs(places_map(Sheet(lookup, links.HOME)))
    ways = {way.get("href"): " ".join("".join(way.itertext()).split()) for way in svg.iter("a")}
    events = lookup.timeline.events_of_place
    assert ways == {
        "places/sandrey/": f"Sandrey / Sandray {len(events.get('sandrey', ()))}", "places/port-alder/": f"Port Alder {len(events.get('port-alder', ()))}",
    }  # fmt: skip
    assert svg.get("role") == "group" and svg.get("aria-label")


def test_the_index_has_a_drawing_for_each_width_of_screen(pages):
    text = pages["places/index.md"].text
    assert [svg.get("class") for svg in svgs(text)] == ["narrow", "wide"]
    assert 'styles: ["dates", "map"]' in text
    assert read_html(re.search(r"<figure class=\"map\">.*?</figure>", text)[0]).unbalanced == []


def test_a_name_in_dispute_stands_with_every_name_in_use(timeline):
    assert map_name(timeline.places["sandrey"]) == "Sandrey / Sandray"
    assert map_name(place_of(timeline, name="Sandray / Sandrey")) == "Sandray / Sandrey"
    alone = place_of(timeline, names=(PlaceName("Sandray", ()),))
    assert map_name(alone) == "Sandrey"  # another spelling that nobody in particular uses


def test_places_without_coordinates_are_named_and_not_drawn(timeline):
    lookup = with_places(timeline, place_of(timeline, id="sound", name="Long Sound", names=(), coordinates=None))
    markup = str(places_map(Sheet(lookup, links.HOME)))
    assert "Without coordinates: <a href=\"places/sound/\">Long Sound</a>." in markup
    assert all("Long Sound" not in " ".join(texts(svg)) for svg in svgs(markup))


def test_without_any_coordinates_there_is_no_map(timeline):
    bare = {one: replace(place, coordinates=None) for one, place in dict(timeline.places).items()}
    lookup = Lookup(replace(timeline, places=bare))
    assert places_map(Sheet(lookup, links.HOME)) == ""
    place = lookup.timeline.places["sandrey"]
    markup = str(place_map(Sheet(lookup, links.place_path("sandrey")), place))
    assert "img" not in markup and "coordinates are not recorded" in markup
    event = next(event for event in timeline.events if event.places)
    assert event_map(Sheet(lookup, links.event_path(event.id)), event) == ""


def test_the_page_of_a_place_shows_its_map(pages):
    text = pages["places/sandrey.md"].text
    (image,) = re.findall(r"<img [^>]*>", text)
    assert 'src="../../places/sandrey/map.svg"' in image and 'width="360" height="240"' in image
    assert 'alt="Map: Sandrey / Sandray, within about 6 km"' in image
    assert "on OpenStreetMap" in text


def test_an_event_shows_the_map_of_its_place_for_few_bytes(lookup):
    event = next(event for event in lookup.timeline.events if len(event_places(lookup, event)) == 1)
    markup = str(event_map(Sheet(lookup, links.event_path(event.id)), event))
    (place,) = event_places(lookup, event)
    assert f'<a href="../../places/{place.id}/">' in markup and len(markup) < 300


def test_an_event_with_several_places_has_a_map_of_its_own(timeline):
    event = replace(timeline.events[0], places=("sandrey", "port-alder"))
    lookup = Lookup(timeline)
    assert [place.id for place in event_places(lookup, event)] == ["port-alder", "sandrey"]
    assert "<a " not in str(event_map(Sheet(lookup, links.event_path(event.id)), event))
    far = with_places(timeline, place_of(timeline, coordinates=(-40.0, 170.0)))
    assert event_places(far, event) == []  # no map of a region holds both


def test_a_small_map_is_a_file_of_its_own(timeline):
    svg = ElementTree.fromstring(small_map([timeline.places["sandrey"]], list(timeline.places.values())))
    assert texts(svg) == ["100 km", "Port Alder", "Sandrey / Sandray"] or set(texts(svg)) == {"100 km", "Port Alder", "Sandrey / Sandray"}
    assert not any(element.tag.endswith(("}a", "}script", "}image")) for element in svg.iter())
    assert "prefers-color-scheme:dark" in ElementTree.tostring(svg, "unicode")


@pytest.mark.parametrize("name", [HOSTILE, "\u202eevil\u202c", "a" * 400, "  ", "الخليج العربي / خلیج فارس", "\x00\x07\ufffe"])
def test_no_name_does_harm(timeline, name):
    place = place_of(timeline, name=name, names=(PlaceName(HOSTILE, ("westmark",)),))
    lookup = with_places(timeline, place)
    for markup in (places_map(Sheet(lookup, links.HOME), wide=True), small_map([place], [place]), place_map(Sheet(lookup, links.place_path(place.id)), place)):
        read = read_html(markup)
        assert not read.tags & {"script", "b", "em", "h1"} and "\n\n" not in str(markup)
        svgs(markup)
        assert not re.search(r"(?<![&#\w;])[*`]", re.sub(r"<[^>]*>", "", str(markup)).replace("Names in dispute", ""))


def test_texts_from_right_to_left_stand_round_their_middle(timeline):
    place = place_of(timeline, name="خلیج فارس", names=(), radius_km=None)
    svg = ElementTree.fromstring(small_map([place]))
    (text,) = [one for one in svg.iter() if one.tag.endswith("text") and "km" not in "".join(one.itertext())]
    assert text.get("text-anchor") == "middle"


def boxes(svg):
    """Left, top, right and bottom of each name as wide as it can be."""
    for text in svg.iter():
        if text.tag.split("}")[-1] == "text" and text.get("class") != "k-n":
            lines = [line for line in text if line.tag.endswith("tspan") and line.get("x")] or [text]
            anchor = text.get("text-anchor", "start")
            for line in lines:
                wide = width_of(" ".join("".join(line.itertext()).split()))
                left = float(line.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
                yield left, float(line.get("y")) - 10, left + wide, float(line.get("y")) + 3


SPOTS = st.tuples(st.floats(20, 45), st.floats(115, 145), st.sampled_from([0.0, 5.0, 100.0, 600.0]))


@given(st.lists(st.tuples(SPOTS, st.text("abc Ay/é", min_size=1, max_size=40), st.integers(0, 2_000)), min_size=1, max_size=25))
def test_names_are_in_the_picture_and_cover_no_other(placed):
    marks = [Mark(spot, " ".join(name.split()) or "x", count, "p/") for spot, name, count in placed]
    frame = fit([mark.spot for mark in marks], 360, 300)
    svg = ElementTree.fromstring(f"<svg>{drawn(frame, marks, '')}</svg>")
    found = list(boxes(svg))
    assert all(left >= 0 and top >= -1 and right <= frame.width and bottom <= frame.height for left, top, right, bottom in found)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            shared = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
            assert min(shared) <= 1, (one, other)  # lines of one name may touch


def test_a_place_far_off_is_left_to_the_words(timeline):
    near = [place_of(timeline, id=f"p{at}", name=f"P {at}", names=(), coordinates=(30 + at, 130.0), radius_km=None) for at in range(6)]
    far = place_of(timeline, id="far", name="Far. Co.", names=(), coordinates=(39.0, -77.0), radius_km=None)
    assert far not in [place for place, _ in together([(place, 3) for place in [*near, far]])]
    assert len(together([(place, 3) for place in near])) == 6
    spread = [replace(place, coordinates=(0.0, 60.0 * at - 180)) for at, place in enumerate(near)]
    assert len(together([(place, 3) for place in spread])) == 6
    lookup = Lookup(replace(timeline, places={place.id: place for place in [*near, far]}))
    assert 'Not on this map: <a href="places/far/">Far. Co.</a> Coastlines' in str(places_map(Sheet(lookup, links.HOME)))


def test_maps_weigh_little(lookup, timeline):
    assert len(str(places_map(Sheet(lookup, links.HOME)))) < 8_000
    assert len(small_map([timeline.places["sandrey"]])) < 6_000
    crowd = [place_of(timeline, id=f"p{at}", name=f"Place {at}", names=(), coordinates=(at % 17 * 9.0 - 70, at * 7 % 360 - 180.0)) for at in range(300)]
    assert len(str(places_map(Sheet(with_places(timeline, *crowd), links.PLACES), wide=True))) < indexes.MAP


def test_the_land_is_cut_once(timeline):
    asked = []

    def recall(key, ground, cut):
        asked.append((key, ground))
        return ("m0 0 4 0 0 4z",)

    markup = str(places_map(Sheet(Lookup(timeline, recall_land=recall), links.HOME)))
    assert "m0 0 4 0 0 4z" in markup and len(asked) == 1 and asked[0][1] == maps.land_digest()
