"""A page's frame, filled in, is the page that the theme would give; a theme that looks at values is not filled in."""

import shutil

import pytest
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from generator.pages.page import Draft
from generator.site.build import site_config
from generator.site.frame import Frame, GeneratedPage
from tests.conftest import ROOT

HOSTILE = "\"'<b>&amp;\\1 {{ x }} https://example.org/?a=b&c"


def page(path, **meta):
    crumbs = [["Home", "../../"], [HOSTILE, "../"], ["No page", "mailto:x"]]
    meta = {"title": f"T {path}", "description": "D", "kind": "event", "crumbs": crumbs, **meta}
    return GeneratedPage(Draft(path, "event", lambda: None), "https://example.org/t/", meta, f"<p>{path} {HOSTILE}</p>", meta["title"])


PAGES = [
    page("events/a.md"),
    page("events/b.md", description=HOSTILE, title=HOSTILE, when=HOSTILE),
    page("events/c.md", when="1 May", edit="https://example.org/e", report=f"https://example.org/{HOSTILE}", mail="mailto:a@b"),
    page("events/d.md", when="2 May", edit="https://example.org/f", report="javascript:no", mail="mailto:c@d"),
    page("events/e.md", published="2031-05-01", linked='{"name":"\\u003c/script\\u003e &amp;"}'),
    page("events/f.md", published="2031-05-02", linked='{"name":"another"}'),
    page("dates/2031/03/01.md", kind="day"),
    page("dates/2031/03/02.md", kind="day", crumbs=[]),
    page("actors/x.md", kind="moved", moved="../y/"),
    page("actors/z.md", kind="moved", moved="../y/?a=<"),
]


@pytest.fixture
def theme(tmp_path):
    """Makes the frame of a theme from changes to this one, and the same without filling in."""
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    def make(change):
        file = tmp_path / "overrides/main.html"
        text = file.read_text(encoding="utf-8")
        file.write_text(change(text), encoding="utf-8")
        config = site_config(tmp_path, site_dir=str(tmp_path / "site"))
        config.nav = None
        config.extra |= {"words": {}, "timeline": {"links": {}}}
        return Frame(config, config.theme.get_env(), get_navigation(Files([]), config))

    return make


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("</body>", "{{ page.url }}</body>"),
        lambda text: text.replace("</body>", "{{ meta.title|upper }} {{ meta.title|length }}</body>"),
    ],
    ids=["this theme", "another value that differs", "a value that is changed"],
)
def test_every_page_is_as_the_theme_gives_it(theme, change):
    frame = theme(change)
    for shown in PAGES:
        assert frame.html(shown) == frame._rendered(shown)


def test_pages_of_this_theme_are_filled_in(theme, monkeypatch):
    frame = theme(lambda text: text)
    rendered = []
    render = frame._rendered
    monkeypatch.setattr(frame, "_rendered", lambda shown: rendered.append(shown.url) or render(shown))
    pages = [page(f"events/{number}.md", crumbs=[["Home", "../../"], [HOSTILE, "../"]]) for number in range(9)]
    for shown in pages:
        frame.html(shown)
    assert len(rendered) == 2  # once with stand-ins, once to compare
