"""The only place that makes an address: where a page's Markdown file lies, where it is served, how one page links to another.

Receives ids and page paths (`events/ID.md`, relative to the docs tree); returns paths, relative hrefs and the few absolute
addresses (edit, issue, mail, outbound). Pages are served under directory URLs: `events/ID.md` at `/events/ID/`. Nothing
here looks at records' other fields, and whether a page exists is for its caller to know.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from generator.pages.escape import markup
from generator.pages.textfragment import Directive

HOME = "index.md"
EVENTS = "events/index.md"
ACTORS = "actors/index.md"
PLACES = "places/index.md"
SOURCES = "sources/index.md"
DATES = "dates/index.md"
AS_OF = "as-of/index.md"
DIFFERENCES = "differences.md"
EDITION = "edition.md"
COVERAGE = "coverage.md"
SEARCH = "search.md"
EXPLORE = "explore.md"
DATA = "data.md"
FEED, FEED_JSON = "feed.xml", "feed.json"

_TAG = re.compile(r"<[^>]*>")
_RESERVED = re.compile(r"[^A-Za-z0-9_.~-]+")

UP = "\0"
"""Stands in kept HTML for the way up to the root, which differs from page to page; no text holds it."""

DateKey = tuple[int, ...]
"""A date page: `(2025,)`, `(2025, 12)` or `(2025, 12, 6)`."""


def event_path(identifier: str) -> str:
    return f"events/{identifier}.md"


def actor_path(identifier: str) -> str:
    return f"actors/{identifier}.md"


def place_path(identifier: str) -> str:
    return f"places/{identifier}.md"


def source_path(identifier: str) -> str:
    return f"sources/{identifier}.md"


def date_path(key: DateKey) -> str:
    """`dates/2025/index.md`, `dates/2025/12/index.md`, `dates/2025/12/06.md`."""
    year, *rest = key
    parts = [f"{year:04}", *(f"{part:02}" for part in rest)]
    return f"dates/{'/'.join(parts)}.md" if len(parts) == 3 else f"dates/{'/'.join(parts)}/index.md"


def as_of_path(day: tuple[int, int, int]) -> str:
    """`as-of/2025-12-06.md`."""
    return "as-of/%04d-%02d-%02d.md" % day


def period_path(path: str, key: DateKey) -> str:
    """Part of a long page by period, below the page itself, whose key is empty: `actors/ID/2025/index.md`, `actors/ID/2025/12/index.md`;
    a 0 stands for what is not known to the year or month: `actors/ID/2025/undated/index.md`."""
    steps = [f"{part:0{width}}" if part else "undated" for part, width in zip(key, (4, 2), strict=False)]
    return f"{path.removesuffix('.md')}/{'/'.join(steps)}/index.md" if steps else path


def part_path(path: str, number: int) -> str:
    """A part of a long page by its number; the first is the page itself: `sources/page/2.md`, `dates/2025/12/06/page/2.md`. No id and
    no date is two steps of these kinds, so that nothing else has such an address."""
    return path if number == 1 else f"{path.removesuffix('.md').removesuffix('/index')}/page/{number}.md"


@lru_cache(maxsize=4096)
def directory_url(path: str) -> str:
    """Where a page is served, from the site's root and without a leading slash; the home page is the empty string."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


@lru_cache(maxsize=64)
def up(path: str) -> str:
    """The way from a page's address up to the site's root: `../../` from `/events/ID/`."""
    return "../" * directory_url(path).count("/")


def page_href(here: str, there: str, fragment: str = "") -> Markup:
    """The relative directory URL from one page to another, for HTML; only the fragment within one page."""
    return Markup(f"#{fragment}") if fragment and here == there else href_from(up(here), there, fragment)


def href_from(up: str, there: str, fragment: str = "") -> Markup:
    """The same for another page, given the way up to the root."""
    return markup(f"{up}{directory_url(there)}#{fragment}" if fragment else up + directory_url(there) or "./")


def permanent(site_url: str, path: str, fragment: str = "") -> str:
    """The whole address of a page, for what is read away from the site; empty where nobody knows where it will stand."""
    return file_address(site_url, directory_url(path) + (f"#{fragment}" if fragment else ""))


def file_address(site_url: str, file: str) -> str:
    """The whole address of a file of the site, by its path from the root; empty where nobody knows where the site will stand."""
    root = outbound(site_url)
    return f"{root.rstrip('/')}/{file}" if root else ""


def file_href(here: str, file: str) -> Markup:
    """The relative address of a file of the site, by its path from the root."""
    return markup(up(here) + file)


def selection_href(up: str, **chosen: str) -> Markup:
    """The page to explore with a selection in its address: `explore/?actor=ID`, from a page that lies `up` from the root. `chosen`: a
    value of a field each (actor, place, type, source, stance, differs, status, from, to, view)."""
    return markup(f"{up}{directory_url(EXPLORE)}?{'&amp;'.join(f'{field}={_part(value)}' for field, value in chosen.items())}")


