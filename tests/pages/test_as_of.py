"""What was known when: which day a report counts on, what a day's page holds, and how differences stood at its end."""

from __future__ import annotations

import dataclasses
import json

import pytest

from generator.check import check_project
from generator.model.edtf import parse
from generator.model.records import ClaimRef
from generator.pages import Edition, generate
from generator.pages.as_of import as_of_drafts, as_of_index, as_of_page
from generator.pages.known import WIDEST, day_counted
from generator.pages.lookup import Lookup
from tests.conftest import DOCUMENT, EVENT, sha256

from .conftest import body_of, read_html, to_html

SHIPS = {"text": "Two ships left in time.", "quote": "Two ships left in time."}
CHOICE = {"text": "There was no choice.", "quote": '"We had no choice," Brook said.'}
HELD = {"text": "No ship was held.", "quote": "The port denied that any ship was held."}


def claim(name: str, content: dict, *sources: str, said: str = "", **more) -> dict:
    """A claim that sources carry, as a record has it; `said` with a working."""
    dating = {"source": "paper", "words": "on Thursday", "rule": "judged", "gives": said, "why": "test"}
    return {
        "id": name, "text": content["text"], "stance": "says", **({"said": said, "said_dating": [dating]} if said else {}), **more,
        "cites": [{"source": source, "quote": content["quote"]} for source in sources],
    }  # fmt: skip


@pytest.fixture
def made(project):
    """Makes the pages, by path, of a timeline with one event: `made({source: published}, claims, differences)`. The source `paper`
    is there already, published on 2030-05-03; all carry the same document."""

    def make(sources: dict[str, str], claims: list[dict], differences: list[dict] = (), **event) -> dict[str, str]:
        for name, published in sources.items():
            project.write(f"content/sources/{name}.yml", json.dumps({
                "document": "paper.txt", "sha256": sha256(DOCUMENT), "publisher": f"The {name.title()}", "published": published,
                "language": "en", "basis": "test",
            }))  # fmt: skip
        project.write(EVENT, json.dumps({
            "title": "The harbour is closed", "date": "2030-05-02", "type": "measure", "places": ["low-bay"],
            "dating": [{"source": "paper", "words": "on Thursday", "rule": "weekday-before", "gives": "2030-05-02"}],
            "actors": [{"actor": "port", "role": "host"}, {"actor": "ada-brook", "role": "speaker"}],
            "summary": f"The harbour was closed.[^{claims[0]['id']}]", "claims": claims, "differences": list(differences), **event,
        }))  # fmt: skip
        checked = check_project(project.root)
        assert checked.timeline, [f"{problem.code}: {problem.message}" for problem in checked.problems]
        return {page.path: page.text for page in generate(checked.timeline, Edition())}

    return make


def days(pages: dict[str, str]) -> list[str]:
    return [path[6:16] for path in pages if path.startswith("as-of/2")]


def sections(page: str) -> dict[str, str]:
    """The text of each section of a page, by its heading; its head under the empty name."""
    parts = f"\n## \n{body_of(page)}".split("\n## ")[1:]
    return {name.strip(): " ".join(read_html(to_html(text)).text.split()) for name, _, text in (part.partition("\n") for part in parts)}


# --- When a report counts ---


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2030-05-03", (2030, 5, 3)), ("[2030-05-03..2030-05-04]", (2030, 5, 4)), ("[2030-05-03,2030-05-09]", (2030, 5, 9)),
        ("2030-05", (2030, 5, 31)), ("[2030-05-01..2030-05-31]", (2030, 5, 31)), ("[2030-05-01..2030-06-01]", None), ("2030", None),
        ("2030-05-03?", None), ("2030-05-03~", None), ("[..2030-05-03]", None), ("[2030-05-03..]", None), ("2030-05-03/..", None),
        ("-0043-03-15", None), ("Y-17000", None), ("0000-05-03", None), ("9999-12-31", (9999, 12, 31)), ("2030-21", None), ("203X", None),
    ],
)  # fmt: skip
def test_the_day_a_source_counts_on(published, day):
    assert WIDEST == 31 and day_counted(parse(published)) == day


def test_a_claim_is_new_once_and_then_repeated(made):
    claims = [claim("ships", SHIPS, "cape", "paper", "bay"), claim("choice", CHOICE, "bay", by="ada-brook")]
    pages = made({"bay": "2030-05-04", "cape": "2030-05-06"}, claims)
    assert days(pages) == ["2030-05-03", "2030-05-04", "2030-05-06"]
    first, second, third = (sections(pages[f"as-of/{day}.md"]) for day in days(pages))
    assert "Two ships left in time." in first["Newly reported"] and "reported by The Paper" in first["Newly reported"]
    assert "Cape" not in first["Newly reported"] and "Bay" not in first["Newly reported"] and "choice" not in first["Newly reported"]
    assert "There was no choice." in second["Newly reported"] and "ships" not in second["Newly reported"]
    assert "reported 3 May 2030" in second["Reported again"] and "reported by The Bay" in second["Reported again"]
    assert "Newly reported" not in third and "Two ships left in time." in third["Reported again"]
    assert "1 source published 1 claim newly reported 1 claim reported again" in second[""]


