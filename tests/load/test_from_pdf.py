"""PDF to text in the order a person reads it, a paragraph a line."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from generator.load.converted import Unreadable
from generator.load.from_pdf import convert

PRINTED = Path(__file__).parent / "documents" / "two-columns.pdf"
CLOSED = "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said, after two ships collided near the breakwater in heavy fog."
ASKED = "Nobody was hurt, she told correspondents at an extraordinary press conference held in the town hall while the search went on."
WAITED = "Some two hundred people waited until the early morning at the quay, where the town handed out blankets, soup and hot drinks."


def test_two_columns_a_heading_over_both_and_a_table_as_a_browser_prints_them():
    made = convert(PRINTED.read_bytes())
    assert made.text.split("\n") == [
        "Harbour of Low Bay closed until further notice by order of the mayor",
        "By Ann Writer, Low Bay, 3 May 2030",
        "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said, after two ships collided near the breakwater in heavy fog. Nobody was hurt, "
        "she told correspondents at an extraordinary press conference held in the town hall, although the investigation continues.",
        "“We had no choice,” Brook answered, when she was asked about the responsibility of the administration for the misunderstanding between the harbour "
        "master and the coastguard, which has its own 24-hour watch.",
        "A long night",
        "Some two hundred people waited until the early morning at the quay, where the municipality distributed blankets and hot drinks. The government announced "
        "compensation for fishermen whose boats could not leave, and representatives of the neighbouring towns promised assistance.",
        "The council meets again on Monday. It will discuss the reconstruction of the breakwater and what the harbour authority must answer for.",
        "Ship\tLength\tFlag",
        "Merganser\t120 m\tWestmark",
        "Teal\t80 m\tEastholm",
        "Below the table the text runs over the full width of the page again, so that a reader who has come to the end of both columns goes on here, and its "
        "lines are one paragraph.",
        "",
    ]
    assert (made.title, made.author) == ("Harbour closed until further notice", "")


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_and_pages_are_read_through(make, columns):
    numbers = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
    paragraphs = [f"{number} {text}" for number in numbers for text in (CLOSED, ASKED, WAITED)]
    made = convert(make.pdf([(text, 12 - 2 * columns) for text in paragraphs], columns=columns))
    assert made.text.split("\n")[:-1] == paragraphs
    assert (made.title, made.author, made.date) == ("A paper", "Ann Writer", "2030-05-03")


def test_running_heads_and_page_numbers_are_left_out(make):
    made = convert(make.pdf([(CLOSED, 10)], [(ASKED, 10)], [(WAITED, 10)], header="The Paper"))
    assert made.text.split("\n")[:-1] == [CLOSED, ASKED, WAITED]


def test_numbered_headings_at_the_top_of_pages_stay(make):
    headings = [f"Article {number}" for number in (1, 4, 5, 9)]
    lines = convert(make.pdf(*([(heading, 14), (CLOSED, 10)] for heading in headings))).text.split("\n")
    assert [line for line in lines if line.startswith("Article")] == headings


def test_a_line_that_stands_on_one_page_alone_stays(make):
    assert "The Paper, page 1" in convert(make.pdf([(CLOSED, 10)], header="The Paper")).text


def test_sizes_part_headings_from_text(make):
    lines = convert(make.pdf([("Harbour closed", 16), (CLOSED, 10), ("A long night", 13), (WAITED, 10)])).text.split("\n")
    assert lines == ["Harbour closed", CLOSED, "A long night", WAITED, ""]


def page_of(operations: str, rotate: int = 0) -> bytes:
    """A PDF of one page of these drawing operations, with Helvetica as /F."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Rotate {rotate}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(operations)}>>stream\n{operations}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode("latin-1")


def lines_of(*lines: str, x: int = 50, y: int = 350) -> str:
    return "BT /F 10 Tf " + " ".join(f"1 0 0 1 {x} {y - 12 * number} Tm ({line}) Tj" for number, line in enumerate(lines)) + " ET"


@pytest.mark.parametrize(("lines", "text"), [
    (("The mayor of Low Bay told cor-", "respondents that the harbour is shut"), "The mayor of Low Bay told correspondents that the harbour is shut\n"),
    (("The mayor, of the well-known Anglo-", "Eastholm house, said that it is shut"), "The mayor, of the well-known Anglo-Eastholm house, said that it is shut\n"),
    (("A well-known pilot said how well-", "known the dangerous reef has been"), "A well-known pilot said how well-known the dangerous reef has been\n"),
    (("The law applies for a period of 24-", "hours after the order has been made"), "The law applies for a period of 24-hours after the order has been made\n"),
    (("They spoke of a middle-of-the-", "road solution for all harbours here"), "They spoke of a middle-of-the-road solution for all harbours here\n"),
    (("Decision and making both stand in it: decision-", "making is joined with its hyphen, as it should"), "Decision and making both stand in it: decision-making is joined with its hyphen, as it should\n"),
])
def test_hyphens_at_the_ends_of_lines(lines, text):
    assert convert(page_of(lines_of(*lines))).text == text


