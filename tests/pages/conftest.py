"""What the tests of pages share: the example's timeline, its pages, and pages as a browser would read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import markdown
import pytest

from generator.check import check_project
from generator.check.coverage import coverage
from generator.pages import Edition, Lookup, generate

from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "example"
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr"}


@dataclass
class Read(HTMLParser):
    """HTML as read: `text`, elements as (tag, attributes), `ids`, and tags that were not closed in order (`unbalanced`)."""

    text: str = ""
    elements: list[tuple[str, dict]] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def __post_init__(self):
        HTMLParser.__init__(self, convert_charrefs=True)
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        self.text += data

    def finish(self):
        self.close()
        self.unbalanced += self._open
        return self

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    def attributes(self, tag: str, name: str) -> list[str]:
        return [attrs[name] for found, attrs in self.elements if found == tag and name in attrs]


def read_html(html: str) -> Read:
    reader = Read()
    reader.feed(str(html))
    return reader.finish()


def to_html(text: str) -> str:
    """Markdown as MkDocs converts it here."""
    return markdown.markdown(text, extensions=["toc", "tables", "fenced_code", "attr_list"])


def body_of(page_text: str) -> str:
    """A page without its front matter."""
    return page_text.split("\n---\n", 1)[1]


@pytest.fixture(scope="session")
def checked():
    return check_project(EXAMPLE)


@pytest.fixture(scope="session")
def timeline(checked):
    return checked.timeline


@pytest.fixture(scope="session")
def lookup(timeline):
    return Lookup(timeline)


@pytest.fixture(scope="session")
def pages(checked, timeline):
    """The example's pages by path."""
    edition = Edition(
        "0123456789abcdef0123456789abcdef01234567", "2031-04-10", counts={"events": 6, "claims": 11}, gates=(("claims", 11, 11), ("dates", 8, 8))
    )
    made = generate(timeline, edition, "<p>A hand-written <em>introduction</em>.</p>\n", coverage(checked.reading))
    return {page.path: page for page in made}
