"""Pieces of lines to lines of text: nothing is lost, nothing comes twice, whatever stands where."""

from hypothesis import example, given
from hypothesis import strategies as st

from generator.load.layout import Fragment, Sign, line_fragments, text_lines

points = st.integers(0, 600).map(float)
fonts = st.sampled_from([frozenset({b"A"}), frozenset({b"B"}), frozenset({b"A", b"B"})])
LETTERS = str.maketrans("0123456789", "abcdefghij")


def fragment(text, base, size=10.0, left=0.0, fonts=frozenset({b"A"})):
    advance = size / 2
    return Fragment(text, left, left + advance * len(text), base, size, advance * len(text.split()[0]), fonts)


@st.composite
def pages(draw):
    """Pages of fragments, each with words of its own that no other has; without figures, since a line may count the pages."""
    number = 0
    made = []
    for _ in range(draw(st.integers(1, 3))):
        page = []
        for _ in range(draw(st.integers(0, 25))):
            words = []
            for _ in range(draw(st.integers(1, 5))):
                number += 1
                words.append(f"w{'x' * draw(st.integers(0, 9))}{str(number).translate(LETTERS)}")
            left, size = draw(points), draw(st.sampled_from([6.0, 10.0, 12.0, 24.0]))
            page.append(fragment(" ".join(words), draw(points), size, left, draw(fonts)))
        made.append(page)
    return made


@given(pages())
@example([[fragment("w1", 0.0)], [fragment("w2", 0.0)]])  # all that these pages have looks like page numbers
def test_every_word_comes_out_once(made):
    words = [word for page in made for fragment in page for word in fragment.text.split()]
    assert sorted(" ".join(text_lines(made)).split()) == sorted(words)


def test_a_line_close_to_a_running_head_stays():
    titles = ["One", "Two", "Three"]
    made = [[fragment("The Paper", 500.0, 6.0), fragment(title, 493.0, 24.0), fragment(f"{title} is long.", 400.0)] for title in titles]
    assert text_lines(made) == [line for title in titles for line in (title, f"{title} is long.")]


@given(st.lists(st.builds(Sign, st.sampled_from("ab cא-"), points, points, points, st.sampled_from([6.0, 12.0]), st.just(b"A"))))
def test_every_sign_is_in_a_fragment(signs):
    visible = [sign.character for sign in signs if sign.character != " "]
    assert sorted("".join(fragment.text for fragment in line_fragments(signs)).replace(" ", "")) == sorted(visible)


def test_right_to_left_scripts_come_in_the_order_in_which_they_are_read():
    signs = [Sign(character, 100.0 - 6 * at, 106.0 - 6 * at, 50.0, 10.0, b"A") for at, character in enumerate("שלום עולם")]
    assert text_lines([line_fragments(signs)]) == ["שלום עולם"]
