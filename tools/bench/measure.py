"""Measures whole processes, served pages and finished sites, ours and those of `peers`, at one size.

Contestants take turns, run after run, so that what else the machine does meets all alike. Seconds and bytes are kept as measured, a
list of one value a run; medians are `table`'s business.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path

from tools.bench.peers import Job, NotInstalled, peers
from tools.bench.synthetic import write_project
from tools.chromium import chromium
from tools.pages_host import hosted

PRODUCT = Path(__file__).resolve().parents[2]
OURS, COMPARED = "ours", "Hugo"
POLL = 0.25
"""Seconds between two looks at the memory of a process tree: each costs some milliseconds, which would slow what is measured."""

ASK = 0.01
"""Seconds between two requests for a page that a live server is about to renew."""

PATIENCE = 1800
"""Seconds after which a process or a served page is given up."""


class Failed(Exception):
    """A builder did not do what it was asked to; the message says what it said."""


# --- Processes ---


def run(command: tuple[str, ...], cwd: Path) -> tuple[float, int]:
    """Run to the end: seconds of wall time, and the most memory in bytes that the process and its descendants held at once, as
    polled in /proc, or at least what the kernel says of the largest of them. Raises `Failed`."""
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=told, stderr=subprocess.STDOUT)
        peak, over = [0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, over))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        over.set()
        watcher.join()
        if process.returncode:
            told.seek(0)
            raise Failed(told.read().decode(errors="replace").strip()[-300:] or f"ended with {process.returncode}")
    return seconds, max(peak[0], usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _watch(pid: int, peak: list[int], over: threading.Event) -> None:
    while not over.wait(POLL):
        peak[0] = max(peak[0], sum(map(_resident, _tree(pid))))


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task").glob("*/children")
        return [pid, *(one for child in children for number in child.read_text().split() for one in _tree(int(number)))]
    except OSError:
        return [pid]


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; what several hold together counts once, in equal parts."""
    try:
        return 1024 * int(re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text()).group(1))
    except (OSError, AttributeError):
        return 0


# --- One size ---


def ours(project: Path) -> Job:
    command = (sys.executable, "-m", "generator", "-C", str(project))
    return Job(
        OURS, project, (*command, "build", "--quiet"), project / "site", project / "content", (*command, "serve", "--address", "127.0.0.1:PORT"),
        frozenset(("content", "seeds", "overrides", "mkdocs.yml")),
    )


