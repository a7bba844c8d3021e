"""The edition page, which alone tells what the whole site counts and which commit it was made from; and the search page."""

from __future__ import annotations

from generator.model import edtf
from generator.pages import links, wording
from generator.pages.escape import plain
from generator.pages.lookup import Lookup
from generator.pages.page import Edition, Page
from generator.pages.sheet import Sheet
from generator.pages.wording import say


def edition_page(lookup: Lookup, edition: Edition) -> Page:
    """`/edition/`."""
    sheet = Sheet(lookup, links.EDITION)
    settings = lookup.timeline.settings
    return sheet.page(
        "edition", say("title_edition"), say("edition_description", title=plain(settings.title)), crumbs=sheet.crumbs(),
        counts=[(wording.sentence_case(wording.label(name)), f"{number:,}") for name, number in edition.counts.items()],
        gates=[(wording.sentence_case(say(f"gate_{name}")), say("gate_of", held=f"{held:,}", total=f"{total:,}")) for name, held, total in edition.gates],
        commit=edition.commit, changed=edition.changed, commit_href=links.outbound_href(links.commit_link(settings.repository, edition.commit)), date=_day(edition.date),
        data_href=sheet.href(links.DATA),
    )  # fmt: skip


def search_page(lookup: Lookup) -> Page:
    """`/search/`, whose body the theme fills."""
    sheet = Sheet(lookup, links.SEARCH)
    description = say("search_description", title=plain(lookup.timeline.settings.title))
    return sheet.page("search", say("title_search"), description, crumbs=sheet.crumbs(), scripts=["search"], styles=["search"])


def _day(date: str) -> str:
    """A commit's date (ISO 8601, with or without a time) in words."""
    try:
        return edtf.words(edtf.parse(date[:10]))
    except edtf.DateError:
        return date
