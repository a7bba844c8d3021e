"""What a page is about, for machines: schema.org as JSON-LD, in a data block of the page's head.

It says nothing that the page does not, nor the page's address, which the head has; of a record not where its page stands, which would weigh as
much as all the rest. A claim is no fact, so none is in it; of a date only what is certain; of an actor, whose kind is the
curator's word, only that it is something. Sources are named by their pages here, which tell the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from generator.model import edtf
from generator.model.edtf import Date
from generator.model.records import Event, Place
from generator.pages import cite, links, wording
from generator.pages.escape import plain, script_json
from generator.pages.lookup import Lookup
from generator.pages.tables import DOWNLOADS

CONTEXT = "https://schema.org"

TYPES = {
    "event": "WebPage", "actor": "WebPage", "place": "WebPage", "source": "WebPage", "edition": "WebPage", "coverage": "WebPage", "data": "WebPage",
    "search": "SearchResultsPage",
}  # fmt: skip
"""What a page is, by its kind; all others are collections."""


def linked_data(lookup: Lookup, path: str, kind: str, title: str, crumbs: Iterable[tuple[str, str]]) -> Markup:
    """The data block of a page: its `title` in plain text, `crumbs` as pairs of label and page path. Empty for a page that only leads on."""
    if kind == "moved":
        return Markup("")
    if kind == "home":
        return script_json({"@context": CONTEXT, "@graph": [_website(lookup), dataset(lookup)]})
    page: dict = {"@context": CONTEXT, "@type": TYPES.get(kind, "CollectionPage")}
    if kind in _MAKERS:
        return script_json(page | _MAKERS[kind](lookup, path, path.partition("/")[2].removesuffix(".md"), title))
    steps = [(label, where) for label, where in crumbs if where != links.HOME]
    if steps:
        page["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": number, "name": label, "item": str(links.page_href(path, where))}
            for number, (label, where) in enumerate(steps, start=1)
        ]}  # fmt: skip
    return script_json(page)


def _address(lookup: Lookup, path: str) -> dict:
    address = links.permanent(lookup.site_url, path)
    return {"url": address} if address else {}


def _event(lookup: Lookup, path: str, identifier: str, title: str) -> dict:
    timeline = lookup.timeline
    event = timeline.event[identifier]
    about: dict = {"@type": "Event", "name": title, **_event_dates(event)}
    if event.status != "happened":
        about["eventStatus"] = f"{CONTEXT}/{'EventCancelled' if event.status == 'cancelled' else 'EventScheduled'}"
    if event.places:
        about["location"] = _one_or_all([{"@type": "Place", "name": timeline.places[place].name} for place in event.places])
    day, corrected = cite.last_day(event)
    page = {"datePublished": edtf.iso(event.added.latest)} if event.added else {}
    page |= {"dateModified": edtf.iso(day)} if day and corrected else {}
    cited = [{"@id": str(links.page_href(path, links.source_path(source)))} for source in lookup.sources_of_event(event)]
    return page | {"about": about} | ({"citation": _one_or_all(cited)} if cited else {})


def _event_dates(event: Event) -> dict:
    """First and last day of an event, or the month or year it fell in, as far as they are certain."""
    date = event.date
    if event.several:
        return {}
    start, end = (date.members if date.precision == "interval" else (date, None))
    return {name: words for name, one in (("startDate", start), ("endDate", end)) if one and (words := _certain(one))}


def _certain(date: Date) -> str:
    return "" if date.uncertain or date.approximate else wording.machine_date(date)


def _actor(lookup: Lookup, _: str, identifier: str, title: str) -> dict:
    actor = lookup.timeline.actors[identifier]
    return {"about": {"@type": "Thing", "name": actor.name, **_names(actor.aliases), **_same(actor.wikidata)}}


def _place(lookup: Lookup, _: str, identifier: str, title: str) -> dict:
    place = lookup.timeline.places[identifier]
    return {"about": {"@type": "Place", "name": place.name, **_names([other.name for other in place.names]), **_geo(place), **_same(place.wikidata)}}


def _geo(place: Place) -> dict:
    """Where a place lies; an area as the circle that the page speaks of."""
    if not place.coordinates:
        return {}
    middle = {"@type": "GeoCoordinates", "latitude": place.coordinates[0], "longitude": place.coordinates[1]}
    if not place.radius_km:
        return {"geo": middle}
    return {"geo": {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": round(place.radius_km * 1000)}}


def _source(lookup: Lookup, _: str, identifier: str, title: str) -> dict:
    source = lookup.timeline.sources[identifier]
    published, url = _certain(source.published), links.outbound(source.url)
    work: dict = {"@type": "CreativeWork", "name": title, "publisher": {"@type": "Organization", "name": source.publisher}, "inLanguage": source.language}
    work |= {"datePublished": published} if published else {}
    return {"about": work | ({"url": url} if url else {})}


_MAKERS: dict[str, Callable[[Lookup, str, str, str], dict]] = {
    "event": _event, "actor": _actor, "place": _place, "source": _source, "data": lambda lookup, *_: {"about": dataset(lookup)},
}  # fmt: skip


def _website(lookup: Lookup) -> dict:
    settings = lookup.timeline.settings
    site: dict = {"@type": "WebSite", "name": plain(settings.title), "description": plain(settings.description), "inLanguage": settings.language}
    search = links.permanent(lookup.site_url, links.SEARCH)
    if search:
        target = {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{q}}"}
        site |= _address(lookup, links.HOME) | {"potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=q"}}
    return site


def dataset(lookup: Lookup) -> dict:
    """The records as a whole, with the files they can be had as."""
    settings = lookup.timeline.settings
    data: dict = {"@type": "Dataset", "name": plain(settings.title), "description": plain(settings.description), **_address(lookup, links.DATA)}
    data |= {"license": links.outbound(settings.licence.url)} if settings.licence else {}
    data["creator"] = {"@type": "Organization", "name": plain(settings.title)}
    if lookup.site_url:
        data["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": links.file_address(lookup.site_url, file)} for file, form in DOWNLOADS.items()
        ]
    return data


def _names(names: Iterable[str]) -> dict:
    names = list(dict.fromkeys(names))
    return {"alternateName": _one_or_all(names)} if names else {}


def _same(wikidata: str) -> dict:
    address = links.wikidata(wikidata)
    return {"sameAs": address} if address else {}


def _one_or_all(values: list) -> object:
    return values[0] if len(values) == 1 else values
