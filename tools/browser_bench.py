"""The explore page with its picture of time beside vis-timeline on the same events: how soon they stand there, and how long the page hangs while a
reader zooms, pans and filters.

    python -m tools.browser_bench [--sizes 5000 10000] [--limit SECONDS]

Sites of invented events (tools/bench/synthetic.py) are built; ours is their explore page as readers get it, the other a page that reads the same columns
and gives them to vis-timeline, a group for each actor that has a lane with us. Both run in one browser and get the same input: ctrl and wheel,
a drag, then the most frequent actors and kinds of event chosen one after the other. Needs Chromium and npm, which brings vis-timeline into a temporary folder.

    first paint   from the start of the navigation until the browser paints anything
    events        until events are painted
    zoom, filter  the longest task of the main thread meanwhile; 0: none above 50 ms
    blocked       what all these tasks take beyond 50 ms each, together
    frame         the longest wait from one frame to the next
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench.synthetic import write_project
from tools.chromium import chromium
from tools.pages_host import hosted

PEER = "vis-timeline@8.5.4"
SIZES = (5_000, 10_000)
STEPS = 14
"""Steps of zooming in; as many go out again."""

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="stylesheet" href="vis/styles/vis-timeline-graph2d.min.css">
<style>#host{height:600px;width:1000px;margin:20px;font:12px sans-serif}</style><h1>Events</h1>
<div id="host"></div><script src="vis/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script type="module">
const query = new URLSearchParams(location.search), site = query.get("site"), day = 86400000;
const { load } = await import(`./${site}/assets/columns.js`);
const data = await load(new URL(`./${site}/`, location.href).href, { all: true });
const titles = await Promise.all(Array.from({ length: data.n }, (_, event) => data.titles(event)));
const top = (event) => (data.actors[event].length ? data.names.actors[data.actors[event][data.lead[event]]][3] : -1);
const counts = new Map();
for (let event = 0; event < data.n; event++) counts.set(top(event), (counts.get(top(event)) || 0) + 1);
const lanes = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([actor]) => actor);
const laneOf = (event) => (lanes.includes(top(event)) ? top(event) : -2);
const items = new vis.DataSet(titles.map(([id, title], event) => ({ id: event, group: laneOf(event), content: title, start: data.first[event] * day, end: (data.last[event] + 1) * day })));
let chosen = () => true;
const view = new vis.DataView(items, { filter: (item) => chosen(item.id) });
const groups = new vis.DataSet([...lanes, -2].map((actor) => ({ id: actor, content: actor < 0 ? "Others" : data.names.actors[actor][1] })));
const timeline = new vis.Timeline(document.getElementById("host"), view, groups, { height: 600, zoomKey: "ctrlKey", verticalScroll: true, ...(query.has("cluster") ? { cluster: { maxItems: 3 } } : {}) });
timeline.on("changed", () => requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn ??= performance.now(); })));
const steps = [(event) => data.actors[event].includes(0), (event) => data.actors[event].includes(0) || data.actors[event].includes(1), (event) => data.type[event] === 3, () => true];
window.choose = (step) => { chosen = steps[step]; view.refresh(); };
</script></html>
"""

WATCH = """() => {
  window.tasks = [];
  window.frame = 0;
  if (window.watching) return;
  window.watching = true;
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
  let last = performance.now();
  const next = (now) => { window.frame = Math.max(window.frame, now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""

OURS_DRAWN = """() => document.querySelector(".drawn canvas")?.width > 300 && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""

KINDS = {"ours": "explore", "vis": "vis-timeline", "clustered": "vis-timeline, clustering"}
FIGURES = ("first paint", "events", "zoom", "filter", "blocked", "frame")


def measured(browser: object, base: str, kind: str, size: int, limit: float) -> dict[str, float] | None:
    """What one kind takes with so many events, in milliseconds; None where a step takes longer than `limit` seconds."""
    from playwright.sync_api import Error

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(limit * 1000)
    site = f"site-{size}"
    try:
        page.goto(f"{base}{site}/explore/?view=time" if kind == "ours" else f"{base}bench/?site={site}{'&cluster=1' if kind == 'clustered' else ''}")
        if kind == "ours":
            events = page.wait_for_function(OURS_DRAWN).json_value()
            canvas = page.locator(".drawn-stage").bounding_box()
            page.locator(".drawn-zoom button").nth(3).click()  # all of the time, as the other begins
        else:
            events = page.wait_for_function("window.drawn").json_value()
            canvas = page.locator("#host").bounding_box()
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        page.wait_for_timeout(1500)
        zooming = _watched(page, lambda: _zoom_and_pan(page, canvas["x"] + canvas["width"] * 0.6, canvas["y"] + min(canvas["height"], 600) * 0.5))
        filtering = _watched(page, lambda: _filter_ours(page) if kind == "ours" else _filter_other(page))
        return {
            "first paint": paint, "events": events, "zoom": max(zooming[0], default=0.0), "filter": max(filtering[0], default=0.0),
            "blocked": sum(max(0.0, task - 50) for task in zooming[0] + filtering[0]), "frame": max(zooming[1], filtering[1]),
        }  # fmt: skip
    except Error as fault:
        if "Timeout" in str(fault):
            return None
        raise
    finally:
        context.close()


