"""What a page reads is noted; what is made for many pages brings its notes along."""

from generator.trace import ALL, Index, Kept, Whole, index, note, noting, unnoted


def test_reads_of_an_index_are_noted_by_key():
    values = Index("of", {"a": 1, "b": 2})
    with noting() as reads:
        assert values["a"] == 1 and values.get("c") is None and "b" in values
    assert reads == {("of", "a"), ("of", "c"), ("of", "b")}
    assert values["a"] == 1 and len(reads) == 3  # nothing is noted any more


def test_reading_all_of_something_is_noted_as_that():
    for read in (list, len, sorted, dict, lambda values: list(values.items()), lambda values: list(values.values()), lambda values: {**values}):
        with noting() as reads:
            read(Index("of", {"a": 1}))
        assert ("of", ALL) in reads, read
    for read in (list, len, lambda values: values[0], lambda values: values[1:], lambda values: [*values]):
        with noting() as reads:
            read(Whole("all", [1, 2]))
        assert reads == {("all", ALL)}, read


def test_an_index_can_count_as_the_records_behind_it():
    values = Index("claim", {("event", "claim"): 1}, noted_as=lambda key: ("event", key[0]))
    with noting() as reads:
        assert values["event", "claim"] == 1
    assert reads == {("event", "event")}


def test_what_is_made_once_is_made_unnoted_and_read_by_key():
    class Owner:
        base = Index("base", {"a": 1})

        @index
        def twice(self):
            """Twice each."""
            return {key: 2 * value for key, value in self.base.items()}

        @index
        def keys(self):
            return tuple(self.base)

    owner = Owner()
    with noting() as reads:
        assert owner.twice["a"] == 2 and owner.keys == ("a",) and list(owner.keys)
    assert reads == {("twice", "a"), ("keys", ALL)}
    assert Owner.twice.__doc__ == "Twice each."


def test_what_is_kept_notes_for_each_that_uses_it_what_making_it_read():
    values, kept, made = Index("of", {"a": 1}), Kept(), []

    def make():
        made.append(1)
        return kept(("inner",), lambda: values["a"])

    for _ in range(2):
        with noting() as reads:
            assert kept(("outer",), make) == 1
        assert reads == {("of", "a")}
    assert kept(("outer",), make) == 1 and made == [1]


def test_notes_can_be_nested_and_left_out():
    with noting() as outer:
        note("one")
        with noting() as inner:
            note("two", "k")
        with unnoted():
            note("three")
        note("four")
    assert outer == {("one", ALL), ("four", ALL)} and inner == {("two", "k")}
