"""Records whose every word is an attack: the pages hold the words as text, and no element, attribute or address of theirs."""

from __future__ import annotations

import dataclasses
import re

import pytest

from generator.check.timeline import Passage
from generator.pages import Edition, generate

from .conftest import body_of, read_html, to_html

ATTACK = '</q></title><script>alert(1)</script>" onmouseover="alert(1) [x](javascript:alert(1)) ![x](//evil.example/x.png) {: onclick=alert(1) }\n\n```\n~~~\n<div>\n\n# h1\n--8<-- "/etc/passwd"\n{{ config }} F-15 *em*'
FREE = {
    "Event": ["title", "type"], "Licence": ["name", "url"], "Claim": ["text", "by_words", "hedge"], "Difference": ["question", "resolution"], "Sentence": ["text"],
    "Working": ["why"], "Inference": ["what", "why"], "Correction": ["what", "why"], "Role": ["role"], "Citation": ["origin"],
    "Source": ["document", "publisher", "headline", "byline", "basis", "url", "archive", "language"], "Stretch": ["start", "end", "why"],
    "SetAside": ["why"], "Reliability": ["why"], "Actor": ["name", "kind", "role", "note", "wikidata"], "PlaceName": ["name"],
    "Place": ["name", "kind", "note", "wikidata", "zone"], "Settings": ["title", "description", "contact", "repository"], "Passage": ["text"],
}  # fmt: skip
"""Fields of free text, by class. Ids, dates and words of closed vocabularies cannot hold an attack: checking refuses them."""

ELEMENTS = set(
    "a abbr aside b blockquote button caption cite code dd details div dl dt em fieldset figcaption figure form h1 h2 h3 input label legend li mark nav noscript "
    "circle ellipse g img line lineargradient mask path pattern rect stop svg symbol text title tspan use ol p q section small span strong summary table tbody td th thead time tr ul".split()
)
ATTRIBUTES = set(
    "action aria-controls aria-current aria-expanded aria-label aria-labelledby autocomplete checked class colspan data-base data-drawn data-field data-head data-level data-said "
    "data-site data-take data-view data-words datetime download hidden href id lang max method min name novalidate rel role rowspan scope tabindex title type "
    "aria-hidden data-picture dx fill font-size mask maskcontentunits offset patternunits preserveaspectratio stop-color stop-opacity stroke stroke-dasharray stroke-width x1 x2 y1 y2 "
    "value alt cx cy d height loading r rx ry src text-anchor transform viewbox width x y".split()
)


def poisoned(value):
    """The value with every free text in it replaced."""
    if isinstance(value, tuple):
        return tuple(poisoned(item) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item) for key, item in value.items()}
    if not dataclasses.is_dataclass(value) or type(value).__name__ in ("Date", "Quote", "ClaimRef", "SourceText", "Mapping"):
        return value
    free = FREE.get(type(value).__name__, [])
    changes = {
        field.name: ATTACK if field.name in free else poisoned(getattr(value, field.name))
        for field in dataclasses.fields(value) if field.name != "node"
    }  # fmt: skip
    return dataclasses.replace(value, **changes)


@pytest.fixture(scope="module")
def hostile_pages(timeline):
    places = {key: dataclasses.replace(place, wikidata="Q1") for key, place in timeline.places.items()}
    attacked = poisoned(dataclasses.replace(timeline, places=places))
    assert any(isinstance(passage, Passage) and passage.text == ATTACK for passage in attacked.passages.values())
    edition = Edition(ATTACK, ATTACK, {ATTACK: 1})
    return {page.path: page for page in generate(attacked, edition)}


def test_only_our_own_elements_and_attributes_stand_in_a_page(hostile_pages):
    for path, page in hostile_pages.items():
        read = read_html(to_html(body_of(page.text)))
        assert read.tags <= ELEMENTS, path
        assert {name for _, attributes in read.elements for name in attributes} <= ATTRIBUTES, path
        assert read.unbalanced == [], path
        assert [tag for tag, _ in read.elements].count("h1") == 1, path


def test_no_address_runs_anything(hostile_pages):
    for path, page in hostile_pages.items():
        for href in read_html(to_html(body_of(page.text))).attributes("a", "href"):
            assert re.fullmatch(r"(?!$)[#./a-z0-9-]*(\.md)?(\?[a-z]+=[A-Za-z0-9%._~-]+)?|https://www\.(wikidata|openstreetmap)\.org/\S+", href), (path, href)


def test_front_matter_stays_one_line_a_value(hostile_pages):
    for path, page in hostile_pages.items():
        head = page.text.split("\n---\n")[0].split("\n")
        assert head[0] == "---" and all(re.match(r"[a-z]+: [\"\[]", line) for line in head[1:]), path


def test_the_words_are_shown(hostile_pages):
    page = hostile_pages["events/2031-03-12-merganser-touches-patrol-boat.md"]
    text = read_html(to_html(body_of(page.text))).text
    assert "</title><script>alert(1)</script>" in text and "![x](//evil.example/x.png)" in text and "{{ config }}" in text
