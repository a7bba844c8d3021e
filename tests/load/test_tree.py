"""YAML to trees: what is refused and where, and positions inside long texts."""

import pytest
from hypothesis import given, strategies as st

from generator.load.tree import Mapping, Scalar, parse_tree


def problems(text):
    return [(p.code, p.spot.line, p.spot.column) for p in parse_tree(text, "x.yml")[1]]


def test_every_scalar_stays_a_string():
    tree, found = parse_tree("a: no\nb: 12:30\nc: 014\nd: 1_000\ne: 2025-12-06\nf: null\ng: 1e3\nh: .nan\n", "x.yml")
    assert found == []
    assert [node.value for node in tree.entries.values()] == ["no", "12:30", "014", "1_000", "2025-12-06", "null", "1e3", ".nan"]


@pytest.mark.parametrize(("text", "expected"), [
    ("a: &x b\n", ("yaml-feature", 1, 4)),
    ("a: b\nc: *a\n", ("yaml-feature", 2, 4)),
    ("a: !!int 3\n", ("yaml-feature", 1, 4)),
    ("a: !python/object:os.system x\n", ("yaml-feature", 1, 4)),
    ("a: b\n<<: {c: d}\n", ("yaml-feature", 2, 1)),
    ("? [a]\n: b\n", ("yaml-feature", 1, 3)),
    ("a: b\n---\nc: d\n", ("yaml-feature", 2, 1)),
    ("a: b\na: c\n", ("duplicate-key", 2, 1)),
    ("a: {b: 1, b: 2}\n", ("duplicate-key", 1, 11)),
    ("- a\n", ("bad-value", 1, 1)),
    ("just text\n", ("bad-value", 1, 1)),
    ("", ("yaml-syntax", 1, 1)),
    ("# only a comment\n", ("yaml-syntax", 1, 1)),
    ("a: b: c\n", ("yaml-syntax", 1, 5)),
    ("a:\n\tb: c\n", ("yaml-syntax", 2, 1)),
    ('a: "open\n', ("yaml-syntax", 2, 1)),
    ("a: [b\n", ("yaml-syntax", 2, 1)),
])
def test_what_is_refused_and_where(text, expected):
    assert problems(text) == [expected]


def test_a_comment_that_cuts_a_text_short():
    assert problems("title: Pier #4 in the bay\n") == [("yaml-feature", 1, 13)]
    assert problems("title: Pier  # four\n# a comment\nid: a#4\n") == []


@pytest.mark.parametrize(("text", "told"), [
    ('a: ""We expect," he said."\n', "inside it"),
    ('a: {b: "Safety," he said, c: d"}\n', "inside it"),
    ("a: Radar: lock-on\n", "double quotes"),
    ("a:\u00a0b\nc: d\n", "no-break space"),
    ("a:\n\tb: c\n", "spaces, not tabs"),
])
def test_help_names_the_slip(text, told):
    assert told in parse_tree(text, "x.yml")[1][0].help


def test_an_alias_to_nothing_is_a_feature_and_not_a_crash():
    assert problems("a: *missing\n")[0][0] in {"yaml-feature", "yaml-syntax"}


def test_deep_nesting_ends_in_a_problem():
    assert problems("a: " + "[" * 3000 + "]" * 3000)[0][0] == "yaml-feature"


def test_a_question_mark_in_a_flow_mapping_has_one_reading():
    """PyYAML's two parsers disagree about this text; only one of them is ever used."""
    tree, found = parse_tree("a: {question: Which radar?, x: 1}\n", "x.yml")
    assert found == [] and tree.entries["a"].entries["question"].value == "Which radar?"


@pytest.mark.parametrize(("text", "word", "line", "column"), [
    ("a: >\n  one two\n  three\n", "three", 3, 3),
    ("a: |\n  one\n\n  two\n", "two", 4, 3),
    ("a: one two\n", "two", 1, 8),
    ("a: one\n  two\n", "two", 2, 3),
    ('a: "one two"\n', "two", 1, 9),
    ("a: 'one two'\n", "two", 1, 9),
    ("a: >-\n    ünï 日本 x\n", "x", 2, 12),
])
def test_the_place_of_a_word_inside_a_text(text, word, line, column):
    scalar = parse_tree(text, "x.yml")[0].entries["a"]
    spot = scalar.spot_at(scalar.value.index(word))
    assert (spot.line, spot.column) == (line, column)


def test_at_names_the_nearest_value_there_is():
    tree, _ = parse_tree("a:\n  - {b: c}\n", "x.yml")
    assert (tree.at("a", 0, "b").line, tree.at("a", 0, "b").column) == (2, 9)
    assert tree.at("a", 0, "missing") == tree.at("a", 0)
    assert tree.at("a", 5) == tree.at("a")


@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_problems(text):
    """Nothing a contributor can write raises. Text that is no file's content (surrogates) never reaches the parser."""
    text = text.encode("utf-8", "ignore").decode()
    tree, found = parse_tree(text, "x.yml")
    assert isinstance(tree, Mapping) or found


@given(st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8), min_size=1, max_size=20))
def test_every_word_of_a_folded_text_is_found_at_its_place(words):
    words = [word for word in words if word.strip()]
    source = "a: >\n" + "".join(f"  {word}\n" for word in words)
    tree, found = parse_tree(source, "x.yml")
    assert found == [] and isinstance(tree.entries["a"], Scalar)
    lines = source.split("\n")
    offset = 0
    for word in words:
        spot = tree.entries["a"].spot_at(offset)
        assert lines[spot.line - 1][spot.column - 1 :].startswith(word[0])
        offset += len(word) + 1
