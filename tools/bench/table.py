"""Measurements → Markdown tables, and into docs/performance.md between two marks. Knows nothing of how they were measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
OURS, HUGO = "ours", "Hugo"
BASE = 1000
"""Growth is counted from this many events, or from the fewest that were measured."""

NAMES = {
    "clean": "clean build", "without search": "clean build without the search index", "Markdown alone": "`timeline generate`",
    "edited": "after one edit", "unchanged": "nothing changed", "check": "`timeline check`", "check edited": "`timeline check` after one edit",
    "served": "edit to served page",
}
"""What is measured in seconds, in the order it is shown."""

RATIOS = (
    ("clean build without the search index, beside Hugo's", "without search", "clean", HUGO, "1.0, at most 3"),
    ("clean build, beside Hugo's", "clean", "clean", HUGO, "at most 5"),
    ("after one edit, beside Hugo's", "edited", "edited", HUGO, "at most 0.3"),
    ("nothing changed, beside Hugo's after one edit", "unchanged", "edited", HUGO, "at most 0.15"),
    ("`timeline check` after one edit, beside our clean build", "check edited", "clean", OURS, "0.1"),
    ("edit to served page, beside `hugo server`", "served", "served", HUGO, "below 1 s"),
)


def report(results: dict) -> str:
    """Everything measured, as Markdown."""
    sizes = [results["sizes"][key] for key in sorted(results["sizes"], key=int)]
    parts = [_where(results, sizes)] if sizes else []
    if sizes:
        parts += ["### Seconds", _seconds(sizes), "### Beside the aims", _aims(sizes), "### Memory, pages, search", _weights(sizes)]
        parts += [_own(results["own"])] if results.get("own") else []
        left = [f"{name} ({reason.strip().splitlines()[-1]})" for size in sizes for name, reason in size["left_out"].items()]
        parts += [f"Left out: {'; '.join(dict.fromkeys(left))}."] if left else []
    parts += [profile_table(results["profile"])] if results.get("profile") else []
    return "\n\n".join(parts)


def _where(results: dict, sizes: list[dict]) -> str:
    machine = results["machine"]
    versions = {name: version for size in sizes for name, version in size["versions"].items()}
    pages = "; ".join(f"{size['events']:,} events are {size['sites'][OURS]['pages']:,} pages, {_runs(size)}" for size in sizes)
    commit = f" of commit {results['commit']}" if results.get("commit") else ""
    return (
        f"Measured on {results['date']}{commit}: {machine['cores']} cores ({machine['processor']}), Python {machine['python']}; "
        f"{', '.join(f'{name} {version}' for name, version in versions.items())}. Other work ran on the machine meanwhile (load {machine['load']} at "
        f"the end). {pages[0].upper()}{pages[1:]}. Medians; in brackets the ratio to Hugo."
    )


def _runs(size: dict) -> str:
    count, others = size["runs"], size.get("others", size["runs"])
    told = f"{count} run{'' if count == 1 else 's'}"
    return told if others == count else f"{told}, but {others} of builders other than ours and Hugo"


def _seconds(sizes: list[dict]) -> str:
    rows = []
    names = list(dict.fromkeys(name for size in sizes for name in size["seconds"]))
    for what, label in NAMES.items():
        for name in names:
            values = [_median(size, name, what) for size in sizes]
            if any(value is not None for value in values):
                cells = [_with_ratio(size, value, name, what) for size, value in zip(sizes, values, strict=True)]
                rows.append([label, f"**{name}**" if name == OURS else name, *cells, _growth(sizes, values)])
    return _table(["", "", *(f"{size['events']:,}" for size in sizes), "growth"], rows)


def _median(size: dict, name: str, what: str) -> float | None:
    values = size["seconds"].get(name, {}).get(what)
    return median(values) if values else None


def _with_ratio(size: dict, value: float | None, name: str, what: str) -> str:
    if value is None:
        return "–"
    hugo = _median(size, HUGO, what if what != "without search" else "clean")
    return f"{_figure(value)} ({_figure(value / hugo)})" if hugo and name != HUGO else _figure(value)


def _growth(sizes: list[dict], values: list[float | None]) -> str:
    """Seconds an event at the most events, over those at the base; and the same for a page."""
    pairs = [(size, value) for size, value in zip(sizes, values, strict=True) if value is not None]
    based = [pair for pair in pairs if pair[0]["events"] >= BASE] or pairs
    if len(based) < 2:
        based = pairs
    if len(based) < 2:
        return "–"
    (first, start), (last, end) = based[0], based[-1]
    events, pages = ((end / count(last)) / (start / count(first)) for count in (lambda size: size["events"], lambda size: size["sites"][OURS]["pages"]))
    return f"{events:.1f} an event, {pages:.1f} a page"


def _aims(sizes: list[dict]) -> str:
    rows = []
    for label, ours, theirs, whose, aim in RATIOS:
        pairs = [(_median(size, OURS, ours), _median(size, whose, theirs)) for size in sizes]
        rows.append([label, aim, *(_figure(one / other) if one and other else "–" for one, other in pairs)])
    rows.append(["memory of a clean build, beside Hugo's", "0.5", *(_memory_ratio(size) for size in sizes)])
    rows.append(["HTML a page, mean, kB", "at most 15", *(_site(size, OURS, lambda site: _figure(site["html"] / site["pages"] / 1000)) for size in sizes)])
    rows.append(["heaviest page, kB", "at most 150", *(_site(size, OURS, lambda site: f"{site['heaviest'] / 1000:,.0f} ({site['heaviest_page'].split('/')[1]})") for size in sizes)])
    rows.append(["pages above 150 kB", "0", *(_site(size, OURS, lambda site: f"{site['heavy']:,}") for size in sizes)])
    rows.append(["whole site, MB", "below 400", *(_site(size, OURS, lambda site: _figure(site["bytes"] / 1e6)) for size in sizes)])
    rows.append(["search, first query, kB", "below 150 to 250", *(_query(size, lambda search: f"{search['bytes'] / 1000:,.0f}") for size in sizes)])
    return _table(["", "aim at 10,000", *(f"{size['events']:,}" for size in sizes)], rows)


def _memory_ratio(size: dict) -> str:
    one, other = (size["memory"].get(name, {}).get("clean") for name in (OURS, HUGO))
    return _figure(median(one) / median(other)) if one and other else "–"


def _site(size: dict, name: str, shown: Callable[[dict], str]) -> str:
    return shown(size["sites"][name]) if name in size["sites"] else "–"


def _weights(sizes: list[dict]) -> str:
    rows = []
    for name in dict.fromkeys(name for size in sizes for name in size["sites"]):
        shown = f"**{name}**" if name == OURS else name
        held = [size["memory"].get(name, {}).get("clean") for size in sizes]
        rows.append(["memory of a clean build, MB", shown, *(f"{median(one) / 1e6:,.0f}" if one else "–" for one in held)])
        rows.append(["HTML a page, kB: mean, heaviest", shown, *(_site(size, name, lambda site: f"{site['html'] / site['pages'] / 1000:.1f}, {site['heaviest'] / 1000:,.0f}") for size in sizes)])
        rows.append(["site: files, MB", shown, *(_site(size, name, lambda site: f"{site['files']:,}, {site['bytes'] / 1e6:,.0f}") for size in sizes)])
        if any(_site(size, name, lambda site: str(site["search"])) not in ("–", "0") for size in sizes):
            rows.append(["search index on disk, MB", shown, *(_site(size, name, lambda site: f"{site['search'] / 1e6:,.1f}") for size in sizes)])
    rows.sort(key=lambda row: row[0])
    queries = [
        ("first query: kB sent, files", lambda search: f"{search['bytes'] / 1000:,.0f}, {search['requests']}"),
        *((f"first query: kB of {part}", lambda search, part=part: _figure(search["parts"].get(part, 0) / 1000)) for part in _parts(sizes)),
        ("first query: s until finds are shown", lambda search: _figure(search["seconds"])),
    ]
    rows += [[label, f"**{OURS}**", *(_query(size, shown) for size in sizes)] for label, shown in queries if any(size["search"] for size in sizes)]
    return _table(["", "", *(f"{size['events']:,}" for size in sizes)], rows)


def _query(size: dict, shown: Callable[[dict], str]) -> str:
    return shown(size["search"]) if size["search"] else "–"


def _parts(sizes: list[dict]) -> list[str]:
    """Kinds of file that a first query fetches, the heaviest first, without those of less than a kilobyte."""
    weights: dict[str, int] = {}
    for size in sizes:
        for part, sent in (size["search"] or {"parts": {}})["parts"].items():
            weights[part] = max(sent, weights.get(part, 0))
    return [part for part in sorted(weights, key=weights.get, reverse=True) if weights[part] >= 1000]


def _own(own: dict) -> str:
    site, search = own["site"], own["search"]
    query = f"a first query (“{search['query']}”) transfers {search['bytes'] / 1000:,.0f} kB in {search['requests']} files" if search else "no query was tried"
    return (
        f"The timeline of this repository ({own['events']} events, {site['pages']} pages): clean build {_figure(own['seconds'])} s, {own['memory'] / 1e6:,.0f} MB of "
        f"memory; HTML {site['html'] / site['pages'] / 1000:.1f} kB a page, the heaviest `{site['heaviest_page']}` {site['heaviest'] / 1000:,.0f} kB; "
        f"{query}."
    )


def profile_table(profile: dict) -> str:
    """Where the time of one build went: stages, then pages by kind."""
    seconds, calls, wall = profile["seconds"], profile["calls"], profile["wall"]
    by_kind: dict[str, dict[str, float]] = {}
    stages: dict[str, float] = {}
    for name, took in seconds.items():
        stage, _, kind = name.partition(": ")
        if stage in ("Markdown", "HTML", "template"):
            by_kind.setdefault(kind, {})[stage] = took
            name = {"Markdown": "pages: records to Markdown", "HTML": "pages: Markdown to HTML", "template": "pages: the theme's frame"}[stage]
        stages[name] = stages.get(name, 0.0) + took
    shown = [[name, f"{took:.2f}", f"{100 * took / wall:.0f} %"] for name, took in sorted(stages.items(), key=lambda one: -one[1]) if took >= 0.005 * wall]
    rest = wall - sum(took for took in stages.values() if took >= 0.005 * wall)
    shown.append(["all else", f"{rest:.2f}", f"{100 * rest / wall:.0f} %"])
    kinds = sorted(by_kind.items(), key=lambda one: -sum(one[1].values()))
    rows = [
        [kind, f"{calls.get(f'Markdown: {kind}') or calls.get(f'HTML: {kind}', 0):,}", *(f"{took.get(stage, 0):.2f}" for stage in ("Markdown", "HTML", "template")), _each(took, calls, kind)]
        for kind, took in kinds if sum(took.values()) >= 0.005
    ]
    missing = f" The product has no more of: {', '.join(profile['missing'])}." if profile["missing"] else ""
    return "\n\n".join((
        f"### Where the time goes at {profile['events']:,} events",
        f"One clean build in one process, {wall:.1f} s with the timers. A stage's time is its own, without that of stages inside it.{missing}",
        _table(["stage", "seconds", "share"], shown), _table(["kind of page", "pages", "to Markdown, s", "to HTML, s", "frame, s", "ms a page"], rows),
    ))


def _each(took: dict[str, float], calls: dict[str, int], kind: str) -> str:
    pages = calls.get(f"Markdown: {kind}") or calls.get(f"HTML: {kind}", 0)
    return _figure(1000 * sum(took.values()) / pages) if pages else "–"


def _figure(value: float) -> str:
    """Two digits that count, or whole numbers from a hundred on."""
    return f"{value:,.0f}" if value >= 99.5 else f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    numbers = sum(not cell for cell in head) or 1
    rule = ["---"] * numbers + ["--:"] * (len(head) - numbers)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def write(file: Path, text: str) -> None:
    """Put the text between the marks of a file."""
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file} lacks {BEGIN} and {END}")
    file.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