def test_an_event_a_statement_and_a_report_keep_their_own_dates(made):
    pages = made({}, [claim("choice", CHOICE, "paper", by="ada-brook", said="[2030-05-01..2030-05-02]")])
    new = sections(pages["as-of/2030-05-03.md"])["Newly reported"]
    assert "Event: 2 May 2030" in new and "said 1 or 2 May 2030" in new and "reported by The Paper" in new


def test_a_source_of_a_few_days_counts_on_the_last(made):
    pages = made({"bay": "[2030-05-04..2030-05-06]"}, [claim("ships", SHIPS, "bay"), claim("choice", CHOICE, "paper")])
    assert days(pages) == ["2030-05-03", "2030-05-06"]
    last = sections(pages["as-of/2030-05-06.md"])
    assert "published one day between 4 and 6 May 2030; counted on the last possible day" in last["Published"]
    assert "reported by The Bay (between 4 and 6 May 2030)" in last["Newly reported"]


def test_a_source_of_unknown_date_counts_on_no_day(made):
    pages = made({"bay": "[2030-01-01..2030-12-31]"}, [claim("ships", SHIPS, "bay"), claim("choice", CHOICE, "paper", "bay")])
    assert days(pages) == ["2030-05-03"] and "ships" not in sections(pages["as-of/2030-05-03.md"])["Newly reported"]
    index = sections(pages["as-of/index.md"])
    assert "The Bay" in index["Not placed on any day"] and "between 1 January and 31 December 2030" in index["Not placed on any day"]
    assert "3 May 2030 1 source published · 1 claim newly reported" in index[""]


# --- What was said ---


def test_what_was_said_and_reported_on_one_day_stands_there_once(made):
    pages = made({}, [claim("choice", CHOICE, "paper", by="ada-brook", said="2030-05-03"), claim("ships", SHIPS, "paper")])
    page = sections(pages["as-of/2030-05-03.md"])
    assert "Ada Brook says There was no choice." in page["Said and reported this day"] and "choice" not in page["Newly reported"]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2030-05-04", "first in these sources by The Bay (4 May 2030)"),
        ("[2030-05-02..2030-05-04]", "first in these sources by The Bay (between 2 and 4 May 2030) perhaps on this day already"),
        ("[2030-01-01..2030-12-31]", "in these sources only by The Bay (between 1 Jan and 31 Dec 2030)"),
    ],
)
def test_what_was_said_and_reported_later_is_inferred(made, published, told):
    pages = made({"bay": published}, [claim("choice", CHOICE, "bay", by="ada-brook", said="2030-05-02"), claim("ships", SHIPS, "paper")])
    page = sections(pages["as-of/2030-05-02.md"])
    later = page["Said this day, reported later"]
    assert "not yet in these sources Ada Brook says There was no choice." in later and told in later and page["Published"].startswith("No source")
    assert ("perhaps" in later) == ("perhaps" in told)
    assert "Said this day" not in sections(pages["as-of/2030-05-03.md"])


def test_a_source_that_may_have_told_of_it_before_is_named_too(made):
    sources = {"bay": "2030-05-06", "cape": "2030"}
    pages = made(sources, [claim("choice", CHOICE, "bay", "cape", by="ada-brook", said="2030-05-02"), claim("ships", SHIPS, "paper")])
    later = sections(pages["as-of/2030-05-02.md"])["Said this day, reported later"]
    assert "first in these sources by The Bay (6 May 2030), The Cape (2030) perhaps on this day already" in later


@pytest.mark.parametrize(
    ("said", "listed"), [("[2030-05-01..2030-05-02]", False), ("2030-05-02?", False), ("2030-05", False), ("[2030-05-02]", True)]
)
def test_only_a_known_day_of_saying_makes_a_page(made, said, listed):
    assert ("2030-05-02" in days(made({}, [claim("choice", CHOICE, "paper", by="ada-brook", said=said)]))) == listed


def test_an_outlet_is_no_voice_before_it_has_spoken(made):
    pages = made({"bay": "2030-05-04"}, [claim("ships", SHIPS, "paper", "bay")])
    assert "Bay" not in sections(pages["as-of/2030-05-03.md"])["Newly reported"]


# --- How claims relate ---


