"""The page of a place: every name it goes by and who uses it, where it lies, what happened there."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.records import Place
from generator.pages import links, wording
from generator.pages.escape import markdown_text
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import Named, Sheet, latest
from generator.pages.wording import say


def place_page(lookup: Lookup, place: Place) -> Page:
    """`/places/ID/`."""
    sheet = Sheet(lookup, links.place_path(place.id))
    events, left_out = latest(lookup.timeline.events_of_place.get(place.id, ()))
    kind = wording.label(place.kind)
    return sheet.page(
        "place", place.name, say("place_description", name=place.name, what=f", {kind}" if kind else ""), record=place.path,
        crumbs=sheet.crumbs((say("crumb_places"), links.PLACES)),
        place=place, note=sheet.prose(place.note), wikidata=links.outbound_href(links.wikidata(place.wikidata)),
        names=[(markdown_text(other.name), [sheet.actor(actor) for actor in other.used_by]) for other in place.names],
        position=_position(place), radius=say("radius", km=_number(place.radius_km)) if place.radius_km else "",
        rows=sheet.rows(events), left_out=left_out,
    )  # fmt: skip


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
