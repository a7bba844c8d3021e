"""Hand-written pages of `content/`: a person's Markdown, cut down to what cannot run in a reader's browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import markdown
import nh3
from mkdocs.utils.meta import get_data

from generator.pages.links import directory_url

ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {heading: {"id"} for heading in ("h1", "h2", "h3", "h4", "h5", "h6")}
SCHEMES = {"http", "https", "mailto"}


def clean(html: str, attribute_filter: Callable[[str, str, str], str] | None = None) -> str:
    """HTML without scripts, handlers, styles, frames and addresses that run. `attribute_filter` may change what is left: it
    gets element, attribute and value and returns the value."""
    return nh3.clean(html, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, attribute_filter=attribute_filter)


def home_intro(text: str) -> str:
    """The body of `content/index.md` as clean HTML for the home page: without front matter and title, links to pages as addresses."""
    body, _ = get_data(text)
    html = markdown.markdown(re.sub(r"\A\s*# .*\n?", "", body), extensions=["tables"])
    return clean(html, _served)


def _served(_: str, attribute: str, value: str) -> str:
    """A link to a Markdown file beside the home page as the address it is served at."""
    path, hash_, fragment = value.partition("#")
    inside = attribute == "href" and path.endswith(".md") and ":" not in path
    return (directory_url(path) or "./") + hash_ + fragment if inside else value