def test_a_short_line_ends_a_paragraph_and_an_indented_one_begins_one():
    made = convert(page_of(lines_of("The port of Low Bay closed its harbour on", "Thursday, the mayor said.", "Two ships left in time; the others have to", "wait.")))
    assert made.text == "The port of Low Bay closed its harbour on Thursday, the mayor said.\nTwo ships left in time; the others have to wait.\n"
    flush = lines_of("The port of Low Bay closed its harbour again") + " " + lines_of("Two ships left in time and the others wait", x=62, y=338) + " " + lines_of("for the fog to lift from the whole strait", y=326)
    assert convert(page_of(flush)).text == "The port of Low Bay closed its harbour again\nTwo ships left in time and the others wait for the fog to lift from the whole strait\n"


def test_list_entries_with_hanging_lines():
    drawn = " ".join([
        lines_of("- the first entry of this list goes on over", y=350), lines_of("its second line, to the end of it,", x=62, y=338), lines_of("- the second entry of this list goes on over", y=326),
        lines_of("its second line, which is as long as it can", x=62, y=314), lines_of("After the list the text stands where it was.", y=302),
    ])
    assert convert(page_of(drawn)).text.split("\n") == [
        "- the first entry of this list goes on over its second line, to the end of it,", "- the second entry of this list goes on over its second line, which is as long as it can",
        "After the list the text stands where it was.", "",
    ]


def test_pieces_of_a_line_are_put_in_order_wherever_they_are_drawn():
    drawn = "BT /F 10 Tf 1 0 0 1 120 350 Tm (closed its harbour.) Tj 1 0 0 1 50 350 Tm (The port has) Tj ET"
    assert convert(page_of(drawn)).text == "The port has closed its harbour.\n"


def test_what_is_raised_stays_in_its_line():
    drawn = "BT /F 10 Tf 1 0 0 1 50 350 Tm (The port is closed) Tj 1 0 0 1 129 354 Tm /F 6 Tf (2) Tj 1 0 0 1 132.4 350 Tm /F 10 Tf ( by order) Tj ET"
    assert convert(page_of(drawn)).text == "The port is closed2 by order\n"


@pytest.mark.parametrize("matrix", ["0 1 -1 0 200 50", "0 -1 1 0 200 350", "-1 0 0 -1 350 200"])
def test_turned_text_is_read_in_its_own_direction(matrix):
    drawn = f"BT /F 10 Tf {matrix} Tm (The port of Low Bay is closed) Tj ET"
    assert convert(page_of(drawn)).text == "The port of Low Bay is closed\n"


def test_a_turned_page_is_read_as_it_is_shown():
    assert convert(page_of("BT /F 10 Tf 0 1 -1 0 200 50 Tm (first line of the page here) Tj 0 1 -1 0 212 50 Tm (and its second line) Tj ET", rotate=90)).text.startswith("first line of the page here")


def test_text_beyond_the_page_is_not_read():
    assert convert(page_of(lines_of("seen") + " " + lines_of("unseen", x=900))).text == "seen\n"


def test_no_font_of_the_machine_is_asked(monkeypatch):
    """A PDF without its fonts is measured alike everywhere."""
    drawn = page_of(lines_of("The port of Low Bay", "closed its harbour")).replace(b"Helvetica", b"Garamond-Book")
    assert convert(drawn).text.split() == "The port of Low Bay closed its harbour".split()
    assert type(pdfium.PdfSysfontBase.SINGLETON).__name__ == "_NoSystemFonts"


@pytest.mark.parametrize(("data", "told"), [
    (page_of("0 0 m 10 10 l S"), "holds no text"),
    (PRINTED.read_bytes()[:9000], "cut off"),
    (PRINTED.read_bytes()[:-60], "cut off"),
    (b"%PDF-1.7\nnothing", "cut off"),
    (b"%PDF-1.7\nnothing %%EOF", "is no PDF, though its name says so, or is damaged"),
    (page_of(lines_of("text")).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 9"), "damaged"),
    (page_of(lines_of("text")).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 0"), "damaged"),
])
def test_a_pdf_that_gives_no_text(data, told):
    with pytest.raises(Unreadable, match=told):
        convert(data)


def test_a_pdf_with_a_password(make):
    with pytest.raises(Unreadable, match="password"):
        convert(make.pdf([(CLOSED, 10)], encrypted=True))