def test_a_denial_is_told_with_what_it_denies_even_before_that_was_reported(made):
    claims = [claim("choice", CHOICE, "bay", by="ada-brook"), claim("held", HELD, "paper", by="port", denies=["choice"], stance="denies")]
    pages = made({"bay": "2030-05-05"}, claims, [{"question": "Which?", "claims": ["choice", "held"], "status": "open"}])
    early, late = (sections(pages[f"as-of/2030-05-0{day}.md"])["Newly reported"] for day in (3, 5))
    assert "denies claim 1 by Ada Brook first in these sources on 5 May 2030" in early
    assert "denied by claim 2 by Port of Low Bay" in late and "first reported here" not in late


def test_claims_differ_only_when_both_were_reported(made):
    claims = [claim("choice", CHOICE, "bay", by="ada-brook"), claim("held", HELD, "paper", by="port", differs=["choice"])]
    pages = made({"bay": "2030-05-05"}, claims, [{"question": "Which?", "claims": ["choice", "held"], "status": "open"}])
    early, late = (sections(pages[f"as-of/2030-05-0{day}.md"])["Newly reported"] for day in (3, 5))
    assert "differs" not in early and "differs from claim 2 by Port of Low Bay" in late


def test_corrections_of_a_record_are_not_the_days(made):
    pages = made({}, [claim("ships", SHIPS, "paper")], corrections=[{"date": "2030-05-03", "what": "A slip mended", "why": "a typing slip"}])
    assert "slip mended" in pages[EVENT.removeprefix("content/").replace(".yml", ".md")]
    assert not any("slip mended" in text for path, text in pages.items() if path.startswith("as-of/"))


# --- Differences ---


def test_a_difference_goes_from_one_account_to_several_to_resolved(made):
    claims = [
        claim("ships", SHIPS, "paper"), claim("choice", CHOICE, "bay", by="ada-brook"), claim("held", HELD, "cape", by="port"),
        claim("again", SHIPS, "dune"),
    ]  # fmt: skip
    differences = [
        {"question": "What was done?", "claims": ["ships", "choice", "held"], "status": "resolved", "resolution": "They fit together."},
        {"question": "Who chose?", "claims": ["choice", "again"], "status": "open"},
    ]
    pages = made({"bay": "2030-05-04", "cape": "2030-05-05", "dune": "[2030-01-01..2030-12-31]"}, claims, differences)
    third, fourth, fifth = (sections(pages[f"as-of/2030-05-0{day}.md"])["How accounts differed"] for day in (3, 4, 5))
    assert "What was done? one of 3 accounts so far" in third and "Who chose?" not in third and "choice" not in third and "other" not in third
    assert "What was done? open: 2 of 3 accounts" in fourth and "Who chose? one of 2 accounts so far" in fourth and "Resolved" not in fourth
    assert "What was done? resolved" in fifth and "They fit together." in fifth and "Who chose?" not in fifth
    assert "1 other question did not change: 1 with one account so far." in fifth and "As of 4 May 2030" in fifth


def test_a_difference_nobody_could_see_is_not_counted(made):
    claims = [claim("ships", SHIPS, "paper"), claim("choice", CHOICE, "bay"), claim("held", HELD, "bay")]
    pages = made({"bay": "2030-05-09"}, claims, [{"question": "Which?", "claims": ["choice", "held"], "status": "open"}])
    assert sections(pages["as-of/2030-05-03.md"])["How accounts differed"].startswith("The reports of this day")
    assert "Which? open: 2 accounts" in sections(pages["as-of/2030-05-09.md"])["How accounts differed"]


# --- Pages and ways ---


def test_days_lead_to_each_other_and_to_their_dates(made):
    claims = [claim("choice", CHOICE, "bay", "paper", by="ada-brook", said="2030-05-02"), claim("ships", SHIPS, "paper")]
    pages = made({"bay": "2030-05-05"}, claims)
    assert days(pages) == ["2030-05-02", "2030-05-03", "2030-05-05"]
    links = {path: read_html(to_html(body_of(text))).attributes("a", "href") for path, text in pages.items()}
    assert "../2030-05-02/" in links["as-of/2030-05-03.md"] and "../2030-05-05/" in links["as-of/2030-05-03.md"]
    assert "../../dates/2030/05/02/" in links["as-of/2030-05-02.md"] and "../../../../as-of/2030-05-02/" in links["dates/2030/05/02.md"]
    assert not any("dates/" in href for href in links["as-of/2030-05-05.md"])  # nothing happened and nothing was said on it
    assert "../as-of/" in links["dates/index.md"] and "as-of/" in links["index.md"]
    assert "../../as-of/2030-05-03/" in links["events/2030-05-02-harbour.md"]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2030-05-05", "3 May 2030 by The Paper"), ("[2030-05-03..2030-05-04]", "3 May 2030 by The Paper"),
        ("[2030-05-01..2030-05-02]", "2 May 2030 at the latest, by The Bay, 1 or 2 May 2030"), ("2030", "3 May 2030 at the latest, by The Paper"),
    ],
)  # fmt: skip
def test_an_event_says_when_it_was_first_reported(made, published, told):
    pages = made({"bay": published}, [claim("ships", SHIPS, "bay", "paper")])
    text = " ".join(read_html(to_html(body_of(pages["events/2030-05-02-harbour.md"]))).text.split())
    assert f"First in these sources{told}" in text and "2 reports, 2 origins: The Bay, The Paper" in text


