"""The page of a place: every name it goes by and who uses it, where it lies, what happened there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.model.records import Place
from generator.pages import links, wording
from generator.pages.escape import markdown_text
from generator.pages.folding import Part
from generator.pages.lookup import Lookup
from generator.pages.map import place_map
from generator.pages.page import Draft, Page
from generator.pages.periods import Shown, heading, line_views, period_drafts, period_page
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say


def place_page(lookup: Lookup, place: Place) -> Page:
    """`/places/ID/`."""
    sheet = Sheet(lookup, links.place_path(place.id))
    period = lookup.place_periods.get((place.id, ()))
    part = period.parts[0] if period else lookup.place_lists(place.id)
    events = [event for section in part for event in section.rows]
    kind = wording.label(place.kind)
    return sheet.page(
        "place", place.name, say("place_description", name=place.name, what=f", {kind}" if kind else ""), record=place.path,
        crumbs=sheet.crumbs((say("crumb_places"), links.PLACES)),
        place=place, note=sheet.prose(place.note), wikidata=links.outbound_href(links.wikidata(place.wikidata)),
        names=[(markdown_text(other.name), [sheet.actor(actor) for actor in other.used_by]) for other in place.names],
        map=place_map(sheet, place), styles=["map"] if place.coordinates else [], position=_position(place), radius=say("radius", km=_number(place.radius_km)) if place.radius_km else "",
        actors=sheet.beside(lookup.actors_at.get(place.id, ())), explore=sheet.explore_href(place=place.id) if events else "",
        listed=sheet.listed(sheet.path), rows=sheet.rows(events), events=dict(period.counts)["events"] if period else len(events),
        lines=line_views(sheet, sheet.path, period.within) if period else (),
    )  # fmt: skip


def place_periods(lookup: Lookup) -> Iterator[Draft]:
    """`/places/ID/2025/` and `/places/ID/2025/12/` of places with very many events."""
    for (identifier, key), period in lookup.place_periods.items():
        yield from period_drafts(links.place_path(identifier), period, partial(_period_page, lookup, identifier, key))


def _period_page(lookup: Lookup, identifier: str, key: links.DateKey, number: int) -> Page:
    path = links.place_path(identifier)
    return period_page(
        lookup, path, lookup.titles[path], [(say("crumb_places"), links.PLACES)], lookup.place_periods[identifier, key], _shown, number
    )


def _shown(sheet: Sheet, part: Part) -> list[Shown]:
    return [Shown(heading(say("section_there"), section), "", "events", tuple(sheet.rows(section.rows))) for section in part]


def _position(place: Place) -> Named | None:
    """Coordinates in words, with the way to a map."""
    if not place.coordinates:
        return None
    latitude, longitude = place.coordinates
    words = say(
        "coordinates",
        latitude=f"{_number(abs(latitude))}°", north=say("compass_s" if latitude < 0 else "compass_n"),
        longitude=f"{_number(abs(longitude))}°", east=say("compass_w" if longitude < 0 else "compass_e"),
    )  # fmt: skip
    return Named(Markup(words), links.outbound_href(links.map_link(latitude, longitude, place.radius_km)))


def _number(value: float) -> str:
    """A number without needless digits: 6, 56.1."""
    return f"{value:.5f}".rstrip("0").rstrip(".")
