"""What readers transfer: bytes over the wire for each kind of page of a built site, with nothing in the browser's cache, and for a page after others.

    python -m tools.transfer SITE [--query WORDS]

Looks with Chromium, through a host that compresses and is cached as GitHub Pages is. Of each kind it takes the page in the middle
by weight and the heaviest. "Then" is a reader who has seen the home page and one other page of the kind.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tools.chromium import chromium
from tools.pages_host import hosted

KIND = re.compile(rb'<article class="page page-([a-z-]+)')

PARTS = {"Document": "page", "Stylesheet": "styles", "Script": "scripts", "Font": "fonts", "Image": "pictures"}
"""What the browser calls a part, and what the table does; all else is data."""

COLUMNS = ("page", "styles", "scripts", "fonts", "pictures", "data")


@dataclass
class Weight:
    """Bytes over the wire, headers included, by part."""

    parts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def pages_by_kind(site: Path) -> dict[str, list[str]]:
    """Addresses of a site's pages by their kind, lightest first; pages that only lead on are left out."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in sorted(site.rglob("index.html")):
        html = file.read_bytes()
        kind = KIND.search(html)
        if kind and b'http-equiv="refresh"' not in html:
            address = file.parent.relative_to(site).as_posix()
            found[kind[1].decode()].append((len(gzip.compress(html, 6)), "" if address == "." else f"{address}/"))
    return {kind: [address for _, address in sorted(pages)] for kind, pages in sorted(found.items())}


class Reader:
    """A reader with a browser whose cache is empty at first."""

    def __init__(self, browser: object, base: str):
        self._base = base
        context = browser.new_context(viewport={"width": 412, "height": 823})
        self.page = context.new_page()
        self._close = context.close
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        self._kinds: dict[str, str] = {}
        self.weight = Weight()
        wire.on("Network.requestWillBeSent", lambda told: self._kinds.__setitem__(told["requestId"], told.get("type", "")))
        wire.on("Network.loadingFinished", self._finished)

    def _finished(self, told: dict) -> None:
        part = PARTS.get(self._kinds.get(told["requestId"], ""), "data")
        self.weight.parts[part] += int(told["encodedDataLength"])

    def opens(self, address: str) -> Weight:
        """What opening a page transfers, until nothing more is asked for."""
        self.weight = Weight()
        self.page.goto(self._base + address, wait_until="networkidle")
        return self.weight

    def leaves(self) -> None:
        self._close()


def cold(browser: object, base: str, address: str) -> Weight:
    reader = Reader(browser, base)
    weight = reader.opens(address)
    reader.leaves()
    return weight


def then(browser: object, base: str, before: str, address: str) -> Weight:
    """The same after the home page and another page."""
    reader = Reader(browser, base)
    for seen in ("", before):
        reader.opens(seen)
    weight = reader.opens(address)
    reader.leaves()
    return weight


def searched(browser: object, base: str, query: str) -> Weight:
    """What one query on the page of the search transfers, that page itself aside: index, filters and found pages."""
    reader = Reader(browser, base)
    reader.opens("search/")
    reader.weight = Weight()
    reader.page.fill("#q", query)
    reader.page.wait_for_selector(".found > li")
    reader.page.wait_for_load_state("networkidle")
    weight = reader.weight
    reader.leaves()
    return weight


def table(browser: object, base: str, site: Path, queries: list[str]) -> str:
    """The whole account as a table of kB (1,000 bytes)."""
    lines = ["kB over the wire         | cold   = " + " ".join(f"{name:>8}" for name in COLUMNS) + " |   then", "-" * 100]
    for kind, addresses in pages_by_kind(site).items():
        middle, heaviest = addresses[len(addresses) // 2], addresses[-1]
        for label, address in ((kind, middle), (f"{kind}, heaviest", heaviest))[: 1 if middle == heaviest else 2]:
            first = cold(browser, base, address)
            later = then(browser, base, addresses[0], address).total if len(addresses) > 1 else then(browser, base, "", address).total
            lines.append(f"{label:<24} | {_kb(first.total)} = " + " ".join(f"{_kb(first.parts[name]):>8}" for name in COLUMNS) + f" | {_kb(later)}  /{address}")
    for query in queries:
        weight = searched(browser, base, query)
        lines.append(f"{'search: ' + query:<24} | {_kb(weight.total)} = " + " ".join(f"{_kb(weight.parts[name]):>8}" for name in COLUMNS) + " |")
    return "\n".join(lines)


def _kb(size: int) -> str:
    return f"{size / 1000:6.1f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--query", action="append", default=[])
    given = options.parse_args()
    with hosted(given.site) as base, chromium() as browser:
        print(table(browser, base, given.site, given.query))


if __name__ == "__main__":
    main()
