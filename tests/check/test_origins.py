"""Whose words: relays of one claimant are one origin, under whatever name a record has it."""

from __future__ import annotations

import pytest

from generator.check import check_project
from generator.check.origins import Origins
from tests.conftest import DOCUMENT, EVENT, sha256

WORDS = "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said."


@pytest.fixture
def press(project):
    """The sound project with four more outlets that carry the document word for word; two of them credit an agency."""
    for name, publisher, agencies in (
        ("bay", "The Bay", ""), ("cape", "The Cape", ""), ("dune", "The Dune", "Alder Press Agency"), ("east", "The East", "APA"),
    ):  # fmt: skip
        project.write(f"content/sources/{name}.yml", f"""\
            document: paper.txt
            sha256: {sha256(DOCUMENT)}
            publisher: {publisher}
            published: "2030-05-04"
            language: en
            basis: dateline in the text
            {f"agencies: [{agencies}]" if agencies else ""}
            """)
    project.write("content/actors/apa.yml", "name: Alder Press Agency\nkind: organisation\naliases: [APA]\n")
    return project


def basis(project, event_id="2030-05-02-harbour", claim_id="closed"):
    """Number of reports of a claim, and the names of its origins."""
    checked = check_project(project.root)
    assert checked.timeline, [problem.message for problem in checked.problems]
    claim = next(one for one in checked.timeline.event[event_id].claims if one.id == claim_id)
    found = Origins(checked.timeline).origins_of((claim, citation) for citation in claim.cites)
    return len(found.reports), [origin.name for origin in found.origins]


def cite(project, *cites: str, by: str = "by: ada-brook"):
    """Let the claim `closed` be made `by`, and cited from sources, each with what else its citation says."""
    old = f'    by: ada-brook\n    stance: says\n    cites:\n      - {{source: paper, quote: "{WORDS}"}}\n'
    lines = "".join(f'      - {{source: {one.partition(" ")[0]}, quote: "{WORDS}"{one.partition(" ")[2]}}}\n' for one in cites)
    project.edit(EVENT, old, f"    {by}\n    stance: says\n    cites:\n{lines}")


def test_relays_of_one_claimant_are_one_origin(press):
    cite(press, "paper", "bay", "cape")
    assert basis(press) == (3, ["Ada Brook"])


def test_two_passages_of_one_source_are_one_report(press):
    cite(press, "paper", "paper")
    assert basis(press) == (1, ["Ada Brook"])


def test_an_agencys_text_is_one_origin_in_whatever_outlet(press):
    """One record names the agency in full, one by its alias, one has both names for it in its own voice."""
    cite(press, "dune", "east", by="hedge: reportedly")
    assert basis(press) == (2, ["Alder Press Agency"])


def test_outlets_in_their_own_voice_are_origins_of_their_own(press):
    cite(press, "paper", "bay", by="hedge: reportedly")
    assert basis(press) == (2, ["The Paper", "The Bay"])


def test_two_articles_of_one_outlet_are_one_origin(press):
    press.edit("content/sources/bay.yml", "publisher: The Bay", "publisher: the  paper")
    cite(press, "paper", "bay", by="hedge: reportedly")
    assert basis(press) == (2, ["The Paper"])


def test_a_claimant_without_a_name_is_one_claimant(press):
    cite(press, "paper", "bay", "cape", by="by_words: a spokesman of the port’s board")
    assert basis(press) == (3, ["a spokesman of the port’s board"])


@pytest.mark.parametrize("origin", ["port", "the port", "Port of Low Bay", "PORT OF LOW BAY"])
def test_a_citation_says_whose_words_it_is_by_any_name(press, origin):
    cite(press, f"paper , origin: {origin}", "bay", "cape , origin: port")
    assert basis(press) == (3, ["Port of Low Bay", "Ada Brook"])


@pytest.mark.parametrize("origin", ["dune", "APA", "Alder Press Agency", "apa"])
def test_an_origin_may_be_a_source_or_its_agency(press, origin):
    cite(press, f"paper , origin: {origin}", "dune", by="hedge: reportedly")
    assert basis(press) == (2, ["Alder Press Agency"])


@pytest.mark.parametrize("origin", ["bay", "The Bay", "the bay"])
def test_an_origin_may_be_an_outlet(press, origin):
    cite(press, f"paper , origin: {origin}", "bay", by="hedge: reportedly")
    number, (name,) = basis(press)
    assert number == 2 and name.casefold() == "the bay"


def test_a_name_that_two_actors_bear_is_neither(press):
    press.edit("content/actors/apa.yml", "aliases: [APA]", "aliases: [APA, the port]")
    cite(press, "paper , origin: the port", "bay , origin: port")
    assert basis(press) == (2, ["the port", "Port of Low Bay"])
