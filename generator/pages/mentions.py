"""Names in prose become links: where the actors and places of a timeline are mentioned in a text.

Receives every name of every actor and place once (`Mentions`, built once a timeline) and plain text; returns stretches of
it. `Linker` keeps the rules of one page: each page linked once, never to itself, nothing inside a quotation.

How a name is found is the business of `model.names`; here a name of two records links to neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.model.names import Names, outlet_names
from generator.model.text import quotations
from generator.pages.escape import Link, plain
from generator.pages.links import actor_path, markdown_href, page_href, place_path
from generator.trace import note


class Mention(NamedTuple):
    """A name found in a text, from `start` to `end`. `path` is the page it means, empty where two records share the name."""

    start: int
    end: int
    path: str


class Mentions:
    """Finds names in texts; built once a timeline."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        """`names`: (name, path of the page it means)."""
        self._names = Names((plain(name), path) for name, path in names)
        self._found = lru_cache(maxsize=65536)(self._find)  # a claim's text is looked through for its page and for those it names

    @classmethod
    def of(cls, actors, places, sources=()) -> Mentions:
        """Every name of these actors and places (records). Outlets of `sources` are names too, that lead nowhere: no place
        inside the name of a newspaper is a mention of the place."""
        named = [(name, actor_path(actor.id)) for actor in actors for name in actor.all_names]
        named += [(name, place_path(place.id)) for place in places for name in place.all_names]
        taken = {name for name, _ in named}
        return cls(named + [(name, "") for name in outlet_names(sources, taken)])

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a plain text, in order, none inside another."""
        note("names")
        return self._found(text)

    def _find(self, text: str) -> tuple[Mention, ...]:
        return tuple(Mention(found.start, found.end, found.keys[0] if len(found.keys) == 1 else "") for found in self._names.find(text))


class Linker:
    """The links of one page's prose, in the order its texts are given."""

    def __init__(self, mentions: Mentions, here: str):
        self._mentions = mentions
        self._here = here
        self._linked = {here}

    def markdown(self, text: str) -> list[Link]:
        """Links for a plain text that becomes Markdown, to the pages' Markdown files."""
        return [Link(found.start, found.end, markdown_href(self._here, found.path)) for found in self._new(text)]

    def html(self, text: str) -> list[Link]:
        """Links for a plain text that becomes HTML, to the pages' addresses."""
        return [Link(found.start, found.end, page_href(self._here, found.path)) for found in self._new(text)]

    def _new(self, text: str) -> Iterator[Mention]:
        new = [found for found in self._mentions.find(text) if found.path and found.path not in self._linked]
        quoted = quotations(text) if new else []
        for found in new:
            inside = any(start < found.end and found.start < end for start, end in quoted)
            if found.path not in self._linked and not inside:
                self._linked.add(found.path)
                yield found

