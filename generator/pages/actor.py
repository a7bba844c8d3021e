"""The page of an actor: who they are, what they did, what they said, what is said about them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.records import Actor
from generator.pages import links, wording
from generator.pages.differences import DifferenceView, difference_view
from generator.pages.escape import plain
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Page
from generator.pages.sheet import Sheet, latest, statement_order
from generator.pages.wording import say

MOST_TABLES = 10
"""Differences with their full tables on the page of one actor: each weighs 3 to 5 kB, and a page should stay below 150."""


def actor_page(lookup: Lookup, actor: Actor) -> Page:
    """`/actors/ID/`."""
    timeline = lookup.timeline
    sheet = Sheet(lookup, links.actor_path(actor.id))
    events, events_out = latest(timeline.events_of_actor.get(actor.id, ()))
    said, said_out = latest(statement_order(timeline, timeline.claims_by_actor.get(actor.id, ())))
    about, about_out = latest(statement_order(timeline, lookup.claims_about.get(actor.id, ())))
    differences, differences_out = latest(lookup.differences_of_actor.get(actor.id, ()))
    return sheet.page(
        "actor", actor.name, _description(lookup, actor), record=actor.path,
        crumbs=sheet.crumbs((say("crumb_actors"), links.ACTORS)),
        actor=actor, note=sheet.prose(actor.note), wikidata=links.outbound_href(links.wikidata(actor.wikidata)),
        of=[sheet.actor(actor.of)] if actor.of else [],
        members=[sheet.actor(member.id, plain(member.role)) for member in timeline.members.get(actor.id, ())],
        rows=[
            sheet.row(event, ", ".join(wording.label(role.role) for role in event.actors if role.actor == actor.id))
            for event in events
        ],
        said=[sheet.statement(claim) for claim in said], about=[sheet.statement(claim) for claim in about],
        differences=_differences(sheet, actor, differences),
        left_out={"events": events_out, "said": said_out, "about": about_out, "differences": differences_out},
    )  # fmt: skip


def _differences(sheet: Sheet, actor: Actor, differences: Sequence[Asked]) -> list[DifferenceView]:
    """Differences in short, as many as a page can carry with their tables: first those the actor is a party to (these by party
    too), then the latest."""
    parties = [_is_party(sheet, actor, asked) for asked in differences]
    first = sorted(range(len(differences)), key=lambda index: (not parties[index], -index))
    with_tables = set(first[:MOST_TABLES])
    return [
        difference_view(sheet, asked, tables=index in with_tables, parties=parties[index]) for index, asked in enumerate(differences)
    ]


def _is_party(sheet: Sheet, actor: Actor, asked: Asked) -> bool:
    return any(actor.id in sheet.timeline.claim[ref].by for ref in asked.difference.claims)


def _description(lookup: Lookup, actor: Actor) -> str:
    gist = actor_gist(lookup, actor) or wording.label(actor.kind)
    return say("actor_description", name=actor.name, what=gist)


def actor_gist(lookup: Lookup, actor: Actor) -> str:
    """What an actor is in a few words: "passenger ferry, of Eastholm"; empty for one that is only of its kind."""
    parts = [plain(actor.role)] if actor.role else []
    if actor.of and not any(name in actor.role for name in lookup.timeline.actors[actor.of].all_names):
        parts.append(say("actor_of", name=lookup.timeline.actors[actor.of].name))
    return ", ".join(parts)
