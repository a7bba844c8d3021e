"""Citations: the forms of the guides, and files that programs read back."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.edtf import parse
from generator.model.records import Correction
from generator.pages import Edition, Lookup, drafts
from generator.pages.cite import KINDS, Cited, apa, bibtex, chicago, csl, every, last_day, of_event, told
from generator.pages.escape import latex

from .conftest import body_of, read_html

SITE = "https://example.org/t/"
PAGE = Cited("events-a", "Ferries held", "Strait of Sandrey", (2031, 3, 9), False, f"{SITE}events/a/", False)
UNDATED = PAGE._replace(day=None)


def test_apa():
    assert apa(PAGE) == f"Strait of Sandrey. (2031, March 9). <cite>Ferries held</cite>. {SITE}events/a/"
    assert apa(UNDATED) == f"Strait of Sandrey. (n.d.). <cite>Ferries held</cite>. {SITE}events/a/"
    assert apa(PAGE._replace(title="Who held them?")).startswith("Strait of Sandrey. (2031, March 9). <cite>Who held them?</cite> https")
    assert apa(UNDATED._replace(title="The whole", whole=True, address=SITE)) == f"<cite>The whole</cite>. (n.d.). {SITE}"
    assert apa(PAGE._replace(title="<b>&", address="")) == "Strait of Sandrey. (2031, March 9). <cite>&lt;b&gt;&amp;</cite>."


def test_chicago():
    assert chicago(PAGE) == f"Strait of Sandrey. “Ferries held.” March 9, 2031. {SITE}events/a/."
    assert chicago(PAGE._replace(corrected=True)) == f"Strait of Sandrey. “Ferries held.” Last modified March 9, 2031. {SITE}events/a/."
    assert chicago(UNDATED._replace(address="")) == "Strait of Sandrey. “Ferries held.” n.d."
    assert "“Who held them?”" in chicago(PAGE._replace(title="Who held them?"))
    assert "“Council speaks of a ‘close call.’”" in chicago(PAGE._replace(title="Council speaks of a “close call”"))
    assert "“‘Close call’ is said.”" in chicago(PAGE._replace(title='"Close call" is said'))


def test_bibtex():
    assert bibtex(PAGE._replace(title="50 % of {A} & B_c ~ Zürich 木")) == (
        "@online{events-a,\n  author = {{Strait of Sandrey}},\n"
        r"  title = {{50 \% of \{A\} \& B\_c \textasciitilde{} Zürich 木}}," "\n"
        f"  date = {{2031-03-09}},\n  url = {{{SITE}events/a/}},\n}}"
    )  # fmt: skip
    assert "date" not in bibtex(UNDATED) and "author" not in bibtex(UNDATED._replace(whole=True))


def unescaped(text: str) -> str:
    """What LaTeX prints for escaped text."""
    signs = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\(text[a-z]+)\{\}|\\(.)", lambda found: signs[found[1]] if found[1] else found[2], text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40))
def test_latex_prints_the_text_and_its_braces_close(text):
    escaped = latex(text)
    assert unescaped(escaped) == text
    bare = re.sub(r"\\[{}]", "", escaped)
    assert bare.count("{") == bare.count("}") and not re.search(r"(?<!\\)[$&%#_~^]", escaped)


@given(st.text(max_size=60), st.text(max_size=30))
def test_every_form_holds_any_title(title, site):
    one = PAGE._replace(title=title, site=site)
    assert set(read_html(apa(one)).tags) <= {"cite"}
    assert json.loads(json.dumps(csl(one))) == csl(one)
    entry = bibtex(one)
    assert entry.count("\n") == 5 and entry.startswith("@online{events-a,\n") and entry.endswith("\n}")
    assert chicago(one).count("“") >= 1


def test_csl_json_has_the_fields_of_its_schema():
    assert csl(PAGE) == {
        "id": "events-a", "type": "webpage", "title": "Ferries held", "author": [{"literal": "Strait of Sandrey"}],
        "issued": {"date-parts": [[2031, 3, 9]]}, "URL": f"{SITE}events/a/",
    }  # fmt: skip
    assert csl(UNDATED._replace(address="", whole=True)) == {"id": "events-a", "type": "webpage", "title": "Ferries held"}


@pytest.mark.parametrize(("added", "corrections", "expected"), [
    (None, [], (None, False)),
    ("2031-04-01", [], ((2031, 4, 1), False)),
    ("2031-04-01", ["2031-05-02", "2031-04-20"], ((2031, 5, 2), True)),
    (None, ["2031-04"], ((2031, 4, 30), True)),
    ("2031-04-01", ["2031-03-01", "[2031-04-02..]"], ((2031, 4, 1), False)),
])
def test_the_day_of_a_page_is_its_records_latest(timeline, added, corrections, expected):
    event = dataclasses.replace(
        timeline.events[0], added=parse(added) if added else None, corrections=tuple(Correction(parse(day), "a", "b") for day in corrections)
    )
    assert last_day(event) == expected
    assert all(number == 0 or event.corrections[number - 1] for number, _ in told(event))


def test_every_page_worth_citing_says_how(pages):
    for path, page in pages.items():
        read = read_html(body_of(page.text))
        assert read.attributes("details", "class").count("cite-page") == (page.kind in KINDS), path


def test_citations_in_the_files_are_those_of_the_pages(timeline):
    lookup = Lookup(timeline, site_url=SITE)
    found = [*every(lookup), *(of_event(lookup, event) for event in timeline.events)]
    assert len({one.key for one in found}) == len(found) and all(one.address.startswith(SITE) for one in found)
    shown = {draft.path: draft.make().body for draft in drafts(lookup, Edition()) if draft.kind in KINDS}
    assert len(shown) == len(found)
    for one in found:
        path = next(path for path in shown if path.removesuffix(".md").removesuffix("/index").replace("/", "-") == one.key)
        assert str(apa(one)) in shown[path], path


def test_without_an_address_a_page_says_what_it_can(pages):
    text = read_html(body_of(pages["events/2031-04-09-pier-vote.md"].text).split('<details class="cite-page"')[1]).text
    assert "APA" in text and "http" not in text and "Address" not in text