def _watched(page: object, act: object) -> tuple[list[float], float]:
    """The long tasks while something is done and for a while after it, and the longest wait for a frame."""
    page.evaluate(WATCH)
    act()
    page.wait_for_timeout(1000)
    return page.evaluate("[window.tasks, window.frame]")


def _zoom_and_pan(page: object, x: float, y: float) -> None:
    """Zooms in, drags there and back, and zooms out again, as a hand would."""
    page.mouse.move(x, y)
    for direction in (-1, 1):
        page.keyboard.down("Control")
        for _ in range(STEPS):
            page.mouse.wheel(0, direction * 60)
            page.wait_for_timeout(30)
        page.keyboard.up("Control")
        if direction < 0:
            page.mouse.down()
            for step in range(1, 25):
                page.mouse.move(x + (step if step <= 12 else 24 - step) * 25, y)
                page.wait_for_timeout(16)
            page.mouse.up()


def _filter_ours(page: object) -> None:
    """The two most frequent actors, then a kind of event alone, then everything."""
    for name, at in (("actor", 0), ("actor", 1)):
        page.locator(f"input[name={name}]").nth(at).click()
        page.wait_for_timeout(600)
    for name, at in (("actor", 1), ("actor", 0), ("type", 0)):
        page.locator(f"input[name={name}]:visible").nth(at).click()
    page.wait_for_timeout(600)
    page.locator("input[name=type]:visible").first.click()
    page.wait_for_timeout(600)


def _filter_other(page: object) -> None:
    for step in range(4):
        page.evaluate("(step) => { setTimeout(() => window.choose(step)); }", step)
        page.wait_for_timeout(600)


def table(results: dict[tuple[str, int], dict[str, float] | None], limit: float) -> str:
    """The results as a Markdown table, each figure of others with its ratio to ours."""
    lines = [f"| events | page | {' | '.join(f'{name}, ms' for name in FIGURES)} |", "|---|---|" + "--:|" * len(FIGURES)]
    for (kind, size), found in results.items():
        ours = results["ours", size]
        cells = [f"over {limit:g} s"] + [""] * (len(FIGURES) - 1)
        if found:
            cells = [f"{found[name]:,.0f}" + (f" ({found[name] / ours[name]:.1f} ×)" if kind != "ours" and ours and ours[name] else "") for name in FIGURES]
        lines.append(f"| {size:,} | {KINDS[kind]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _build(root: Path, size: int) -> None:
    """A site of so many invented events, in `root/site-N`."""
    project = root / f"project-{size}"
    write_project(project, size)
    subprocess.run([sys.executable, "-m", "generator", "-C", str(project), "build", "--quiet", "--clean", "--site-dir", str(root / f"site-{size}")], check=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--limit", type=float, default=120.0, help="seconds after which a step is given up")
    options.add_argument("--work", type=Path, help="a folder that keeps the sites from one run to the next")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.work or Path(folder)
        bench = root / "bench"
        bench.mkdir(parents=True, exist_ok=True)
        (bench / "index.html").write_text(PAGE.replace("./${site}/", "../${site}/"), encoding="utf-8")
        if not (bench / "vis").exists():
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(root), PEER], check=True)
            (bench / "vis").symlink_to(root / "node_modules" / "vis-timeline")
        for size in given.sizes:
            if not (root / f"site-{size}").exists():
                _build(root, size)
        results = {}
        with hosted(root) as base, chromium() as browser:
            for size in given.sizes:
                for kind in KINDS:
                    results[kind, size] = measured(browser, base, kind, size, given.limit)
                    print(f"{KINDS[kind]}, {size:,}: {results[kind, size]}", file=sys.stderr, flush=True)
    print(table(results, given.limit))


if __name__ == "__main__":
    main()
