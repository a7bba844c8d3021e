"""HTML to the text of its article: what a reader reads in it, and nothing else."""

import pytest

from generator.load.converted import Unreadable
from generator.load.from_html import convert

FIRST = "LOW BAY, 3 May 2030 – The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said after two ships had collided in fog."
SECOND = "“We had no choice,” Brook said. She added that the port would open again as soon as the breakwater had been looked at by divers."
THIRD = "The harbour master counted forty boats that could not leave, most of them fishermen from the islands across the strait."
LAST = "The council meets again on Monday, and will hear the pilots of both ships before it decides who is to pay for the repair."

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Harbour closed after collision | The Paper</title>
<meta property="og:title" content="Harbour closed after collision">
<meta property="og:site_name" content="The Paper">
<meta name="author" content="Ann Writer">
<meta property="article:published_time" content="2030-05-03T23:30:00-05:00">
</head>
<body>
<div id="cookie-banner" role="dialog"><p>We and our 812 partners value your privacy. Accept all cookies to go on reading.</p><button>Accept</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main>
<article>
<h1>Harbour closed after collision</h1>
<p>{FIRST}</p>
<p>{SECOND}</p>
<aside class="promo newsletter"><h3>Never miss a story</h3><p>Sign up for our morning newsletter and get the news first.</p></aside>
<h2>Boats kept in</h2>
<p>{THIRD}</p>
<table><tr><th>Ship</th><th>Length</th></tr><tr><td>Merganser</td><td>120 m</td></tr><tr><td>Teal</td><td>80 m</td></tr></table>
<ul><li>Divers go down on Friday morning.</li><li>Ferries run from the old pier.</li></ul>
<p>{LAST}</p>
</article>
<section class="related-articles"><h2>Related articles</h2><ul><li><a href="/a">Ferry fares to rise in June</a></li><li><a href="/b">Ten things to do on the islands</a></li></ul></section>
<section id="comments"><h2>Comments</h2><p>pete77: This is what happens when nobody listens to the pilots.</p></section>
</main>
<footer><p>© 2030 The Paper. All rights reserved.</p><a href="/privacy">Privacy</a></footer>
</body>
</html>
"""


def test_the_article_without_what_stands_around_it():
    made = convert(PAGE.encode())
    assert made.text.split("\n") == [
        "Harbour closed after collision", FIRST, SECOND, "Boats kept in", THIRD, "Ship\tLength", "Merganser\t120 m", "Teal\t80 m", "Divers go down on Friday morning.", "Ferries run from the old pier.", LAST, "",
    ]
    assert (made.title, made.author, made.date) == ("Harbour closed after collision", "Ann Writer", "2030-05-03")


@pytest.mark.parametrize(("declared", "encoding"), [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("Shift_JIS", "cp932"), ("iso-2022-jp", "iso2022_jp"), ("rot13", "cp1252"), ("", "cp1252"), ("no-such", "cp1252")])
def test_the_encoding_is_the_one_that_the_page_declares(declared, encoding):
    word = {"cp1251": "Гавань", "cp932": "港は閉鎖", "iso2022_jp": "港は閉鎖"}.get(encoding, "Café – “Östra”")
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"' if declared else "").replace("Boats kept in", word)
    assert word in convert(page.encode(encoding, "ignore")).text.split("\n")


def test_utf_16_with_its_mark():
    assert convert(PAGE.encode("utf-16")).text == convert(PAGE.encode()).text


@pytest.mark.parametrize(("stated", "date"), [
    ('<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2030-05-02T08:00:00Z"}]}</script>', "2030-05-02"),
    ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ["x"]}</script>', ""),
    ('<script type="application/ld+json">{broken</script><meta name="date" content="20300502">', "2030-05-02"),
    ('<meta name="pubdate" content="Thu, 02 May 2030 08:00:00 GMT">', "2030-05-02"),
    ('<meta name="DC.date" content="2030/05/02">', "2030-05-02"),
    ('<meta name="date" content="0001-01-01">', ""),
    ('<meta name="date" content="2030-02-31">', ""),
    ('<time datetime="2030-05-02">Thursday</time>', "2030-05-02"),
    ('<time datetime="2030-05-02"></time><time datetime="2030-05-01"></time>', ""),
    ("<p>Published on 2 May 2030</p>", ""),
])
def test_a_date_is_one_that_the_page_states_and_never_a_guess(stated, date):
    page = PAGE.replace('<meta property="article:published_time" content="2030-05-03T23:30:00-05:00">', stated)
    assert convert(page.encode()).date == date


def test_nothing_is_stated_by_a_page_that_states_nothing():
    page = f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    made = convert(page.encode())
    assert made.text == f"{FIRST}\n{SECOND}\n"
    assert (made.title, made.author, made.date) == ("", "", "")


def test_a_line_break_is_one_and_white_space_is_a_space():
    page = PAGE.replace(SECOND, "“We had\n   no\u00a0choice,”<br>Brook \u200bsaid, and <b>left</b> the\thall with her deputy to look at the breakwater.")
    lines = convert(page.encode()).text.split("\n")
    assert "“We had no choice,”" in lines and "Brook said, and left the hall with her deputy to look at the breakwater." in lines


def test_an_article_in_several_parts_is_read_whole():
    """As magazines set them: each part a block of its own between promotions, none of them in an article element."""
    part = "".join(f"<p>Sentence {{0}}{number} tells, with commas, clauses, and a good many words, what happened next at the harbour.</p>" for number in range(4))
    body = "".join(f'<div class="grid body-{n}"><div class="body__inner">{part.format(n)}</div></div><div class="ad"><span>Most popular</span></div>' for n in range(5))
    text = convert(f"<html><body><div class='page'><h1>Harbour</h1>{body}</div></body></html>".encode()).text
    assert all(f"Sentence {n}{number} " in text for n in range(5) for number in range(4))


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>alert(1)</script></html>"])
def test_a_page_without_an_article(page):
    with pytest.raises(Unreadable, match="no article"):
        convert(page.encode())