def test_a_timeline_without_known_days_says_so(made):
    judged = {"source": "paper", "words": "on Thursday", "rule": "judged", "gives": "2030-05-02", "why": "test"}
    pages = made({"paper": "2030"}, [claim("ships", SHIPS, "paper")], dating=[judged])
    assert days(pages) == [] and "No day is known" in sections(pages["as-of/index.md"])[""]


# --- Growth ---


DISPUTE = (
    [claim("ships", SHIPS, "paper"), claim("choice", CHOICE, "paper", by="ada-brook")],
    [{"question": "Which?", "claims": ["ships", "choice"], "status": "open"}],
)


def long_timeline(timeline, number: int):
    """`number` copies of a timeline's event on days that follow each other, each said and reported on its day, by a source of its
    own and by that of the day before, with a difference."""
    event, source = timeline.events[0], timeline.sources["paper"]
    events, sources = [], {}
    for index in range(number):
        year, month, day = 2030 + index // 336, index % 336 // 28 + 1, index % 28 + 1
        name, text = f"copy-{index}", f"{year}-{month:02}-{day:02}"
        sources[name] = dataclasses.replace(source, id=name, published=parse(text))
        quotes = {}
        claims = []
        for one in event.claims:
            cites = tuple(
                dataclasses.replace(citation, quote=dataclasses.replace(citation.quote, source=to))
                for citation in one.cites for to in (name, f"copy-{max(index - 1, 0)}")
            )
            quotes |= {citation.quote: timeline.passages[one.cites[0].quote] for citation in cites}
            claims.append(dataclasses.replace(one, event=name, cites=cites, said=parse(text)))
        refs = tuple(ClaimRef(name, one.id) for one in claims)
        difference = dataclasses.replace(event.differences[0], claims=refs)
        copy = dataclasses.replace(event, id=name, date=parse(text), summary=(), dating=(), claims=tuple(claims), differences=(difference,))
        events.append((copy, quotes))
    passages = {quote: dataclasses.replace(passage, source=quote.source) for _, quotes in events for quote, passage in quotes.items()}
    texts = {name: timeline.texts["paper"] for name in sources}
    return dataclasses.replace(timeline, events=tuple(one for one, _ in events), sources=sources, texts=texts, passages=passages)


def test_all_days_together_grow_as_the_timeline_does(project, made):
    made({}, *DISPUTE)
    timeline = check_project(project.root).timeline

    def rows(number: int) -> tuple[int, int]:
        lookup = Lookup(long_timeline(timeline, number))
        texts = [as_of_page(lookup, day).text for day in lookup.known.days]
        return sum(text.count("<li>") + text.count("<dt>") + text.count("<a ") for text in texts), max(len(text) for text in texts)

    (few, longest), (many, still_longest) = rows(40), rows(400)
    assert many < 10.5 * few and still_longest < longest + 200


def test_a_day_of_very_much_goes_on_and_very_many_days_are_numbers(project, made, monkeypatch):
    made({}, *DISPUTE)
    lookup = Lookup(long_timeline(check_project(project.root).timeline, 40))
    monkeypatch.setattr("generator.pages.as_of.LONG_LIST", 1)
    whole = as_of_page(lookup, (2030, 1, 2)).text
    index = as_of_index(lookup).text
    monkeypatch.setattr("generator.pages.folding.PAGE", 1500)
    lookup = Lookup(lookup.timeline)
    drafted = [draft for draft in as_of_drafts(lookup) if draft.path.startswith("as-of/2030-01-02")]
    assert [draft.path for draft in drafted[:2]] == ["as-of/2030-01-02.md", "as-of/2030-01-02/page/2.md"]
    parted = [draft.make() for draft in drafted]
    for words in ("<li><span class", 'class="state '):
        assert sum(page.text.count(words) for page in parted) == whole.count(words) > 0
    assert {page.kind for page in parted[1:]} == {"part"} and "As of 2 January 2030, page 2" in parted[1].text
    assert sum("other question" in page.text or "All questions as they stand" in page.text for page in parted) == 1
    assert "January 2030 1, 2, 3" in sections(index)["2030"] and "newly reported" not in index