def anchor_href(anchor: str) -> Markup:
    """The way to a name on the same page."""
    return escape(f"#{anchor}")


@lru_cache(maxsize=1024)  # the same few headings stand on most pages
def heading_anchor(html: str) -> str:
    """The name that a heading of a Markdown page gets, unless one above it has it already."""
    return slugify(unescape(_TAG.sub("", html)), "-")


def straightened(text: str, here: str) -> str:
    """A page's HTML with each link that goes up to the root and down again through a folder the page stands in made the shortest way:
    `../` for `../../events/` on an event's page."""
    steps = directory_url(here).split("/")[:-1]
    for depth in range(len(steps) - 1, 0, -1):
        folder = "/".join(steps[:depth])
        text = text.replace(f'href="{up(here)}{folder}/', f'href="{"../" * (len(steps) - depth)}')
    return text


def markdown_href(here: str, there: str) -> str:
    """The relative path from one Markdown file to another, which MkDocs checks and any builder resolves."""
    return "../" * here.count("/") + there


@lru_cache(maxsize=4096)
def claim_anchor(claim: str) -> Markup:
    """The name of a claim on its own event's page: permanent."""
    return escape(f"claim-{claim}")


def borrowed_anchor(event: str, claim: str) -> Markup:
    """The name of another event's claim where a summary cites it. Ids never hold two hyphens in a row, so it is unique."""
    return escape(f"from-{event}--{claim}")


def difference_anchor(number: int) -> Markup:
    """The name of an event's difference on its page, counted from 1."""
    return escape(f"difference-{number}")


def edit_link(repository: str, path: str) -> str:
    """Where a record is edited on its code host; empty without a repository. `path` is from the project's root."""
    root = outbound(repository).rstrip("/")
    return f"{root}/edit/main/{quote(path)}" if root else ""


def issue_link(repository: str, title: str, body: str) -> str:
    """A new issue on the code host, filled in; empty without a repository."""
    root = outbound(repository).rstrip("/")
    return f"{root}/issues/new?title={_part(title)}&body={_part(body)}" if root else ""


def mail_link(contact: str, subject: str) -> str:
    """A mail to the address for corrections, its subject filled in; empty without a usable address."""
    if not re.fullmatch(r"[^\s@<>?&#\"'(),:;\\\[\]]+@[^\s@<>?&#\"'(),:;\\\[\]]+", contact):
        return ""
    return f"mailto:{quote(contact, safe='@+')}?subject={_part(subject)}"


def commit_link(repository: str, commit: str) -> str:
    """A commit on its code host; empty without a repository or a commit."""
    root = outbound(repository).rstrip("/")
    return f"{root}/commit/{commit}" if root and re.fullmatch("[0-9a-f]{7,64}", commit) else ""


def outbound(url: str) -> str:
    """An address outside the site as a record gives it, or nothing where it is not plainly http or https."""
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\]+", url) else ""


def outbound_href(url: str) -> Markup:
    """The same for an HTML attribute: every link that leaves the site passes here."""
    return escape(outbound(url))


def at_words(url: str, words: Directive) -> Markup:
    """The same, opening at words of the page (a URL text fragment); a fragment that the address has stays."""
    address, _, _ = outbound(url).partition(":~:")
    if not address or not words.start:
        return outbound_href(url)
    parts = [f"{_words(words.prefix)}-"] if words.prefix else []
    parts += [_words(part) for part in (words.start, words.end) if part]
    parts += [f"-{_words(words.suffix)}"] if words.suffix else []
    return escape(f"{address}{'' if '#' in address else '#'}:~:text={','.join(parts)}")


def _words(words: str) -> str:
    """Words within a text fragment, where hyphens, commas and ampersands part its parts."""
    return _part(words).replace("-", "%2D")


def _part(text: str) -> str:
    """A text as part of an address: like `urllib.parse.quote`, which takes far longer over characters that stay."""
    return _RESERVED.sub(lambda found: _percent(found[0]), text)


@lru_cache(maxsize=1024)
def _percent(characters: str) -> str:
    return quote(characters, safe="", errors="replace")


def wikidata(item: str) -> str:
    """An item or property on Wikidata; empty for anything else."""
    return f"https://www.wikidata.org/wiki/{item}" if re.fullmatch("[QP][0-9]+", item) else ""


def map_link(latitude: float, longitude: float, radius_km: float | None) -> str:
    """The spot on OpenStreetMap, zoomed out far enough to show its radius."""
    zoom = 12 if not radius_km else next((z for z, km in ((11, 10), (9, 40), (7, 160), (5, 640)) if radius_km <= km), 3)
    return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map={zoom}/{latitude:.5f}/{longitude:.5f}"
