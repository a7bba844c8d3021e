"""What a page is found by: the texts of its record, so that a reader's words lead to it."""

import pytest

from generator.check import check_project
from generator.pages import Edition, Lookup, drafts
from generator.search import entry_of, found, is_found, written_entry
from generator.search.index import terms

OTHER = "content/events/2030-05-03-mayor.yml"


@pytest.fixture
def lookup(project):
    """A project in which every text that leads to a page is a word of its own."""
    project.edit("content/actors/port.yml", "kind: organisation", "kind: organisation\nrole: owner of quays\nnote: Notewordthere.")
    project.edit("content/places/low-bay.yml", "kind: town", "kind: town\nnames:\n  - {name: Baixa, used_by: [port]}")
    timeline = check_project(project.root).timeline
    assert timeline is not None, project.problems()
    return Lookup(timeline)


def words(lookup, path, kind):
    return terms(entry_of(lookup, path, kind))


def path(lookup, kind, start):
    return next(draft.path for draft in drafts(lookup, Edition()) if draft.kind == kind and draft.path.startswith(start))


def test_an_event_is_found_by_title_claims_quotes_claimants_and_date(lookup):
    event = lookup.timeline.events[0]
    entry = entry_of(lookup, f"events/{event.id}.md", "event")
    assert entry.address == f"events/{event.id}/" and entry.kind == "Event" and entry.names == ("The harbour is closed",)
    counts = terms(entry)
    quoted = " ".join(citation.quote.words for claim in event.claims for citation in claim.cites)
    told = " ".join(claim.text for claim in event.claims)
    for word in [*quoted.split(), *told.split(), "2030", "20300502", "May", "measure"]:
        assert any(term in counts for term in terms(written_entry("x.md", "", word))), word
    assert counts["closed"] > 5 * counts["thursday"]


def test_an_actor_is_found_by_every_name_role_and_note_but_not_by_what_events_tell(lookup):
    counts = words(lookup, "actors/port.md", "actor")
    assert {"port", "=port_of_low_bay", "=the_port", "quays", "notewordthere"} <= counts.keys() and "closed" not in counts
    assert "=brook" in words(lookup, "actors/ada-brook.md", "actor")
    assert entry_of(lookup, "actors/port.md", "actor").date is None


def test_a_place_is_found_by_every_name(lookup):
    assert {"=low_bay", "=baixa"} <= words(lookup, "places/low-bay.md", "place").keys()


def test_a_source_is_found_by_headline_publisher_and_the_sentences_it_shows(lookup):
    counts = words(lookup, "sources/paper.md", "source")
    assert {"=harbour_closed", "=the_paper", "paper", "thursday", "port"} <= counts.keys()
    assert "held" not in counts  # stands in a sentence of which nothing is quoted


@pytest.mark.parametrize("name", ["2_may_2030", "2030_05_02", "may_2_2030"])
def test_a_day_is_found_as_its_date_may_be_typed(lookup, name):
    assert f"={name}" in words(lookup, path(lookup, "day", "dates/2030/05/02"), "day")


def test_months_and_years_are_found_by_name(lookup):
    assert {"=may_2030", "=2030_05"} <= words(lookup, path(lookup, "month", "dates/2030"), "month").keys()
    assert "=2030" in words(lookup, path(lookup, "year", "dates/2030"), "year")


def test_a_day_of_reports_counts_less_than_the_day_itself(lookup):
    day, reports = words(lookup, path(lookup, "day", "dates/2030/05"), "day"), words(lookup, path(lookup, "as-of", "as-of/"), "as-of")
    assert reports["2030"] < day["2030"] and not [term for term in reports if term.startswith("=")]


def test_ways_to_pages_are_no_finds(lookup):
    for draft in drafts(lookup, Edition()):
        entry = entry_of(lookup, draft.path, draft.kind)
        assert (entry is not None) == is_found(draft.kind)
        assert is_found(draft.kind) != (draft.kind in ("home", "index", "search", "edition", "moved")), draft.kind
        assert entry is None or found(entry).kind == entry.kind


def test_a_hand_written_page_is_found_by_title_and_text_not_by_its_markup():
    entry = written_entry("about.md", "About this site", '<p class="markup">Who <em>writes</em> here &amp; why</p><script>no</script>')
    assert entry.address == "about/" and entry.kind == "About this site"
    counts = terms(entry)
    assert {"who", "writes", "here", "why", "=about_this_site"} <= counts.keys() and not {"markup", "em", "class", "amp"} & counts.keys()
