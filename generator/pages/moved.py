"""The page that a renamed record leaves at its old address: it leads on, at once in a browser, by a link everywhere else."""

from __future__ import annotations

from markupsafe import Markup

from generator.pages import links
from generator.pages.escape import plain
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import Sheet
from generator.pages.wording import say


def moved_page(lookup: Lookup, old: str, new: str, title: str) -> Page:
    """`old` and `new` are paths of Markdown files; `title` is the record's."""
    sheet = Sheet(lookup, old)
    name = plain(title)
    return sheet.page(
        "moved", say("title_moved", title=name), say("moved_description", title=name), crumbs=sheet.crumbs(), moved=new, name=title,
        new=Markup(links.markdown_href(old, new)),
    )  # fmt: skip