def measure(events: int, runs: int, work: Path, peers_folder: Path, say=print, only: frozenset[str] = frozenset(), others_once: bool = False) -> dict:
    """Everything at one size, in `work`, which is made anew. `only` names the peers to take; none means all. With `others_once`
    those that we are not compared with take one turn."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    project = work / "project"
    write_project(project, events)
    own = ours(project)
    seconds: dict[str, dict[str, list[float]]] = {}
    memory: dict[str, dict[str, list[int]]] = {}
    left_out: dict[str, str] = {}
    versions: dict[str, str] = {}

    def timed(job: Job, what: str, command: tuple[str, ...]) -> None:
        took, held = run(command, job.folder if job.name != OURS else PRODUCT)
        seconds.setdefault(job.name, {}).setdefault(what, []).append(took)
        memory.setdefault(job.name, {}).setdefault(what, []).append(held)
        say(f"  {events:,} events, {job.name}, {what}: {took:.2f} s, {held / 1e6:.0f} MB")

    base = own.command[:-2]
    timed(own, "Markdown alone", (*base, "generate", "--out", str(work / "markdown")))
    jobs = [own]
    for peer in peers():
        if only and peer.name not in only:
            continue
        folder = work / peer.name.split()[0].lower()
        try:
            program, versions[peer.name] = peer.install(peers_folder)
            folder.mkdir()
            jobs.append(peer.prepare(program, work / "markdown", folder))
        except NotInstalled as error:
            left_out[peer.name] = str(error)
            say(f"  {peer.name} is left out: {error}")
    sites: dict[str, dict] = {}
    for turn in range(runs):
        for job in list(jobs):
            if others_once and turn and job.name not in (OURS, COMPARED):
                continue
            try:
                job.clear()
                timed(job, "clean", job.command)
                edit(job, _word(turn))
                timed(job, "edited", job.command)
                if not job.keeps_nothing:
                    timed(job, "unchanged", job.command)
                if job is own:
                    timed(own, "check", (*base, "check"))
                    edit(job, _word(turn + runs))
                    timed(own, "check edited", (*base, "check"))
                sites[job.name] = weigh(job.out)
            except Failed as error:
                left_out[job.name] = f"at {events:,} events: {error}"
                jobs.remove(job)
                say(f"  {job.name} is left out at {events:,} events: {error}")
                if job is own:
                    raise
        own_site = work / "unsearched"
        shutil.rmtree(project / ".cache", ignore_errors=True)  # a clean build, too
        timed(own, "without search", (sys.executable, "-m", "tools.bench.stages", "--without-search", "-C", str(project), "build", "--quiet", "--site-dir", str(own_site)))
        shutil.rmtree(own_site)
    search = first_query(own.out, _busiest(project), left_out)
    for job in jobs:
        if job.server:
            try:
                seconds[job.name]["served"] = served_edits(job, runs)
            except Failed as error:
                left_out[f"{job.name}'s server"] = f"at {events:,} events: {error}"
            told = ", ".join(f"{value:.2f}" for value in seconds[job.name].get("served", ()))
            say(f"  {events:,} events, {job.name}, edit to served page: {told or 'failed'}")
    return {"events": events, "runs": runs, "others": 1 if others_once else runs, "seconds": seconds, "memory": memory, "sites": sites, "search": search, "left_out": left_out, "versions": versions}


def measure_own(work: Path) -> dict:
    """The site of this repository's own records: what it weighs, and what a first query transfers."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in ("content", "seeds", "overrides"):
        shutil.copytree(PRODUCT / name, work / name)
    shutil.copy(PRODUCT / "mkdocs.yml", work)
    job = ours(work)
    took, held = run(job.command, PRODUCT)
    events = sum(1 for _ in (work / "content/events").rglob("*.yml"))
    return {"events": events, "seconds": took, "memory": held, "site": weigh(job.out), "search": first_query(job.out, _busiest(work), {})}


def _word(turn: int) -> str:
    """A word that stands nowhere else, another each turn; letters alone, so that no check reads a number in it."""
    return "zyx" + "".join(chr(ord("a") + int(digit)) for digit in f"{turn:03}")


# --- Edits ---


