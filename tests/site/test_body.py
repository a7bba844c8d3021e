"""The HTML of a generated page is what Python-Markdown makes of it, with MkDocs' own extensions."""

import posixpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import get_relative_url

from generator.check import check_project
from generator.check.coverage import coverage
from generator.pages import Edition, generate
from generator.pages.escape import Link, markdown_text, plain, prose_html, prose_markdown
from generator.pages.links import directory_url
from generator.pages.render import block
from generator.site.blocks import FinishedBlocks
from generator.site.body import body_html
from tests.conftest import EXAMPLE, ROOT


class Ways(Treeprocessor):
    """Links between Markdown files as links between addresses, as MkDocs makes them."""

    path = ""

    def run(self, root):
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.endswith(".md") and ":" not in href:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), href))
                link.set("href", get_relative_url(directory_url(target), directory_url(self.path)))


def by_markdown(text, path):
    blocks = FinishedBlocks()
    blocks.generated = True
    parser = Markdown(extensions=["toc", "tables", "fenced_code", blocks])
    ways = Ways(parser)
    ways.path = path
    parser.treeprocessors.register(ways, "relpath", 0)
    return parser.convert(text)


@pytest.mark.parametrize("root", [EXAMPLE, ROOT], ids=["example", "real"])
def test_every_page_of_a_project(root: Path):
    checked = check_project(root)
    for page in generate(checked.timeline, Edition(), "<p>An <em>introduction</em>.</p>", coverage(checked.reading)):
        assert body_html(page.body, page.path) == by_markdown(page.body, page.path), page.path


texts = st.text(alphabet=st.sampled_from("aZ1 *_[](){}<>&#`~!|^$@=+-:.\\/\"'\n\t\u00a0\u2028é日"), max_size=40)


@given(texts, texts, texts, st.booleans())
def test_whatever_records_hold(title, prose, html, linked):
    text = plain(prose)
    links = [Link(0, len(text), "../actors/an-actor.md")] if linked and text and "*" not in prose and "_" not in prose else []
    paragraph = prose_markdown(prose, links)
    body = f"# {prose_markdown(title) or 'T'}\n\n{paragraph or 'P'}\n\n## {markdown_text(html) or 'S'}\n\n## {markdown_text(html) or 'S'}\n\n"
    body += f"{block(f'<p>{prose_html(html)}</p>')}\n"
    assert body_html(body, "events/x.md") == by_markdown(body, "events/x.md")
