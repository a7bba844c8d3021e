"""Differences and denials."""

from tests.conftest import EVENT

DIFFERENCE = "differences:\n  - question: How many?\n    claims: [closed, ships]\n    status: open\n"


def append(project, text):
    with (project.root / EVENT).open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_denial_that_no_difference_explains(project):
    project.edit(EVENT, "stance: reports", "stance: denies\n    denies: [closed]")
    assert project.found() == ("unexplained-denial", 22, 13)
    append(project, DIFFERENCE)
    assert project.problems() == ()


def test_a_declared_difference_that_no_difference_explains(project):
    project.edit(EVENT, "stance: reports", "stance: reports\n    differs: [closed]")
    assert project.found() == ("unexplained-denial", 22, 14)


def test_a_difference_of_one_claim(project):
    append(project, DIFFERENCE.replace("[closed, ships]", "[closed, closed]"))
    assert project.found() == ("difference-of-one", 26, 13)


def test_a_resolved_difference_says_how(project):
    append(project, DIFFERENCE.replace("open", "resolved"))
    assert project.found() == ("missing-key", 27, 13)


def test_a_difference_names_claims_and_sources_that_exist(project):
    append(project, DIFFERENCE.replace("ships]", "shipps]") + "    silent: [papr]\n")
    assert {p.code for p in project.problems()} == {"unknown-claim", "unknown-source"}


def test_words_that_set_accounts_apart_stand_in_their_quotes(project):
    append(project, DIFFERENCE + "    words: [closed its harbour, Two ships]\n")
    assert project.problems() == ()
    project.edit(EVENT, "words: [closed its harbour, Two ships]", "words: [closed its harbour, Three ships]")
    assert project.found() == ("quote-not-found", 28, 33)
