"""What became of every sentence of every document."""

from generator.check import check_project
from generator.check.coverage import coverage, totals
from tests.conftest import EVENT

SOURCE = "content/sources/paper.yml"


def of(project):
    found = coverage(check_project(project.root).reading)
    assert len(found) == 1
    return found[0]


def test_each_sentence_is_counted_once(project):
    one = of(project)
    assert (one.document, one.sources, one.sentences) == ("paper.txt", ("paper",), 5)
    assert (one.cited, one.headings, one.set_aside, one.omitted) == (2, 1, 0, 0)
    assert (one.accounted, one.percent) == (3, 60)


def test_sentences_with_a_date_or_a_name_come_first(project):
    project.edit(EVENT, "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said.\"}", "LOW BAY, 3 May 2030\"}")
    project.write("content/places/choice.yml", "name: choice\nkind: town\n")
    left = of(project).left
    assert [(one.line, one.names) for one in left] == [(5, ("choice", "Brook")), (5, ("The port",))]
    assert left[0].source == "paper" and left[0].words.startswith('"We had')


def test_dates_of_a_sentence_are_named(project):
    project.edit(EVENT, '"The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said."', '"The port denied that any ship was held."')
    left = of(project).left
    assert left[0].dates == ("3 May 2030", "Thursday") and "Low Bay" in left[0].names


def test_what_is_set_aside_or_omitted_is_accounted_for(project):
    project.edit(SOURCE, "language: en", 'language: en\nset_aside: [{quote: "The port denied that any ship was held.", why: test}]\nomit: [{from: "\\"We had", to: "choice,\\" Brook said.", why: test}]')
    one = of(project)
    assert (one.set_aside, one.omitted, one.percent, one.left) == (1, 1, 100, ())


def test_a_sentence_cited_and_set_aside_counts_as_cited(project):
    project.edit(SOURCE, "language: en", 'language: en\nset_aside: [{quote: "Two ships", why: test}]')
    assert (of(project).cited, of(project).set_aside) == (2, 0)


def test_what_no_source_describes_is_told(project):
    project.edit(SOURCE, "language: en", 'language: en\npart: {from: "Harbour closed", to: "Brook said. Two ships left in time."}')
    left = of(project).left
    assert {one.source for one in left} == {""} and len(left) == 2


def test_an_omission_beyond_the_part_says_that_a_stretch_is_no_article(project):
    project.edit(SOURCE, "language: en", 'language: en\npart: {from: "Harbour closed", to: "Brook said. Two ships left in time."}\nomit: [{from: "\\"We had no", to: "ship was held.", why: an appeal}]')
    one = of(project)
    assert (one.omitted, one.percent) == (2, 100)
    assert project.problems() == ()


def test_an_omission_that_stands_in_the_part_is_looked_for_there(project):
    project.edit(SOURCE, "language: en", 'language: en\npart: {from: "\\"We had", to: "was held."}\nomit: [{from: "Brook", to: "said.", why: test}]')
    one = of(project)
    assert one.omitted == 1


def test_a_document_that_cannot_be_read_and_one_without_a_source(project):
    project.write("seeds/other.txt", "A tide. Another.\n")
    (project.root / "seeds/empty.txt").write_bytes(b"")
    found = {one.document: one for one in coverage(check_project(project.root).reading)}
    assert found["empty.txt"].error == "is empty" and found["other.txt"].sources == ()
    assert len(found["other.txt"].left) == 2
    assert totals(found.values()).sentences == 7


def test_it_works_while_records_have_problems(project):
    project.edit(EVENT, "type: measure", "type: nothing")
    assert of(project).cited == 2


def test_percent_is_rounded_down():
    from generator.check.coverage import Coverage, Left

    one = Coverage("a", ("b",), 999, 0, 0, 0, (Left("b", 1, "x", (), ()),))
    assert one.percent == 99
