"""Names of records in texts."""

from hypothesis import given, strategies as st

from generator.model.names import Names
from generator.model.text import fold


class TestNames:
    names = Names([("Japan", "jp"), ("Sea of Japan", "sea"), ("the authority", "au"), ("East Sea", "sea"), ("Guo", "g1"), ("Guo", "g2"), ("F-15", "f")])

    def found(self, text):
        return [(text[f.start : f.end], f.keys) for f in self.names.find(text)]

    def test_the_longest_name_wins(self):
        assert self.found("over the Sea of Japan, Japan said") == [("Sea of Japan", ("sea",)), ("Japan", ("jp",))]

    def test_whole_words_only(self):
        assert self.found("Japanese Japan's Japans") == [("Japan", ("jp",))]

    def test_a_small_first_letter_may_be_large(self):
        assert self.found("The authority and the authority") == [("The authority", ("au",)), ("the authority", ("au",))]
        assert self.found("japan, East sea") == []

    def test_a_name_of_two_records_gives_both(self):
        assert self.found("Guo said") == [("Guo", ("g1", "g2"))]

    def test_dashes_and_spaces_fold(self):
        assert self.found("an F–15 over the Sea  of\nJapan") == [("F–15", ("f",)), ("Sea  of\nJapan", ("sea",))]

    @given(st.text("Jap nSeof", max_size=60))
    def test_what_is_found_bears_the_name(self, text):
        reached = 0
        for found in self.names.find(text):
            assert reached <= found.start < found.end <= len(text)
            assert fold(text[found.start : found.end]) in {"Japan", "Sea of Japan"}
            reached = found.end