def edit(job: Job, word: str) -> str:
    """Put a word into one record (its first claim and the sentence of its summary), or into one page of a peer's; the address of the page."""
    events = sorted((job.pages / "events").glob("*.yml" if job.name == OURS else "*.md"))
    file = [file for file in events if file.stem not in ("index", "_index")][len(events) // 2]
    text = file.read_text(encoding="utf-8")
    if job.name == OURS:
        text = re.sub(r"( zyx\w+)?(\.?\[\^)", rf" {word}\2", text, count=1)
        text = re.sub(r"(?m)^(    text: .*?)( zyx\w+)?\.$", rf"\1 {word}.", text, count=1)
    else:
        text = re.sub(r"\n\nzyx\w+\n$", "\n", text) + f"\n{word}\n"
    file.write_text(text, encoding="utf-8")
    return f"events/{file.stem}/"


def served_edits(job: Job, runs: int) -> list[float]:
    """Seconds from saving an edit to the new text in the page that the live server gives, asked for again and again."""
    port = _free_port()
    command = tuple(part.replace("PORT", str(port)) for part in job.server)
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=PRODUCT if job.name == OURS else job.folder, stdout=told, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}/{edit(job, _word(900))}"
            _await(address, _word(900), process)
            found = []
            for turn in range(runs):
                time.sleep(1.5)  # let the server see that nothing changes
                edit(job, _word(901 + turn))
                began = time.perf_counter()
                _await(address, _word(901 + turn), process)
                found.append(time.perf_counter() - began)
            return found
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(address: str, word: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise Failed(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if word in answer.read().decode():
                    return
        except (OSError, http.client.HTTPException):
            pass  # not up yet, or the page was exchanged while it was sent
        time.sleep(ASK)
    raise Failed(f"{address} never had the new text")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


# --- Sites ---


def weigh(site: Path) -> dict:
    """Files and bytes of a site, all and HTML alone, and the heaviest page."""
    files = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
    pages = {file: size for file, size in files.items() if file.suffix == ".html"}
    heaviest = max(pages, key=pages.get)
    return {
        "files": len(files), "bytes": sum(files.values()), "pages": len(pages), "html": sum(pages.values()),
        "heaviest": pages[heaviest], "heaviest_page": f"/{heaviest.relative_to(site).parent.as_posix()}/",
        "heavy": sum(size > 150_000 for size in pages.values()),
        "search": sum(size for file, size in files.items() if "search-index" in file.parts or file.name == "search_index.json" or file.name == "search.json"),
    }


def _busiest(project: Path) -> str:
    """The last word of the name of the actor in most events: what a reader may well look for, and what is found in most pages."""
    named = Counter(actor for file in (project / "content/events").rglob("*.yml") for actor in re.findall(r"\{actor: ([\w-]+)", file.read_text(encoding="utf-8")))
    record = next((project / "content/actors").rglob(f"{named.most_common(1)[0][0]}.yml")).read_text(encoding="utf-8")
    return re.search(r"(?m)^name: (.*)$", record).group(1).strip("\"'").split()[-1]


def first_query(site: Path, query: str, left_out: dict[str, str]) -> dict | None:
    """What Chromium fetches for a first query, or nothing and a reason in `left_out` where there is no Chromium: all that is sent from
    the query on, on a search page already shown, until its first finds stand there and nothing more is asked for, and the search
    page's own scripts before."""
    try:
        return _first_query(site, query)
    except Exception as error:  # Playwright may be missing, and its errors cannot be named without it
        left_out["first query"] = str(error).splitlines()[0]
    return None


def _first_query(site: Path, query: str) -> dict:
    sent: list[tuple[str, int]] = []
    with hosted(site, sent) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}search/", wait_until="networkidle")
        before = len(sent)
        began = time.perf_counter()
        page.fill(".search-box input[name=q]", query)
        page.wait_for_selector("#search-results li a", timeout=PATIENCE * 1000)
        seconds = time.perf_counter() - began
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        finds = page.inner_text("#search-status")
        fetched = sent[before:] + [(path, size) for path, size in sent[:before] if path.endswith(SEARCH_SCRIPTS)]
    kinds: Counter[str] = Counter()
    for path, size in fetched:
        kinds[_search_part(path)] += size
    return {"query": query, "finds": finds, "seconds": seconds, "bytes": sum(size for _, size in fetched), "requests": len(fetched), "parts": dict(kinds)}


SEARCH_SCRIPTS = tuple(f"/{name}.js" for name in ("search", "finds", "terms", "excerpts", "facets", "dates", "columns", "element"))


def _search_part(path: str) -> str:
    if path.endswith(".js"):
        return "scripts"
    if "/data/explore/" in path:
        return "columns"
    if "/search-index/" not in path:
        return "pages found" if path.endswith("/") else "other"
    return {"entry": "entry", "terms": "terms", "addresses": "addresses", "dates": "dates"}.get(re.split(r"[-.]", path.rpartition("/")[2])[0], "other")


def machine() -> dict:
    """What this was measured on."""
    try:
        model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()).group(1)
    except (OSError, AttributeError):
        model = "unknown processor"
    load = os.getloadavg()[0]
    return {"cores": os.cpu_count(), "processor": model, "python": ".".join(map(str, sys.version_info[:3])), "load": round(load, 1)}


def load_results(file: Path) -> dict:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"sizes": {}}
