"""`make bench`, or

    python -m tools.bench [--sizes 300 1000] [--runs 3] [--only Hugo …] [--write]
    python -m tools.bench --profile 3000 [--write]

Measurements are kept in the folder that --work names, size by size, so that a long run need not be all in one; the tables
are made from all that is there.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench import table
from tools.bench.measure import PRODUCT, load_results, machine, measure, measure_own, run
from tools.bench.synthetic import write_project

DOCUMENT = PRODUCT / "docs" / "performance.md"


def main() -> int:
    options = _options()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "results.json"
    results = load_results(kept)
    if options.profile:
        results["profile"] = profile(options.profile, work / "profile")
    else:
        for events in options.sizes:
            found = measure(events, options.runs, work / f"size-{events}", options.peers, _say, frozenset(options.only), options.others_once)
            results["sizes"][str(events)] = found
            _keep(kept, results)
        if options.sizes:
            results["own"] = measure_own(work / "own")
    if options.sizes or options.profile:
        results |= {"machine": machine(), "date": datetime.date.today().isoformat(), "commit": _commit()}
        _keep(kept, results)
    told = table.report(results)
    print(told)
    if options.write:
        table.write(DOCUMENT, told)
        _say(f"written to {DOCUMENT}")
    return 0


def profile(events: int, work: Path) -> dict:
    """Where the time of a clean build of that many events goes."""
    shutil.rmtree(work, ignore_errors=True)
    write_project(work, events)
    out = work.with_suffix(".json")
    run((sys.executable, "-m", "tools.bench.stages", "--out", str(out), "-C", str(work), "build", "--quiet"), PRODUCT)
    return {"events": events, **json.loads(out.read_text(encoding="utf-8"))}


def _options() -> argparse.Namespace:
    folder = Path(tempfile.gettempdir()) / "timeline-bench"
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure builds beside other builders (docs/performance.md).")
    parser.add_argument("--sizes", metavar="N", type=int, nargs="*", default=[300, 1000], help="numbers of events (default: 300 1000)")
    parser.add_argument("--runs", metavar="K", type=int, default=3, help="runs of each, of which the median is told (default: 3)")
    parser.add_argument("--only", metavar="PEER", nargs="+", default=[], help="these peers alone: Hugo, Eleventy, Zensical, 'MkDocs Material'")
    parser.add_argument("--others-once", action="store_true", help="one run of builders other than ours and Hugo, which take long")
    parser.add_argument("--profile", metavar="N", type=int, help="instead: where the time of a clean build of N events goes")
    parser.add_argument("--peers", metavar="DIR", type=Path, default=folder / "peers", help="where other builders are installed, once (default: %(default)s)")
    parser.add_argument("--work", metavar="DIR", type=Path, default=folder, help="where projects are made and measurements kept (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    return parser.parse_args()


def _commit() -> str:
    try:
        done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=PRODUCT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def _keep(file: Path, results: dict) -> None:
    file.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
