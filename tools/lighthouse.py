"""Lighthouse's scores of a built site, on its mobile profile.

    python -m tools.lighthouse [--tool FOLDER] SITE [ADDRESS ...]

Needs Node. `--tool` names a folder that keeps Lighthouse (npm) from one run to the next; else it is put into a temporary one. Prints four scores
a page, 0 to 100, and the audits that cost points.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.pages_host import hosted

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--tool", type=Path)
    options.add_argument("addresses", nargs="*", default=[""])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, hosted(given.site) as base:
        program = _installed(given.tool or Path(folder))
        print(f"{'page':<44}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for address in given.addresses:
            _print(f"/{address}", _report(program, base + address, Path(folder)))


def _installed(folder: Path) -> Path:
    """Lighthouse in a folder, put there if need be."""
    program = folder / "node_modules/.bin/lighthouse"
    if not program.exists():
        subprocess.run(["npm", "install", "--no-fund", "--no-audit", "--silent", "--prefix", str(folder), "lighthouse"], check=True)
    return program


def _report(program: Path, address: str, folder: Path) -> dict:
    out = folder / "report.json"
    flags = "--headless=new" + (" --no-sandbox" if hasattr(os, "geteuid") and os.geteuid() == 0 else "")
    subprocess.run(
        [program, address, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"],
        check=True, env={**os.environ, "CHROME_PATH": shutil.which("chromium") or os.environ.get("CHROME_PATH", "")},
    )  # fmt: skip
    return json.loads(out.read_text(encoding="utf-8"))


def _print(address: str, report: dict) -> None:
    scores = [report["categories"][name]["score"] for name in CATEGORIES]
    print(f"{address:<44}" + "".join(f"{'–' if score is None else round(100 * score):>16}" for score in scores), flush=True)
    audits = report["audits"]
    print("    " + ", ".join(f"{name} {audits[name].get('displayValue', '–')}" for name in FIGURES))
    weighed = {ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    for name in sorted(weighed - set(FIGURES)):
        if audits[name]["score"] is not None and audits[name]["score"] < 1:
            print(f"    {audits[name]['title']}: {audits[name].get('displayValue', '')}")


if __name__ == "__main__":
    main()
