"""Records written to break out of their page: whatever a contributor writes is shown as text, and nothing of it runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, sha256
from tools.pages_host import hosted

PAYLOADS = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"><svg onload=window.hacked=1>",
    "' onmouseover=window.hacked=1 x='",
    "</title><script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "[x](javascript:window.hacked=1)",
    "<javascript:window.hacked=1>",
    "{{ 7*7 }}{% raw %}",
    "--8<-- \"mkdocs.yml\"",
    "x {: onclick=window.hacked=1 }",
    "![x](x){ onerror=window.hacked=1 }",
    "*[HTML]: x [^1] [x]: http://example.org",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "```\ncode".replace("\n", " "),
    "| a | b | ~~~ === --- # h",
    "-->  <!-- ]]> ?>",
    "\\<b> \\* `x` ``",
    "&#x3C;script&#x3E;",
    "﷽ ع 日本語 é́",
]


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A built site with each payload in every field of an event, an actor, a place and a source."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    subprocess.run([sys.executable, "-m", "generator", "init", str(root)], check=True, capture_output=True, cwd=ROOT)
    write(root / "content/timeline.yml", {
        "title": f"T {PAYLOADS[0]}", "description": f"A description {PAYLOADS[4]}", "zone": "Etc/UTC", "event_types": [f"t {PAYLOADS[1]}"],
        "actor_kinds": [f"k {PAYLOADS[2]}"], "place_kinds": [f"p {PAYLOADS[3]}"], "roles": [f"r {PAYLOADS[0]}"], "contact": "a@example.org",
        "repository": "https://github.com/example/x",
    })
    for number, payload in enumerate(PAYLOADS):
        marked = payload.replace("7*7", "seven*seven").replace("8<", "eight<")
        document = f"Before {payload} after number {number}.\nHe said {marked} on 3 May 2030 there.\n"
        write(root / f"seeds/d{number}.txt", document)
        write(root / f"content/sources/s{number}.yml", {
            "document": f"d{number}.txt", "sha256": sha256(document), "publisher": f"P{number} {payload}", "headline": f"H{number} {payload}",
            "byline": payload, "published": "2030-05-03", "language": "en", "basis": payload, "agencies": [payload],
            "reliability": {"level": "low", "why": payload},
        })
        write(root / f"content/actors/a{number}.yml", {
            "name": f"A{number} {payload}", "kind": f"k {PAYLOADS[2]}", "aliases": [f"alias{number} {payload}"], "role": payload, "note": payload,
        })
        write(root / f"content/places/p{number}.yml", {
            "name": f"Q{number} {payload}", "kind": f"p {PAYLOADS[3]}", "note": payload, "names": [{"name": f"N{number} {payload}", "used_by": [f"a{number}"]}],
        })
        cite = {"source": f"s{number}", "quote": f"He said {marked} on 3 May 2030 there."}
        write(root / f"content/events/e{number}.yml", {
            "title": f"E{number} {payload}"[:120], "date": "2030-05-03", "type": f"t {PAYLOADS[1]}", "places": [f"p{number}"],
            "actors": [{"actor": f"a{number}", "role": f"r {PAYLOADS[0]}"}],
            "summary": f"He said {marked}[^one]" if "[^" not in payload else "He said so.[^one]",
            "claims": [
                {"id": "one", "text": f"He said {marked}", "by": f"a{number}", "stance": "says", "hedge": payload, "cites": [cite]},
                {"id": "two", "text": f"Another {marked}", "by_words": f"W {payload}", "stance": "denies", "denies": ["one"], "cites": [cite],
                 "inferred": [{"what": "Another", "why": payload}]},
            ],
            "differences": [{"question": f"D {payload}", "claims": ["one", "two"], "status": "resolved", "resolution": payload}],
            "corrections": [{"date": "2030-05-04", "what": payload, "why": payload}],
        })
    raw = "\n\n".join(PAYLOADS) + "\n\n<script>window.hacked=1</script>\n\n<img src=x onerror=window.hacked=1>\n\n<iframe src='javascript:window.hacked=1'></iframe>\n"
    head = "---\ntitle: '<script>window.hacked=1</script>'\nmoved: https://evil.example/\ntemplate: 404.html\ncrumbs: 5\nmail: javascript:x\n---\n"
    for name in ("index", "about", "method"):
        write(root / f"content/{name}.md", f"{head}\n# {name}\n\n{raw.replace('![x](x)', '')}")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), "build", "--quiet"], capture_output=True, text=True, check=False, cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return root / "site"


@pytest.fixture(scope="module")
def base(hostile):
    """Where the site is served."""
    with hosted(hostile) as found:
        yield found


def test_nothing_a_record_says_ever_runs(hostile, base, browser):
    tab = browser.new_page()
    outside, dialogs, complaints = [], [], []
    tab.on("request", lambda request: None if request.url.startswith((base, "data:")) else outside.append(request.url))
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    pages = sorted(file.relative_to(hostile).as_posix().removesuffix("index.html") for file in hostile.rglob("index.html"))
    assert len(pages) > 80
    for page in [*pages, "search/?q=window"]:
        tab.goto(base + page)
        if page.startswith("search/?"):
            tab.locator("#search-results a").first.wait_for()
        assert tab.evaluate("window.hacked") is None, page
        assert tab.evaluate("document.querySelectorAll('main script, main img, main svg[onload], main iframe, [onclick], [onmouseover]').length") == 0, page
        assert tab.evaluate("[...document.querySelectorAll('a')].filter(a => /^(javascript|data|vbscript):/i.test(a.href)).length") == 0, page
    assert (outside, dialogs, complaints) == ([], [], [])
    tab.close()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_what_a_record_says_is_shown_as_it_was_written(hostile, browser, number):
    tab = browser.new_page()
    tab.set_content((hostile / f"events/e{number}/index.html").read_text(encoding="utf-8"))
    shown = re.sub(r"\s+", " ", tab.locator("h1").inner_text())
    expected = re.sub(r"\s+", " ", re.sub(r"\*([^* ][^*]*)\*", r"\1", f"E{number} {PAYLOADS[number]}"[:120])).strip()
    assert shown == expected
    tab.close()
