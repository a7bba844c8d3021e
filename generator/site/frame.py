"""The theme's frame round generated pages: rendered once for pages that differ in a few values alone, and filled in for each of them.

A frame is rendered with stand-ins for what differs: title, description, addresses, content. Whether the theme treats these as plain
values is tried: the first page of each frame is rendered as MkDocs would, too, and if filling in gives anything else, pages like it
are rendered one by one. What cannot be tried so is a theme that asks what a value is, not only whether there is one
(`tests/site/test_writer.py` compares all pages of the real records).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

import jinja2
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from generator.pages import Draft
from generator.pages.links import directory_url
from generator.site.blocks import anchors
from generator.site.body import body_html


@dataclass
class GeneratedPage:
    """A generated page as the theme and MkDocs' check of links see it."""

    draft: Draft
    site_url: str
    meta: dict | None = None
    content: str = ""
    title: str = ""
    is_homepage = False
    is_link = False

    @property
    def page(self) -> GeneratedPage:
        """Itself: the map of the site asks files for their pages."""
        return self

    @property
    def url(self) -> str:
        return directory_url(self.draft.path)

    @property
    def canonical_url(self) -> str | None:
        return urljoin(self.site_url, self.url) if self.site_url else None

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """Ids on the page, made for this alone: asked for only where a hand-written page leads to one of them."""
        return anchors(body_html(self.draft.make().body, self.draft.path))


PLAIN = ("title", "description", "when", "published", "edit", "report", "mail")
"""Values of front matter that a theme only shows."""

FINISHED = ("linked",)
"""Values of front matter that are finished HTML, as the content is (`generator.pages.linked`)."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Round the number of a stand-in: characters for private use, which no page holds."""

_STAND_IN = re.compile(f"(?:https://)?{_OPEN}([0-9]+){_CLOSE}")


class Frame:
    """The frame of one build's pages."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation):
        self._config, self._nav = config, nav
        self._template = env.get_template("main.html")
        self._sections = [item.url for item in nav if getattr(item, "url", None)]
        self._kept: dict[tuple, list[str] | None] = {}

    def html(self, page: GeneratedPage) -> str:
        """The whole page."""
        key = self._key(page)
        if key not in self._kept:
            frame = _STAND_IN.split(self._rendered(_with_stand_ins(page)))
            html = self._rendered(page)
            self._kept[key] = frame if _filled(frame, page) == html else None
            return html
        frame = self._kept[key]
        return _filled(frame, page) if frame else self._rendered(page)

    def _key(self, page: GeneratedPage) -> tuple:
        """What a frame rests on besides the values that are filled in."""
        others = {name: value for name, value in page.meta.items() if name not in PLAIN + FINISHED and name != "crumbs"}
        crumbs = [":" in href.split("/")[0] for _, href in page.meta.get("crumbs", ())]
        here = [page.url.startswith(section) for section in self._sections]
        return repr(others), tuple(name for name in PLAIN + FINISHED if name in page.meta), tuple(crumbs), page.url.count("/"), tuple(here)

    def _rendered(self, page: GeneratedPage) -> str:
        return self._template.render(get_context(self._nav, [], self._config, page))


@dataclass
class _StandIn(GeneratedPage):
    """A page of stand-ins."""

    canonical_url: str = ""


def _values(page: GeneratedPage) -> Iterator[str]:
    """What differs from page to page, in the order of the stand-ins."""
    yield page.content
    yield page.canonical_url or ""
    yield from (page.meta.get(name, "") for name in PLAIN)
    yield from (Markup(page.meta.get(name, "")) for name in FINISHED)
    for crumb in page.meta.get("crumbs", ()):
        yield from crumb


def _with_stand_ins(page: GeneratedPage) -> _StandIn:
    content, address, *plain = (f"{_OPEN}{number}{_CLOSE}" for number, _ in enumerate(_values(page)))
    meta = dict(page.meta)
    for name, stand_in in zip(PLAIN + FINISHED, plain, strict=False):
        if name in meta:  # an address is shown only if it looks like one
            meta[name] = f"https://{stand_in}" if meta[name].startswith("https://") else stand_in
    crumbs = plain[len(PLAIN + FINISHED) :]
    if "crumbs" in meta:
        meta["crumbs"] = [list(pair) for pair in zip(crumbs[::2], crumbs[1::2], strict=True)]
    return _StandIn(page.draft, page.site_url, meta, content, meta["title"], canonical_url=address if page.canonical_url else "")


def _filled(frame: list[str], page: GeneratedPage) -> str:
    """A frame, parted at its stand-ins, with the values of a page."""
    values = list(_values(page))
    shown = [values[0], *map(escape, values[1:])]
    return "".join(shown[int(part)] if at % 2 else part for at, part in enumerate(frame))
