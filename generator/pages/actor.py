"""The page of an actor: who they are, what they did, what they said, what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.records import Actor
from generator.pages import links, wording
from generator.pages.differences import question_line
from generator.pages.escape import plain
from generator.pages.folding import Part, Section
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import Shown, heading, line_views, period_drafts, period_page
from generator.pages.picture import activity_picture
from generator.pages.render import macros
from generator.pages.sheet import Sheet
from generator.pages.wording import say

FEWEST_DRAWN = 3
"""Events that are worth a picture of when they were."""

HEADINGS = {"events": "section_did", "said": "section_said", "about": "section_about", "differences": "section_differences"}


def actor_page(lookup: Lookup, actor: Actor) -> Page:
    """`/actors/ID/`: who they are and all their lists, or the latest of each and the periods that hold all."""
    timeline = lookup.timeline
    sheet = Sheet(lookup, links.actor_path(actor.id))
    period = lookup.actor_periods.get((actor.id, ()))
    part = period.parts[0] if period else lookup.actor_lists(actor.id)
    counts = dict(period.counts) if period else {section.name: len(section.rows) for section in part}
    lines = line_views(sheet, sheet.path, period.within) if period else ()
    sections = [(shown, counts[section.name]) for shown, section in zip(_shown(sheet, actor, part), _filled(part), strict=True)]
    events = timeline.events_of_actor.get(actor.id, ())
    drawn = len(events) >= FEWEST_DRAWN
    return sheet.page(
        "actor", actor.name, _description(lookup, actor), record=actor.path, styles=["picture"] if drawn else [],
        crumbs=sheet.crumbs((say("crumb_actors"), links.ACTORS)),
        actor=actor, note=sheet.prose(actor.note), wikidata=links.outbound_href(links.wikidata(actor.wikidata)),
        of=[sheet.actor(actor.of)] if actor.of else [],
        members=[sheet.actor(member.id, plain(member.role)) for member in timeline.members.get(actor.id, ())],
        picture=activity_picture(sheet, events) if drawn else "",
        beside=sheet.beside(lookup.beside.get(actor.id, ())), explore=sheet.explore_href(actor=actor.id) if counts.get("events") else "",
        lines=lines, sections=sections, contents=[(say("section_periods"), len(lines)), *((shown.heading, total) for shown, total in sections)],
        listed=sheet.listed(sheet.path),
        counts=[wording.count(counts[name], noun) for name, noun in (("events", "event"), ("said", "statement")) if counts.get(name)],
        figures=any(counts.get(name) for name in ("events", "said", "about")),
    )  # fmt: skip


def actor_periods(lookup: Lookup) -> Iterator[Draft]:
    """`/actors/ID/2025/` and `/actors/ID/2025/12/` of actors with long lists."""
    for (identifier, key), period in lookup.actor_periods.items():
        actor = lookup.timeline.actors[identifier]
        yield from period_drafts(links.actor_path(identifier), period, partial(_period_page, lookup, actor, key))


def _period_page(lookup: Lookup, actor: Actor, key: links.DateKey, number: int) -> Page:
    path = links.actor_path(actor.id)
    return period_page(
        lookup, path, lookup.titles[path], [(say("crumb_actors"), links.ACTORS)], lookup.actor_periods[actor.id, key],
        lambda sheet, part: _shown(sheet, actor, part), number,
    )  # fmt: skip


def _filled(part: Part) -> list[Section]:
    return [section for section in part if section.rows]


def _shown(sheet: Sheet, actor: Actor, part: Part) -> list[Shown]:
    """The lists of a page that hold anything."""
    return [_section(sheet, actor, section) for section in _filled(part)]


def _section(sheet: Sheet, actor: Actor, section: Section) -> Shown:
    title = heading(say(HEADINGS[section.name]), section)
    if section.name == "events":
        return Shown(title, "", "events", tuple(
            sheet.row(event, ", ".join(wording.label(role.role) for role in event.actors if role.actor == actor.id)) for event in section.rows
        ))  # fmt: skip
    if section.name == "differences":
        lines = (macros().question(question_line(sheet, asked, actor.id)) for asked in section.rows)
        return Shown(title, "", "questions", tuple(lines))
    note = say("note_about") if section.name == "about" else ""
    return Shown(title, note, "statements", tuple(sheet.statement(claim) for claim in section.rows))


def _description(lookup: Lookup, actor: Actor) -> str:
    gist = actor_gist(lookup, actor) or wording.label(actor.kind)
    return say("actor_description", name=actor.name, what=gist)


def actor_gist(lookup: Lookup, actor: Actor) -> str:
    """What an actor is in a few words: "passenger ferry, of Eastholm"; empty for one that is only of its kind."""
    parts = [plain(actor.role)] if actor.role else []
    if actor.of and not any(name in actor.role for name in lookup.timeline.actors[actor.of].all_names):
        parts.append(say("actor_of", name=lookup.timeline.actors[actor.of].name))
    return ", ".join(parts)
